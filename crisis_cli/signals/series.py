"""One term, bin after bin: what was learned, whether it is an alert, and the row that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from crisis_cli.signals.detector import DAY, HOUR, Detector, Reading
from crisis_cli.signals.onset import began
from crisis_cli.signals.settings import Settings
from crisis_cli.signals.tiers import Silence, by_bin, by_sums, tier_of

MOST_GAP = 14 * DAY
"""A longer gap is no silence: nobody listened, and nothing is learned from it."""

CALM = 3
"""So many bins in a row near the expected, and what was unusual is over: the next time is another."""

JUST_BELOW, ECHO = 0.499, 0.2
"""The highest score of what is no alert; and the share left of a score when the last day had a higher one or an
alert: a storm is one thing, at whichever score somebody draws the line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bin as it is written: `tier` is what the bin is by itself, `alert` whether it was said.

    `score`: 0 to 1; 0.5 and more exactly where there is an alert. `sums`: not this bin alone, but some together.
    `since`: when what is unusual began. `again`: it breaks the silence after another alert.
    """

    reading: Reading
    alert: bool
    tier: str
    score: float
    sums: bool
    since: float
    again: bool


@dataclass
class Series:
    """The state of one term. `hour` of the day comes from `hour_of`, in the zone that the brand lives in.

    `firsts`: when the first post of each bin was written whose value the detector still has. `since`: from when on
    there was more than twice the expected, with no more than CALM bins between.
    """

    detector: Detector
    silence: Silence = field(default_factory=Silence)
    firsts: list[float] = field(default_factory=list)
    next: int | None = None
    since: float | None = None
    calm: int = 0
    peak: float = 0.0
    peak_at: int = 0

    @classmethod
    def new(cls, seconds: int) -> Series:
        """One that has heard nothing. `seconds`: the length of a bin."""
        return cls(Detector.new(seconds))

    @classmethod
    def restored(cls, plain: dict[str, Any]) -> Series:
        """The series that `plain` was taken from."""
        small = (plain[name] for name in _SMALL)
        firsts = plain.get("firsts", [])  # a state of a former version has none
        return cls(Detector.restored(plain["detector"]), Silence(**plain["silence"]), firsts, *small)

    def plain(self) -> dict[str, Any]:
        """All that is to be kept, as JSON values; `restored` gives the same series again."""
        small = {name: getattr(self, name) for name in _SMALL}
        kept = {"detector": self.detector.plain(), "silence": asdict(self.silence), "firsts": self.firsts}
        return {**kept, **small}

    def judge(
        self,
        start: int,
        value: float,
        hour: float,
        settings: Settings,
        *,
        first: float | None = None,
        allowed: Callable[[str], str] = str,
    ) -> Row:
        """The bin so far. An alert is said here and now, and not again; nothing is learned.

        `first`: when its first post was written. `allowed` may lower a tier: too few people have written, or it
        is one text a hundred times.
        """
        reading = self.detector.judge(start, value, hour)
        tier = allowed(tier_of(reading, settings))
        alert = self.silence.broken_by(start, reading.unusual, tier, settings)
        again = alert and self.silence.since is not None and start - self.silence.since < settings.silence
        if alert:
            self.silence.begin(start, reading.unusual, tier, settings)
        one, some = by_bin(reading, settings), by_sums(reading, settings)
        score = self._score(start, max(one, some) if reading.warm else 0.0, alert)
        moment = first if first is not None else float(start)
        sums = one < 1 <= some
        since = self._began(reading, moment, sums=sums) if alert else moment
        return Row(reading, alert, tier, score, sums, since, again)

    def learn(self, start: int, value: float, hour: float, first: float | None = None) -> None:
        """The bin is over. `first`: when its first post was written."""
        expected = self.detector.expected.at(hour)
        moment = first if first is not None else float(start)
        self.firsts = [*self.firsts, moment][-self.detector.kept :]
        if value > 2 * expected + 1:
            self.calm = 0
            self.since = self.since if self.since is not None else moment
        else:
            self.calm += 1
            if self.calm >= CALM:
                self.since = None
        self.detector.learn(value, hour)
        self.next = start + self.detector.seconds

    def missing(self, start: int) -> range:
        """The bins before `start` of which nobody said anything: silence, if it was not too long for that."""
        if self.next is None or not 0 < start - self.next <= MOST_GAP:
            return range(0)
        seconds = self.detector.seconds
        return range(self.next, start - seconds // 2, seconds)

    def _began(self, reading: Reading, moment: float, *, sums: bool) -> float:
        """When the first post was written of what is an alert now. `moment`: the same for the last bin."""
        values = [*self.detector.values, reading.value]
        expected = [*self.detector.expectations, reading.expected]
        of = max(reading.sums, key=lambda one: one.rarity) if sums else None
        ratio = of.heard / of.expected if of else reading.value / reading.expected
        back = len(values) - 1 - began(values, expected, ratio)
        if back == len(values) - 1 and self.since is not None:
            return min(self.since, moment)  # it began before what is still known by the bin
        if back == 0:
            return moment
        return (
            self.firsts[-back] if back <= len(self.firsts) else float(reading.start - back * self.detector.seconds)
        )

    def _score(self, start: int, near: float, alert: bool) -> float:
        """`near`: 1 and more is an alert, if there was none before."""
        score = near / (near + 1)
        echo = not alert and start - self.peak_at < DAY and (self.peak >= 0.5 or score <= self.peak)
        if echo:
            score *= ECHO
        else:
            self.peak, self.peak_at = score, start
        return max(score, 0.5) if alert else min(score, JUST_BELOW)


_SMALL = ("next", "since", "calm", "peak", "peak_at")


def hour_of(start: int, seconds: int, shift: int = 0) -> float:
    """The hour of the day in the middle of a bin; `shift`: seconds that the zone is ahead of UTC."""
    return ((start + seconds / 2 + shift) % DAY) / HOUR
