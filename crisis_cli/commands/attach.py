"""In front of a run: the board on a terminal, plain lines anywhere else."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.plain_loop import follow
from crisis_cli.engine.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crisis_cli.domain.incident import Incident
    from crisis_cli.engine.ports import Account
    from crisis_cli.engine.publishing import Tell
    from crisis_cli.ui.board import BoardParts
    from crisis_cli.ui.board.parts import FacilitatorParts, SendingParts, Tool
    from crisis_cli.ui.sent import Result


def attach(
    session: Session,
    me: str,
    *,
    plain: bool,
    ask_who: bool,
    fresh: bool,
    room: bool = False,
    facilitator: bool = False,
) -> int:
    """Stay with the run until the person detaches; it goes on without them. Returns the exit code.

    In a drill: `room`, one keyboard for all players; `facilitator`, the board that shows what is coming.
    """
    if plain or not can_draw():
        return follow(session, me, fresh=fresh, facilitator=facilitator)
    from crisis_cli.ui.board import run_board

    return run_board(board_parts(session, me, ask_who=ask_who, room=room, facilitator=facilitator))


def can_draw() -> bool:
    """Whether both ends of the screen are a terminal that can be drawn on (research, section B: guards)."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def board_parts(
    session: Session, me: str, *, ask_who: bool = False, room: bool = False, facilitator: bool = False
) -> BoardParts:
    """What the board needs of this machine."""
    from crisis_cli.commands.looking import keeper_seen, view_of
    from crisis_cli.commands.reaching.team_readings import TeamReadings
    from crisis_cli.commands.scenarios import scenario_of
    from crisis_cli.ui import brief
    from crisis_cli.ui.board import BoardParts

    heads = {head.incident: head for head in wiring.journal().heads()}
    number = heads[session.name].number

    readings = TeamReadings(wiring.journal().now, wiring.zone)

    def team_trouble() -> str:
        return readings.trouble(session.incident) if not session.incident.drill else ""

    def page() -> str:
        return brief.as_markdown(view_of(session, number, me), session.incident, wiring.zone())

    return BoardParts(
        session=session,
        clock=wiring.clock(),
        zone=wiring.zone(),
        me=me,
        number=number,
        keeper_seen=lambda: keeper_seen(session),
        draft=lambda statement: wiring.draft(session, statement),
        correct=lambda statement: wiring.correction(session, statement),
        wording=lambda statement, channel, language: wiring.draft(session, statement, channel, language),
        check=lambda statement, text: wiring.findings(session.incident, statement, text),
        edit_elsewhere=_edit_elsewhere,
        brief=page,
        scratch=wiring.home() / "unsaved",
        ask_who=ask_who,
        scenario=scenario_of(session.incident) if session.incident.exercise is not None else None,
        room=room,
        go_to=_go_to,
        facilitator=_facilitator_parts(session) if facilitator else None,
        team_trouble=team_trouble,
        sending=_sending_parts(session.name),
        tools=lambda incident: _tools(session.name, incident),
    )


def _tools(name: str, incident: Incident) -> Sequence[Tool]:
    from crisis_cli.commands.publishing.freezing_on_board import board_tools

    return board_tools(name, incident)


def _sending_parts(name: str) -> SendingParts:
    from crisis_cli.ui.board.parts import SendingParts

    def account(incident: Incident, channel: str) -> Account | None:
        from crisis_cli.commands.publishing.accounts import account_for  # with the first text that goes out

        return account_for(incident, channel)

    def send(
        statement: str, accounts: Mapping[str, Account], by: str, sha256: str, tell: Tell
    ) -> Iterator[Result]:
        from crisis_cli.commands.publishing.sending import send_by

        return send_by(name, statement, accounts, by, sha256, tell)

    return SendingParts(account, send)


def _facilitator_parts(session: Session) -> FacilitatorParts:
    from crisis_cli.commands.drilling.begin import runner
    from crisis_cli.commands.reaching.keeping import run_drill, start_runner
    from crisis_cli.ui.board.parts import FacilitatorParts

    return FacilitatorParts(
        jump=lambda length: runner(session, lambda _: None, lambda _: None).jump(length),
        run=lambda: run_drill(session),
        keep=lambda: start_runner(session),
    )


def _go_to(name: str) -> int:
    """From a drill's board to that of a real run, under one's own name."""
    return attach(
        wiring.session(name), wiring.me(""), plain=False, ask_who=not wiring.known_by_name(""), fresh=False
    )


def _edit_elsewhere(text: str) -> str:
    from crisis_cli.files.editor import edit

    return edit(text, os.environ).text
