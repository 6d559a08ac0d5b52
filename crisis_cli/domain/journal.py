"""What every journal promises: the append-only list of events, and the few derived rows beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from crisis_cli.domain.events import Event, NewEvent


@dataclass(frozen=True, slots=True)
class Head:
    """The derived row of one incident. `number` is its short name `#n`; `next_due` when a keeper must look.
    `last_at`: the moment of its last event; `stored_at`: when that was stored, by the journal's clock."""

    incident: str
    number: int
    seq: int
    hash: str
    opened_at: datetime
    playbook: str
    title: str
    drill: bool
    open: bool
    next_due: datetime | None
    last_at: datetime
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class KeeperSeen:
    """A keeper's sign of life."""

    id: str
    host: str
    pid: int
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Broken:
    """The first event at which a chain does not hold, and why, in words."""

    incident: str
    seq: int
    why: str


class Journal(Protocol):
    """Memory, SQLite or PostgreSQL; one contract suite runs over all of them."""

    def now(self) -> datetime:
        """The time that this journal decides by, UTC (the clock it was given, or the database's)."""

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        """Store all or nothing behind event `after` (0: a new incident), durable before it returns.

        Returns the stored events; if the first one's id is stored already, the batch as it was stored then.
        Raises JournalConflict when somebody else was first, JournalTooNew behind a newer version's events,
        SurroundingsFailed when the store failed, in which case nothing was stored.
        """

    def read(self, incident: str, *, after: int = 0) -> list[Event]:
        """The events behind `after`, in order; none for an incident that is not there."""

    def heads(
        self, *, open_only: bool = False, due_before: datetime | None = None, limit: int | None = None
    ) -> list[Head]:
        """The incidents, oldest first. `due_before`: only those whose `next_due` is at or before it. `limit`:
        no more than so many."""

    def set_next_due(self, incident: str, next_due: datetime | None, *, after: int) -> None:
        """Correct the derived row if the incident still stands at event `after`."""

    def version(self) -> int:
        """A number that changes when anybody's commit could have changed an answer; cheap enough to poll."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` from another thread soon after anybody's commit, where the store can tell; else never.
        It spares a wait, not the asking: `version` is what counts. Only whoever said so last is called."""

    def redact(self, incident: str, seq: int, event: NewEvent, *, after: int, next_due: datetime | None) -> Event:
        """Blank the free text of event `seq` and append `event` (a TextRedacted), in one commit."""

    def recorded(self) -> list[str]:
        """Every incident that has events, by name, also one whose head is missing."""

    def verify(self, incident: str) -> Broken | None:
        """Walk the chain; None if it is whole."""

    def beat(self, keeper: KeeperSeen) -> None:
        """Record a keeper's sign of life."""

    def keepers(self) -> list[KeeperSeen]:
        """The keepers that were seen, last seen first."""

    def forget_keeper(self, keeper: str) -> None:
        """A keeper ended in good order."""

    def close(self) -> None:
        """Let go of files and connections."""
