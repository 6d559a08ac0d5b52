"""What every reading command does: the run that is meant, and the board as plain rows at this moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.picking import pick
from crisis_cli.domain.journal import Head
from crisis_cli.engine.run import Run

if TYPE_CHECKING:
    from crisis_cli.ui.view import View


def look(given: str) -> tuple[Head, Run]:
    """The run that is meant, an open one first, ready to be read."""
    head = pick(given, reading=True)
    return head, wiring.run(head.incident)


def keeper_seen(session: Run) -> datetime | None:
    """The latest sign of life of a keeper; in a drill with a clock of its own, of who keeps that."""
    from crisis_cli.engine.drilling.clock import DrillJournal

    if isinstance(session.journal, DrillJournal):
        return session.now() if session.journal.is_kept() else None
    seen = session.journal.keepers()
    return seen[0].seen_at if seen else None


def view_of(session: Run, number: int, me: str) -> View:
    """The board for `me`, now."""
    from crisis_cli.ui.sentences import may_read
    from crisis_cli.ui.view import view

    return view(
        session.incident,
        [event for event in session.history if may_read(event, session.incident, me)],
        at=session.now(),
        zone=wiring.zone(),
        me=me,
        number=number,
        keeper_seen_at=keeper_seen(session),
    )
