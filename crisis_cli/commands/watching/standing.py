"""How the live sources of a watch stand: kept for the screen, and said when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from crisis_cli.clocks import Clock
from crisis_cli.commands import wiring
from crisis_cli.domain.standing import Standing, State
from crisis_cli.ui.watch.sources import change_said, quiet_said, standing_line

AGAIN = 60.0
"""Seconds after which it is said once more that a source is lost; one that comes and goes all the time is not told
of each time."""

QUIET = (300.0, 900.0, 3_600.0)
"""Seconds of silence after which it is said that a source says nothing; from the last on every so many."""


class Standings:
    """`say` gets a sentence for each change. `lines` may be called from another thread."""

    def __init__(self, sources: Iterable[str], clock: Clock, say: Callable[[str], None]) -> None:
        self._clock, self._say = clock, say
        now = clock.now()
        self._zone = wiring.zone()  # here, because a thread has none of its own
        self._standing = {name: Standing(name, State.CONNECTING, now) for name in sources}
        self._counted = dict.fromkeys(self._standing, 0)
        self._heard = dict.fromkeys(self._standing, clock.monotonic())
        self._quiet_said = dict.fromkeys(self._standing, 0.0)
        self._said = dict.fromkeys(self._standing, State.CONNECTING)
        self._lost_said = dict.fromkeys(self._standing, float("-inf"))

    @property
    def all_connected(self) -> bool:
        """Whether silence would mean that nobody says anything."""
        states = [standing.state for standing in self._standing.values()]
        return bool(states) and all(state in (State.CONNECTED, State.ENDED) for state in states)

    def is_lost(self, source: str) -> bool:
        """Whether it is not connected, and was tried."""
        return self._standing[source].state is State.LOST

    def change(self, standing: Standing) -> None:
        """A source stands otherwise now."""
        before, now = self._standing[standing.source], self._clock.monotonic()
        if standing.state is before.state is State.LOST:
            standing = replace(standing, since=before.since)
        self._standing[standing.source] = standing
        self._heard[standing.source] = now
        if standing.state is State.LOST:
            if now - self._lost_said[standing.source] < AGAIN:
                return
            self._lost_said[standing.source] = now
        elif standing.state is self._said[standing.source]:
            return
        self._said[standing.source] = standing.state
        self._say(change_said(standing, before, self._clock.now()))

    def heard(self, source: str, lines: int) -> None:
        """So many lines came."""
        self._counted[source] += lines
        self._heard[source] = self._clock.monotonic()
        self._quiet_said[source] = 0.0

    def look(self) -> None:
        """Say which ones are quiet, more and more seldom."""
        for name, standing in self._standing.items():
            quiet = self._clock.monotonic() - self._heard[name]
            due = next(
                (step for step in QUIET if step > self._quiet_said[name]), self._quiet_said[name] + QUIET[-1]
            )
            if standing.state is State.CONNECTED and not standing.polled and quiet >= due:
                self._quiet_said[name] = due
                self._say(quiet_said(name, timedelta(seconds=quiet)))

    def lines(self) -> list[str]:
        """A line for each source, the lost ones first."""
        at, now = self._clock.now(), self._clock.monotonic()
        standings = sorted(self._standing.items(), key=lambda one: one[1].state is not State.LOST)
        return [
            standing_line(
                standing, self._counted[name], timedelta(seconds=now - self._heard[name]), at, self._zone
            )
            for name, standing in standings
        ]
