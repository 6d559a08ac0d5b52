"""A whole watch at work: mentions in, alerts out; bins are closed by the time of the posts alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from math import log10
from typing import Any

from crisis_cli.domain.alert import Alert
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Watch
from crisis_cli.signals.event_clock import LATE, EventClock
from crisis_cli.signals.explained import clears
from crisis_cli.signals.settings import SENSITIVITY, Settings
from crisis_cli.signals.track import Track

BIN = 300
"""Seconds of a bin."""

LOOK_AGAIN = 10
"""Seconds of the stream after which an open bin is judged anew: an alert does not wait for its end."""

Shift = Callable[[float], int]
"""Seconds that the brand's zone is ahead of UTC at a moment."""


def settings_of(watch: Watch) -> Settings:
    """What the watch file says, over the frozen setting."""
    settings = replace(SENSITIVITY[watch.sensitivity], silence=int(watch.silence.total_seconds()))
    if watch.amber.once_in is not None:
        days = _days(watch.amber.once_in.total_seconds())
        settings = replace(settings, once_in=days, sums=tuple(max(days, rare) for rare in settings.sums))
    if watch.red.once_in is not None:
        settings = replace(settings, red=_days(watch.red.once_in.total_seconds()))
    return settings


def _days(seconds: float) -> float:
    return log10(max(seconds, 3_600) / 86_400)


class Listener:
    """`key`: the installation's, for hashing whoever wrote. Deterministic: the same posts give the same alerts."""

    def __init__(self, watch: Watch, key: bytes, shift: Shift | None = None) -> None:
        self.watch = watch
        self.clock = EventClock()
        self.late = 0
        self.heard = 0
        self.tracks = [Track.new(term, watch, settings_of(watch), BIN) for term in watch.terms]
        self._key = key
        self._shift = shift
        self._next: int | None = None
        self._looked = 0.0

    def plain(self) -> dict[str, Any]:
        """Everything that was learned, as JSON values; samples are not among them."""
        return {
            "clock": asdict(self.clock),
            "next": self._next,
            "looked": self._looked,
            "late": self.late,
            "heard": self.heard,
            "tracks": {track.term.name: track.plain() for track in self.tracks},
        }

    def restore(self, plain: dict[str, Any]) -> None:
        """Go on where `plain` was taken. A term that is new in the watch file starts to learn."""
        self.clock = EventClock(**plain["clock"])
        self._next, self._looked = plain["next"], plain["looked"]
        self.late, self.heard = plain["late"], plain["heard"]
        for track in self.tracks:
            if track.term.name in plain["tracks"]:
                track.restore(plain["tracks"][track.term.name])

    def time(self, at: float) -> list[Alert]:
        """A post about something else was written then: time passes in silence for our terms."""
        return self._pass() if self.clock.hear(at) else []

    def hear(self, mention: Mention, terms: Sequence[int]) -> list[Alert]:
        """A post about these terms; returns the alerts that it brings about."""
        languages, at = self.watch.languages, mention.at
        if languages and mention.language and mention.language.split("-")[0].lower() not in languages:
            return self.time(at)
        if not self.clock.hear(at):
            return []
        start = int(at // BIN) * BIN
        alerts = self._pass()
        if self._next is not None and start < self._next:
            self.late += 1
            return alerts
        self._next = start if self._next is None else self._next
        self.heard += 1
        for number in terms:
            self.tracks[number].add(mention, start, self._key)
        return alerts if 0 <= at - self._looked < LOOK_AGAIN else alerts + self._look(at)

    def end(self) -> list[Alert]:
        """Nothing more comes: judge what is open, once."""
        return [alert for track in self.tracks for alert in track.look(self._hour, self.clock.now or 0.0)]

    def look(self) -> list[Alert]:
        """Nothing came for a moment, and more may: judge what is open as far as it has come. Nothing is learned
        and no time passes by that: what comes next finds all as it was, but for what has been said."""
        now = self.clock.now or 0.0
        return [alert for track in self.tracks if track.changed for alert in track.look_at_all(self._hour, now)]

    def last_hour(self) -> int:
        """Posts that count in the last hour, of the term that has most."""
        return max((sum(heard.count for heard in track.bins.values()) for track in self.tracks), default=0)

    def loudest_hashtag(self) -> str:
        """The hashtag that most posts of the last hour have, with its sign; empty when there is none."""
        found = [tag for track in self.tracks for tag in track.crowd().hashtags[:1]]
        return f"#{max(found, key=lambda tag: tag[1])[0]}" if found else ""

    def hour_now(self) -> float:
        """The hour of the day in the stream, where the brand lives."""
        return self._hour(self._next or 0)

    def cooled(self) -> bool:
        """Whether every term has had a whole hour near what is expected of it."""
        if self._next is None:
            return True
        hour = self._hour(self._next)
        return all(
            sum(heard.count for heard in track.bins.values()) <= clears(track.expected(hour), BIN)
            for track in self.tracks
        )

    def _look(self, at: float) -> list[Alert]:
        self._looked = at
        return [alert for track in self.tracks if track.changed for alert in track.look(self._hour, at)]

    def _pass(self) -> list[Alert]:
        """Close the bins for which no post can come any more."""
        now = self.clock.now
        if now is None or self._next is None:
            return []
        alerts: list[Alert] = []
        while self._next + BIN + LATE <= now:
            hour = self._hour(self._next)
            for track in self.tracks:
                alerts += track.close(self._next, hour)
            self._next += BIN
        return alerts

    def _hour(self, start: int) -> float:
        return ((start + BIN / 2 + (self._shift(start) if self._shift else 0)) % 86_400) / 3_600
