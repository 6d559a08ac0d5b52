"""A whole watch at work: mentions in, alerts out; bins are closed by the time of the posts alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log10
from typing import Any

from crisis_cli.domain.alert import Alert
from crisis_cli.domain.mention import Mention
from crisis_cli.domain.watch import Watch
from crisis_cli.signals.event_clock import LATE, STEP, EventClock, Said
from crisis_cli.signals.explained import clears
from crisis_cli.signals.settings import SENSITIVITY, Settings
from crisis_cli.signals.track import Track

BIN = 300
"""Seconds of a bin."""

LOOK_AGAIN = 10
"""Seconds of the stream after which an open bin is judged anew: an alert does not wait for its end."""

DAY = 86_400

LONGEST_GAP = 14 * DAY
"""No longer gap is filled with zeros, whatever is usual: so much work is a gap at most."""

USUAL_GAPS = 5
"""A gap of more than a day without any line is no silence but nobody who listened, and nothing is learned from it;
unless it is no longer than so many times what is usual between two lines. Of a brand that is named once in two
days, days of silence are true, and by chance one gap in 150 is longer than this; of one with 300 posts an hour
they were a watch that did not run. Up to a day it is silence for both: zeros of one night more do no harm, and a
quiet brand must learn its nights from the beginning."""

CALENDAR = 253_402_128_000
"""Two days before the calendar ends: no zone is asked about a later moment."""

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
        self.clock = EventClock(key)
        self.late = 0
        self.heard = 0
        self.tracks = [Track.new(term, watch, settings_of(watch), BIN) for term in watch.terms]
        self._key = key
        self._shift = shift
        self._next: int | None = None
        self._looked = 0.0
        self._doubted = 0

    def plain(self) -> dict[str, Any]:
        """Everything that was learned, as JSON values; samples are not among them."""
        return {
            "clock": self.clock.plain(),
            "next": self._next,
            "looked": self._looked,
            "late": self.late,
            "heard": self.heard,
            "tracks": {track.term.name: track.plain() for track in self.tracks},
        }

    def restore(self, plain: dict[str, Any]) -> None:
        """Go on where `plain` was taken. A term that is new in the watch file starts to learn."""
        self.clock = EventClock.restored(plain["clock"], self._key)
        self._next, self._looked = plain["next"], plain["looked"]
        self.late, self.heard = plain["late"], plain["heard"]
        for track in self.tracks:
            if track.term.name in plain["tracks"]:
                track.restore(plain["tracks"][track.term.name])

    def time(self, until: float) -> list[Alert]:
        """Nobody said anything until then, as somebody knows who listened: time passes in silence."""
        self.clock.passes(until)
        return self._pass()

    def hear(self, mention: Mention, terms: Sequence[int]) -> list[Alert]:
        """A post about these terms, or none of them; returns the alerts that it brings about. What the clock
        doubts is counted in its bin, and judged when it is that late."""
        languages, at = self.watch.languages, mention.at
        said = self.clock.hear(at, mention.author)
        if said is not None:
            self._set(said)
        now = self.clock.now
        over = now is not None and self._next is not None and self._next + BIN + LATE <= now
        alerts = self._pass() if over else []
        if not terms:
            return alerts
        if languages and mention.language and mention.language.split("-")[0].lower() not in languages:
            return alerts
        start = int(at // BIN) * BIN
        if self._next is None:
            self._next = min(start, _bin(self.clock.now or at))
        if start < self._next:
            self.late += 1
            return alerts
        if said is Said.DOUBTED:
            return alerts + self._doubt(mention, start, terms)
        self.heard += 1
        for number in terms:
            self.tracks[number].add(mention, start, self._key)
        return alerts if 0 <= at - self._looked < LOOK_AGAIN else alerts + self._look(at)

    def _doubt(self, mention: Mention, start: int, terms: Sequence[int]) -> list[Alert]:
        """Count what may be a wrong clock or the end of a silence: what was heard before it is judged now, and it
        when it is that late."""
        alerts = self.look()
        self.heard += 1
        self._doubted += 1
        for number in terms:
            self.tracks[number].add(mention, start, self._key)
            self.tracks[number].changed = False
        return alerts

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

    def _set(self, said: Said) -> None:
        """Go along with a clock that did not simply go on."""
        now = self.clock.now or 0.0
        if said is Said.LEAPT or said is Said.BEGAN:
            self._doubted = min(self._doubted, self.clock.waiting)
            for track in self.tracks:
                track.changed = min(track.bins, default=now) <= now
        if self._next is None:
            return
        if said is Said.BEGAN:  # before this there was one lone post, which is no listening
            self._next = _bin(self.clock.begun)
            for track in self.tracks:
                track.bins = {at: heard for at, heard in track.bins.items() if at >= self._next}
        elif said is Said.BACK:
            self._next = _bin(now)
            self._looked = 0.0
        if said is Said.BACK or said is Said.REFUTED:
            last = _bin(now + STEP)
            self.heard -= self._doubted
            self._doubted = 0
            for track in self.tracks:
                track.bins = {at: heard for at, heard in track.bins.items() if at <= last}

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
            if now - self._next > DAY:
                self._skip(now)
        return alerts

    def _skip(self, now: float) -> None:
        """Go on behind the gap, if it was too long for silence. It ends where the next post was counted."""
        next_ = self._next or 0
        waiting = [start for track in self.tracks for start in track.bins if start >= next_]
        end = min([_bin(now), *waiting])
        if end - next_ > min(max(DAY, USUAL_GAPS * self.clock.usual(next_)), LONGEST_GAP):
            self._next = end

    def _hour(self, start: int) -> float:
        shift = self._shift(min(start, CALENDAR)) if self._shift else 0
        return ((start + BIN / 2 + shift) % DAY) / 3_600


def _bin(at: float) -> int:
    return int(at // BIN) * BIN
