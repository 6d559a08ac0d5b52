"""When nobody watched the timers, as far as the journal shows it: what fell due and was noticed late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.review.reading import InForce
from crisis_cli.review.rows import KeeperGap

UNWATCHED = timedelta(seconds=15)
"""What is noticed later than this, nobody was watching for (DESIGN: The board says so after 15 s)."""


def keeper_gaps(history: Sequence[e.Event], in_force: InForce) -> tuple[KeeperGap, ...]:
    """The stretches without a keeper that something fell due in. What a correction made due in the past counts
    from the correction."""
    settable: dict[str, datetime] = {}
    begun = history[0].at
    gaps: dict[datetime, KeeperGap] = {}
    for event in history:
        match event.data:
            case e.StepOpened() | e.StepReopened() | e.StepAdded() | e.DueMoved():
                settable[event.data.step] = event.at
            case e.SightingCorrected() | e.PlaybookSwitched() | e.IncidentReopened():
                begun = event.at
            case e.StepFellOverdue(step, due_at):
                since = max(due_at, settable.get(step, begun), begun)
                _noticed(gaps, event.at, since, in_force.title(step, event.seq))
            case e.RungFired(step=step, fired_at=fired_at, why="due"):
                since = max(fired_at, settable.get(step, begun), begun)
                _noticed(gaps, event.at, since, in_force.title(step, event.seq))
            case e.PromiseMissed(promise, due_at):
                _noticed(gaps, event.at, max(due_at, begun), promise)
            case _:
                pass
    return tuple(gaps.values())


def _noticed(gaps: dict[datetime, KeeperGap], at: datetime, since: datetime, what: str) -> None:
    """Everything that one look caught up with is one gap."""
    if at - since <= UNWATCHED:
        return
    before = gaps.get(at)
    if before is None:
        gaps[at] = KeeperGap(since, at, (what,))
    else:
        names = before.fell_due if what in before.fell_due else (*before.fell_due, what)
        gaps[at] = KeeperGap(min(before.since, since), at, names)
