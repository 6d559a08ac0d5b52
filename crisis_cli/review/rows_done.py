"""Rows of what was done: promises, steps, pages, decisions (see rows.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`title`: the name as words. `margin`: time to spare (negative: how much too late, or late so far). `status`
    as on the board."""

    name: str
    title: str
    within: timedelta
    counts_from: str
    kept_by: str
    kept_by_title: str
    due_at: datetime | None
    status: str
    kept_at: datetime | None
    margin: timedelta | None


@dataclass(frozen=True, slots=True)
class WordRow:
    """A "we speak again at" that went out. Kept by the next text to the same public (`kept_at`); `status`: kept,
    missed or open, `margin` as for a promise."""

    statement: str
    round: int
    said_at: datetime
    due_at: datetime
    status: str
    kept_at: datetime | None
    margin: timedelta


@dataclass(frozen=True, slots=True)
class DueMove:
    """A due time that was changed, when and why."""

    moment: datetime
    due_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class AckRow:
    """A person's "mine"."""

    person: str
    moment: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class RungRow:
    """A rung that was reached. `person` empty: it was passed. `why`: due, now, unanswered, or why passed.

    `paged_at`: when that person's page was queued; None: nobody was paged. A keeper that comes late pages only the
    highest rung reached meanwhile.
    """

    role: str
    person: str
    fired_at: datetime
    why: str
    paged_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One opening of a step: planned against actual.

    `due_at` is what held in the end, `first_due_at` what was set at the opening. `outcome`: open, done, answered,
    skipped, not_needed, set_back, ended (no further round) or replaced (by a newer round); waiting: it never
    opened. `late`: happened (or now) minus due, negative when early. `again`: why it was opened anew.
    """

    step: str
    title: str
    kind: str
    phase: str
    role: str
    round: int
    opened_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    outcome: str
    happened_at: datetime | None
    typed_at: datetime | None
    by: str
    answer: str
    reason: str
    late: timedelta | None
    again: str
    taken_back: bool
    due_moves: tuple[DueMove, ...]
    acks: tuple[AckRow, ...]
    rungs: tuple[RungRow, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A step that nobody finished. `status`: open, or waiting when its turn never came."""

    step: str
    title: str
    status: str
    owner: str
    due_at: datetime | None
    late: timedelta | None


@dataclass(frozen=True, slots=True)
class PageRow:
    """Somebody was to be told. `answer`: their first act on it, by `answered_by`, who may be somebody else.

    `late`: how long after its moment it was queued. `answered_after` is None when nobody did anything, negative
    when the act had happened before the page.
    """

    page: str
    about: str
    step: str
    title: str
    person: str
    text: str
    queued_at: datetime
    late: timedelta | None
    state: str
    channel: str
    sent_at: datetime | None
    attempts: int
    failure: str
    answer_expected: bool
    answer: str
    answered_by: str
    answered_at: datetime | None
    answered_after: timedelta | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Who decided what, and why. `by` decided (a yes: as `role`), `recorded_by` typed; `via`: how they said so."""

    seq: int
    kind: str
    moment: datetime
    typed_at: datetime
    by: str
    recorded_by: str
    via: str
    role: str
    subject: str
    choice: str
    why: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """Something that goes on by itself was held still, or let go on. `outcome`: begun (and no word of its end),
    frozen, unfrozen, failed, unknown, left frozen. `way`: command, webhook, by hand or drill (nothing was run)."""

    title: str
    act: str
    outcome: str
    way: str
    how: str
    by: str
    moment: datetime
    why: str
    exit_code: int | None


@dataclass(frozen=True, slots=True)
class TryRow:
    """Somebody tried to reach a person by hand; `result`: none, message or reached."""

    person: str
    via: str
    result: str
    by: str
    moment: datetime
