"""`crisis board`: come back to a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.attach import attach, board_parts
from crisis_cli.commands.keeping import keep_going
from crisis_cli.commands.picking import pick
from crisis_cli.engine.session import Session


def board(
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a board.")] = False,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE", help="Write the board as an SVG picture instead.")
    ] = None,
    no_keeper: options.NoKeeper = False,
    incident: options.Incident = "",
    as_: options.As = "",
) -> int:
    """Come back to the board exactly where it is, and hear what happened meanwhile."""
    session = wiring.session(pick(incident, reading=True).incident)
    me = wiring.me(as_)
    if picture is not None:
        return _draw(session, me, picture)
    if session.incident.closed is None and not no_keeper:
        keep_going(session)
    return attach(session, me, plain=plain, ask_who=not wiring.known_by_name(as_), fresh=False)


def _draw(session: Session, me: str, path: Path) -> int:
    from crisis_cli.ui.board.picture import picture

    path.write_text(picture(board_parts(session, me), 80, 24), encoding="utf-8")
    print(path)
    return 0
