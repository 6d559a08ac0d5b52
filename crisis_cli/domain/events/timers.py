"""What fell due by itself, and the pages that went out for it."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class StepFellOverdue(Body):
    """It was due at `due_at` and not settled."""

    step: str
    due_at: datetime


@said
class RungFired(Body):
    """A rung of a ladder was reached at `fired_at`, whenever that was noticed. `why`: due, now, unanswered."""

    step: str
    rung: int
    role: str
    person: str
    fired_at: datetime
    until_at: datetime | None
    why: str = "due"


@said
class RungPassed(Body):
    """A rung reached nobody, so the next one fires at once."""

    step: str
    rung: int
    role: str
    fired_at: datetime
    why: str


@said
class PageQueued(Body):
    """A person is to be told. `page` names it; `about`: rung, turn, heads_up, unheld, promise, handover, shift,
    notify or unreached (somebody else could not be). `late_because`: why it comes so late, when it does."""

    PROSE = ("text",)
    page: str
    about: str
    step: str
    person: str
    text: str
    due_at: datetime | None = None
    late_seconds: int = 0
    late_because: str = ""


@said
class PageAttempted(Body):
    """A keeper is sending it and has until `lease_at` to say how it went."""

    page: str
    attempt: int
    keeper: str
    lease_at: datetime


@said
class PageSent(Body):
    """It went out, as far as the service says."""

    page: str
    channel: str


@said
class PageFailed(Body):
    """It did not go out; `retry_at` None: no further try. `failed_as`: a class of domain.delivery; `next_channel`:
    the next try goes another way."""

    page: str
    reason: str
    retry_at: datetime | None = None
    failed_as: str = ""
    next_channel: bool = False


@said
class PageAcknowledged(Body):
    """The person said that they have read a page that asks for no step of its own."""

    page: str
    person: str


@said
class PageDropped(Body):
    """It was not sent, because what it asked for had been settled."""

    page: str
    reason: str


@said
class PromiseMissed(Body):
    """Nothing that keeps it had been published by then."""

    promise: str
    due_at: datetime


@said
class ConsultLapsed(Body):
    """The person asked for advice stayed silent; recorded, and nothing is blocked by it."""

    statement: str
    round: int
    entry: int
    roles: tuple[str, ...]


@said
class ClockJumped(Body):
    """The wall clock and the monotonic one went apart: the machine slept, or somebody set its clock."""

    seconds: int
    keeper: str
