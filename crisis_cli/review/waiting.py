"""Where the minutes went: how long each step was somebody's, from its opening to its end, and who had how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.domain.playbook import Playbook
from crisis_cli.review.rows_done import StepRow


@dataclass(frozen=True, slots=True)
class Wait:
    """A step waited for somebody: `whom` by the title of the role. `late`: the part of it beyond its due time.
    `open`: it was not finished at the end."""

    whom: str
    step: str
    title: str
    kind: str
    round: int
    since: datetime
    until: datetime
    length: timedelta
    late: timedelta
    open: bool


@dataclass(frozen=True, slots=True)
class Total:
    """How long anything at all waited for that role: two steps at one time count once."""

    whom: str
    length: timedelta
    late: timedelta
    steps: int


def waits(steps: Iterable[StepRow], as_of: datetime, playbook: Playbook) -> tuple[Wait, ...]:
    """Every wait of a second or more, the longest first. A step that repeats is not waited for before its time."""
    repeated = {step.id for step in playbook.steps.values() if step.repeat is not None}
    found = (
        _wait(row, as_of, repeats=row.step in repeated) for row in steps if row.opened_at is not None and row.role
    )
    rows = [wait for wait in found if wait.length >= timedelta(seconds=1)]
    return tuple(sorted(rows, key=lambda wait: (-wait.length, wait.since, wait.step)))


def longest(found: Iterable[Wait]) -> Wait | None:
    """The one that kept the others longest: by what was beyond its time, else by its length."""
    return max(found, key=lambda wait: (wait.late, wait.length), default=None)


def totals(found: Sequence[Wait]) -> tuple[Total, ...]:
    """Who was waited for how long, the longest first."""
    rows = [
        _total(whom, [wait for wait in found if wait.whom == whom])
        for whom in dict.fromkeys(w.whom for w in found)
    ]
    return tuple(sorted(rows, key=lambda total: (-total.length, total.whom)))


def _wait(row: StepRow, as_of: datetime, *, repeats: bool) -> Wait:
    assert row.opened_at is not None
    since = max(row.due_at, row.opened_at) if repeats and row.due_at is not None else row.opened_at
    until = max(row.happened_at or as_of, since)
    late = max(until - max(row.due_at, since), timedelta()) if row.due_at is not None else timedelta()
    open_ = row.outcome == "open"
    return Wait(row.role, row.step, row.title, row.kind, row.round, since, until, until - since, late, open_)


def _total(whom: str, theirs: Sequence[Wait]) -> Total:
    late = _covered([(wait.until - wait.late, wait.until) for wait in theirs])
    length = _covered([(wait.since, wait.until) for wait in theirs])
    return Total(whom, length, late, len({(wait.step, wait.round) for wait in theirs}))


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How much time lies in at least one of the spans."""
    whole = timedelta()
    reached: datetime | None = None
    for start, end in sorted(spans):
        begin = start if reached is None else max(start, reached)
        if end > begin:
            whole += end - begin
            reached = end
    return whole
