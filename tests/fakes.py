"""Stand-ins that behave: a clock that a test moves by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NIGHT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""When most tests begin: 03:00 in much of Europe."""


class FakeClock:
    """A `crisis_cli.clocks.Clock` on which time passes only when somebody sleeps, or a test says so."""

    def __init__(self, now: datetime = NIGHT) -> None:
        self._now = now
        self._monotonic = 1_000.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def sleep(self, seconds: float) -> None:
        """Comes back at once, that much later."""
        self.slept.append(seconds)
        self.advance(timedelta(seconds=seconds))

    def advance(self, by: timedelta) -> datetime:
        """Time passes on both clocks; returns the new wall time."""
        self._now += by
        self._monotonic += by.total_seconds()
        return self._now

    def set_wall(self, now: datetime) -> None:
        """Somebody sets the wall clock, back or forward; the monotonic one knows nothing of it."""
        self._now = now

    def suspend(self, by: timedelta) -> datetime:
        """The machine sleeps: the wall clock goes on, the monotonic one stands still (as on Linux)."""
        self._now += by
        return self._now
