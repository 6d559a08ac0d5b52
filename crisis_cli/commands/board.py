"""`crisis board`: come back to a run."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.attach import attach
from crisis_cli.commands.picking import pick


def board(
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a board.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
) -> int:
    """Come back to the board exactly where it is, and hear what happened meanwhile."""
    session = wiring.session(pick(incident, reading=True).incident)
    return attach(session, wiring.me(as_), plain=plain, ask_who=not wiring.known_by_name(as_), fresh=False)
