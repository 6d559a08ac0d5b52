"""Who is to hold what, who goes and comes, who was tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class Offer(Intent):
    """Offer roles or steps to a person; `via`: how their holder agreed, when somebody else offers them."""

    what: tuple[str, ...]
    person: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Accept(Intent):
    """Accept what was offered; `via` when somebody else types it for the person."""

    what: tuple[str, ...]
    person: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Decline(Intent):
    """Say no to what was offered."""

    what: tuple[str, ...]
    person: str


@dataclass(frozen=True, slots=True)
class NoticeShift(Intent):
    """A keeper saw that the team file gives the role to this person by now."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class MarkAway(Intent):
    """The person cannot act until then (None: until somebody says otherwise)."""

    person: str
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class MarkBack(Intent):
    """The person can act again."""

    person: str


@dataclass(frozen=True, slots=True)
class RecordTry(Intent):
    """Somebody tried to reach a person by hand; result none, message or reached."""

    person: str
    via: str
    result: str
