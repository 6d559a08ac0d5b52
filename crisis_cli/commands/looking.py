"""What every reading command does: the run that is meant, and the board as plain rows at this moment."""

from __future__ import annotations

from crisis_cli.commands import wiring
from crisis_cli.commands.picking import pick
from crisis_cli.domain.journal import Head
from crisis_cli.engine.session import Session
from crisis_cli.ui.view import View, view


def look(given: str) -> tuple[Head, Session]:
    """The run that is meant, an open one first, and its session."""
    head = pick(given, reading=True)
    return head, wiring.session(head.incident)


def view_of(session: Session, number: int, me: str) -> View:
    """The board for `me`, now."""
    seen = session.journal.keepers()
    return view(
        session.incident,
        session.history,
        at=session.now(),
        zone=wiring.zone(),
        me=me,
        number=number,
        keeper_seen_at=seen[0].seen_at if seen else None,
    )
