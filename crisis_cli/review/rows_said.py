"""Rows of what was said and known: statements, facts, notes, items (see rows.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.conditions import Value


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a word diff. `change`: same, added or removed."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class YesRow:
    """A yes (`kind`: yes or countersignature) to exactly one text."""

    kind: str
    role: str
    giver: str
    via: str
    recorded_by: str
    moment: datetime
    taken_back: bool


@dataclass(frozen=True, slots=True)
class NoRow:
    """A no (`kind`: no or objection) to exactly one text."""

    kind: str
    giver: str
    via: str
    recorded_by: str
    moment: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One text. `diff` is None for the first text of a round, and where a text was blanked."""

    number: int
    round: int
    seq: int
    sha256: str
    by: str
    moment: datetime
    typed_at: datetime
    drafted: bool
    text: str
    redacted: bool
    facts: tuple[str, ...]
    standing_approval: str
    diff: tuple[Piece, ...] | None
    yeses: tuple[YesRow, ...]
    noes: tuple[NoRow, ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """Where a round went out, or (`skipped` holds the reason) did not."""

    statement: str
    round: int
    channel: str
    url: str
    sha256: str
    by: str
    moment: datetime
    typed_at: datetime
    skipped: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement on its whole way."""

    name: str
    speaker: str
    versions: tuple[VersionRow, ...]
    posts: tuple[PostRow, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """What was said to be known, when, on whose word."""

    name: str
    value: Value | None
    status: str
    source: str
    by: str
    moment: datetime
    typed_at: datetime
    taken_back: bool


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """A fact that nobody confirmed. `status`: unknown or unconfirmed."""

    name: str
    ask: str
    status: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that is not private and was not taken back."""

    text: str
    by: str
    moment: datetime
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A post or letter that was answered on the side."""

    incident: str
    item: str
    outcome: str
    by: str
    moment: datetime
