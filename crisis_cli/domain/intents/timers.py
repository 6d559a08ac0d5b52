"""What a keeper wants: that what is due is fired, and that pages go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class Tick(Intent):
    """Fire what is due. `late_because`: why that is later than it was due, as far as the keeper knows."""

    late_because: str = ""


@dataclass(frozen=True, slots=True)
class NoticeClockJump(Intent):
    """A keeper saw wall clock and monotonic clock go apart by that many seconds."""

    seconds: int
    keeper: str


@dataclass(frozen=True, slots=True)
class AttemptPage(Intent):
    """A keeper takes a page from the outbox and has until `lease_at` to say how it went."""

    page: str
    keeper: str
    lease_at: datetime


@dataclass(frozen=True, slots=True)
class SettlePage(Intent):
    """A keeper says how sending went: sent through `channel`, or failed for `failure`; `failed_as` is a class of
    domain.delivery. `another`: the person can be reached in another way; `again_after`: seconds, not sooner."""

    page: str
    channel: str = ""
    failure: str = ""
    failed_as: str = ""
    another: bool = False
    again_after: int = 0


@dataclass(frozen=True, slots=True)
class AcknowledgePage(Intent):
    """Answer a page by its number: mine, where it asks for a step; accepted, where something is offered; else
    read. `person`: who answers, when it is not the one who was paged."""

    page: str
    person: str = ""
