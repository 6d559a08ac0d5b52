"""In front of a run: the board on a terminal, plain lines anywhere else."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.plain_loop import follow
from crisis_cli.engine.session import Session

if TYPE_CHECKING:
    from crisis_cli.ui.board import BoardParts


def attach(session: Session, me: str, *, plain: bool, ask_who: bool, fresh: bool) -> int:
    """Stay with the run until the person detaches; it goes on without them. Returns the exit code."""
    if plain or not can_draw():
        return follow(session, me, fresh=fresh)
    return _board(session, me, ask_who=ask_who)


def can_draw() -> bool:
    """Whether both ends of the screen are a terminal that can be drawn on (research, section B: guards)."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _board(session: Session, me: str, *, ask_who: bool) -> int:
    from crisis_cli.ui.board import run_board

    return run_board(board_parts(session, me, ask_who=ask_who))


def board_parts(session: Session, me: str, *, ask_who: bool = False) -> BoardParts:
    """What the board needs of this machine."""
    from crisis_cli.commands.looking import view_of
    from crisis_cli.ui import brief
    from crisis_cli.ui.board import BoardParts

    heads = {head.incident: head for head in wiring.journal().heads()}
    number = heads[session.name].number

    def last_keeper() -> datetime | None:
        seen = wiring.journal().keepers()
        return seen[0].seen_at if seen else None

    def page() -> str:
        shown = brief.as_json(view_of(session, number, me), session.incident, wiring.zone())
        return brief.as_markdown(shown)

    return BoardParts(
        session=session,
        clock=wiring.clock(),
        zone=wiring.zone(),
        me=me,
        number=number,
        keeper_seen=last_keeper,
        draft=lambda statement: wiring.draft(session, statement),
        correct=lambda statement: wiring.correction(session, statement),
        check=lambda statement, text: wiring.findings(session.incident, statement, text),
        edit_elsewhere=_edit_elsewhere,
        brief=page,
        scratch=wiring.home() / "unsaved",
        ask_who=ask_who,
    )


def _edit_elsewhere(text: str) -> str:
    from crisis_cli.files.editor import edit

    return edit(text, os.environ).text
