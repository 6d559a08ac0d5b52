"""A drill's own clock, as everybody sees it who acts in it or looks at it: its journal, asked for the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.exercise import UNKEPT_AFTER, drill_time
from crisis_cli.domain.journal import Broken, Head, Journal, KeeperSeen
from crisis_cli.engine.run import Run


def by_its_own_clock(run: Run) -> None:
    """Let a run that follows a scenario decide by the drill's clock; any other stays as it is."""
    if run.incident.exercise is not None and not isinstance(run.journal, DrillJournal):
        run.journal = DrillJournal(run.journal, run)


class DrillJournal:
    """The journal of one drill: all as in the one below, but `now` is what the drill's clock shows.

    `was_kept`: whether somebody kept the clock when this was made. `held`: whoever runs the drill lets each thing
    happen at its own moment, and holds the hands there meanwhile. `run` is None only while the drill begins.
    """

    def __init__(self, below: Journal, run: Run | None, held: datetime | None = None) -> None:
        self.below = below
        self.held = held
        self._run = run
        self.was_kept = self.is_kept()

    def now(self) -> datetime:
        if self.held is not None:
            return self.held
        head, wall = self.head(), self.below.now()
        exercise = self._run.incident.exercise if self._run is not None else None
        if head is None or exercise is None:
            return wall
        return drill_time(exercise, last_at=head.last_at, stored_at=head.stored_at, wall=wall)

    def is_kept(self) -> bool:
        """Whether somebody kept the drill's clock lately, or nobody need: it is paused."""
        head, exercise = self.head(), self._run.incident.exercise if self._run is not None else None
        paused = exercise is not None and exercise.paused
        return paused or (head is not None and self.below.now() - head.stored_at < UNKEPT_AFTER)

    def head(self) -> Head | None:
        """The drill's derived row, None before its first event."""
        name = self._run.name if self._run is not None else ""
        return next((head for head in self.below.heads() if head.incident == name), None)

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        return self.below.append(incident, events, after=after, next_due=next_due)

    def read(self, incident: str, *, after: int = 0) -> list[Event]:
        return self.below.read(incident, after=after)

    def heads(
        self, *, open_only: bool = False, due_before: datetime | None = None, limit: int | None = None
    ) -> list[Head]:
        return self.below.heads(open_only=open_only, due_before=due_before, limit=limit)

    def set_next_due(self, incident: str, next_due: datetime | None, *, after: int) -> None:
        self.below.set_next_due(incident, next_due, after=after)

    def version(self) -> int:
        return self.below.version()

    def watch(self, changed: Callable[[], None]) -> None:
        self.below.watch(changed)

    def redact(self, incident: str, seq: int, event: NewEvent, *, after: int, next_due: datetime | None) -> Event:
        return self.below.redact(incident, seq, event, after=after, next_due=next_due)

    def recorded(self) -> list[str]:
        return self.below.recorded()

    def verify(self, incident: str) -> Broken | None:
        return self.below.verify(incident)

    def beat(self, keeper: KeeperSeen) -> None:
        self.below.beat(keeper)

    def keepers(self) -> list[KeeperSeen]:
        return self.below.keepers()

    def forget_keeper(self, keeper: str) -> None:
        self.below.forget_keeper(keeper)

    def close(self) -> None:
        self.below.close()
