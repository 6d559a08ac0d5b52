"""The small frozen records that an incident is made of: what was said, tried, paged, promised and done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.events import Body


@dataclass(frozen=True, slots=True)
class Ack:
    """A person's "mine", and until when it holds the ladder."""

    person: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RungReached:
    """A rung that fired for a person, or was passed (`person` empty), at that moment."""

    rung: int
    role: str
    person: str
    fired_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One state of a fact. `status`: unknown, unconfirmed or confirmed. `moment`: when it was so, as far as
    anybody said; `recorded_at`: when it was written down."""

    value: Value | None
    status: str
    source: str
    by: str
    moment: datetime
    seq: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the outbox. `state`: queued, attempted, sent, failed (given up) or dropped. `attempts` are
    all tries, `tries` those on the present `channel`, the person's first being 0."""

    id: str
    about: str
    step: str
    person: str
    text: str
    due_at: datetime | None
    late_seconds: int
    queued_at: datetime
    state: str = "queued"
    attempts: int = 0
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    late_because: str = ""
    channel: int = 0
    tries: int = 0
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something written down; `struck` when its writer took it back."""

    text: str
    by: str
    moment: datetime
    private: bool
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody tried to reach a person by hand."""

    person: str
    via: str
    result: str
    by: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """By the team file a role is this person's, noticed at `at`."""

    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """A person's act that can be undone, as it stands in the journal."""

    seq: int
    at: datetime
    actor: str
    body: Body


@dataclass(frozen=True, slots=True)
class NextWord:
    """A text that went out said when we speak again (`at` None: it said nothing of it)."""

    statement: str
    round: int
    at: datetime | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Stand-down: when, by whom, with which outcome."""

    at: datetime
    by: str
    outcome: str
