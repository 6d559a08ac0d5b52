"""`crisis board`: come back to a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.attach import attach, board_parts
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import keep_going
from crisis_cli.engine.session import Session
from crisis_cli.errors import Refused, UsageError


def board(
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a board.")] = False,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE", help="Write the board as an SVG picture instead.")
    ] = None,
    facilitator: Annotated[
        bool, typer.Option("--facilitator", help="In a drill: what is coming, and the keys that change it.")
    ] = False,
    room: Annotated[
        bool, typer.Option("--room", help="In a drill: one keyboard for all players; @ says who acts.")
    ] = False,
    no_keeper: options.NoKeeper = False,
    incident: options.Incident = "",
    as_: options.As = "",
) -> int:
    """Come back to the board exactly where it is, and hear what happened meanwhile."""
    session = wiring.session(pick(incident, reading=True).incident)
    me = _facilitator(session, as_, room=room) if facilitator else wiring.me(as_, session.incident)
    if room and not session.incident.drill:
        raise Refused(f"{session.name} is real: everybody acts under their own name.", "Leave out --room.")
    if picture is not None:
        return _draw(session, me, picture)
    if session.incident.closed is None and not no_keeper:
        keep_going(session)
    ask_who = not (wiring.known_by_name(as_) or room or facilitator)
    if room and not wiring.known_by_name(as_):
        me = next(iter(session.incident.holders.values()), me)
    return attach(session, me, plain=plain, ask_who=ask_who, fresh=False, room=room, facilitator=facilitator)


def _facilitator(session: Session, as_: str, *, room: bool) -> str:
    """Who says it on the facilitator's board; raises UsageError, and Refused where there is no scenario."""
    from crisis_cli.commands.drilling.meant import actor
    from crisis_cli.commands.scenarios import scenario_of

    if room:
        raise UsageError("The facilitator's board shows what is coming.", "Open --room in another terminal.")
    scenario_of(session.incident)
    return actor(as_)


def _draw(session: Session, me: str, path: Path) -> int:
    from crisis_cli.ui.board.picture import picture

    path.write_text(picture(board_parts(session, me), 80, 24), encoding="utf-8")
    print(path)
    return 0
