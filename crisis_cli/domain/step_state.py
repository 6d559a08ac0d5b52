"""Where one step is: its status, its times, who acknowledged it and whom its ladder reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crisis_cli.domain.records import Ack, RungReached


class Status(StrEnum):
    """Where a step is. Overdue is not among them: it stands beside (see `Incident.overdue`)."""

    WAITING = "waiting"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_NEEDED = "not_needed"


SETTLED = frozenset({Status.DONE, Status.SKIPPED, Status.NOT_NEEDED})


@dataclass(frozen=True, slots=True)
class StepState:
    """What happened to a step in its present round. `opened_seq` tells one opening from the next.

    `due_before` is the due time that was moved at `due_moved_at`; `stamped` are the due times of this opening
    that it was found overdue at; `before` is how a repeating step stood when its present round opened.
    """

    status: Status = Status.WAITING
    round: int = 0
    rounds_done: int = 0
    first_opened_at: datetime | None = None
    opened_at: datetime | None = None
    opened_seq: int = 0
    due_at: datetime | None = None
    due_before: datetime | None = None
    due_moved_at: datetime | None = None
    stamped: frozenset[datetime] = frozenset()
    settled_at: datetime | None = None
    settled_recorded_at: datetime | None = None
    settled_by: str = ""
    reason: str = ""
    answer: str | None = None
    acks: tuple[Ack, ...] = ()
    rungs: tuple[RungReached, ...] = ()
    ended: bool = False
    checked: frozenset[int] = frozenset()
    before: StepState | None = None
