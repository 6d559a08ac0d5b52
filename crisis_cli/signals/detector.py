"""How unusual one bin of one term is, from what was heard before it and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from crisis_cli.signals.chance import days_between
from crisis_cli.signals.expected import Expected
from crisis_cli.signals.novelty import Novelty
from crisis_cli.signals.rarity import Rarity, steady
from crisis_cli.signals.settings import WARM_UP

DAY, HOUR = 86_400, 3_600

SUMS = (900, HOUR, 6 * HOUR)
"""Seconds over which surprise is added up: a steep rise shows in a quarter of an hour, a slow burn in six hours.
The research had the hour and the six hours; without the quarter it took twice as long to hear a tenfold crisis."""

BLOCK, SLOW_BLOCK = 3 * HOUR, 6 * HOUR
"""Seconds of a block, whose highest value counts once: six hours for what is itself six hours long (research)."""


@dataclass(frozen=True, slots=True)
class Summed:
    """Some bins together: how rare (log10 of days), how many mentions, how many were expected.

    `rarity`: of the surprise; up to an hour, the mean of this and the rarity of the volume. A jump that is both
    is heard sooner than one that must be rarer by its surprise alone, with fewer false alarms.
    """

    rarity: float
    heard: float
    expected: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One bin, judged: `expected` mentions; `novelty`; how rare the volume is, as log10 of the days between two.

    `often`: the same for novelty and rarity together. `sums`: for each of SUMS.
    """

    start: int
    value: float
    expected: float
    novelty: float
    rarity: float
    often: float
    sums: tuple[Summed, ...]
    warm: bool

    @property
    def unusual(self) -> float:
        """Novelty and rarity together."""
        return self.novelty + self.rarity


@dataclass
class Detector:
    """What was learned about one term; only JSON values inside, so that it is kept and restored exactly.

    `measures`: how rare are the volume of a bin, the volume of an hour, the surprise of a bin; then the surprise
    of SUMS. `often`: how rare is what is so unusual. `values`, `expectations`: the bins of the longest sum.
    """

    seconds: int
    expected: Expected
    novelty: Novelty
    measures: list[Rarity]
    often: Rarity
    values: list[float] = field(default_factory=list)
    expectations: list[float] = field(default_factory=list)
    bins: int = 0

    @classmethod
    def new(cls, seconds: int) -> Detector:
        """One that has heard nothing. `seconds`: the length of a bin, up to a day."""
        blocks = [BLOCK] * _BASE + [SLOW_BLOCK if window > BLOCK else BLOCK for window in SUMS]
        measures = [_rarity(block, seconds) for block in blocks]
        return cls(seconds, Expected(seconds), Novelty(), measures, _rarity(BLOCK, seconds))

    @classmethod
    def restored(cls, plain: dict[str, Any]) -> Detector:
        """The detector that `plain` was taken from."""
        parts = {
            "expected": Expected(**plain["expected"]),
            "novelty": Novelty(**plain["novelty"]),
            "measures": [Rarity(**one) for one in plain["measures"]],
            "often": Rarity(**plain["often"]),
        }
        return cls(**{**plain, **parts})

    def plain(self) -> dict[str, Any]:
        """All that was learned, as JSON values."""
        return asdict(self)

    @property
    def warm(self) -> bool:
        """Whether enough was heard to say what is unusual."""
        return self.bins * self.seconds >= WARM_UP

    @property
    def kept(self) -> int:
        """How many bins are known by themselves: those of the longest sum."""
        return SUMS[-1] // self.seconds

    def judge(self, start: int, value: float, hour: float) -> Reading:
        """The bin so far; nothing is learned from it. `hour` of the day, at its middle, where the brand lives."""
        expected = self.expected.at(hour)
        sums = self._summed(value, expected)
        measured = self._measured(value, expected, sums)
        novelty, rarity = self._unusual(value, measured)
        rarity = min(
            rarity, max(self._by_chance(value, expected, self.seconds), self._by_chance(*sums[_HOUR], HOUR))
        )
        often = self.often.of(novelty + rarity)
        rare = [one.of(measure) for one, measure in zip(self.measures[_BASE:], measured[_BASE:], strict=True)]
        summed = tuple(self._together(*one, rarity) for one in zip(SUMS, rare, sums, strict=True))
        return Reading(start, value, expected, novelty, rarity, often, summed, self.warm)

    def learn(self, value: float, hour: float) -> None:
        """Take in the bin, now that it is closed."""
        expected = self.expected.at(hour)
        measured = self._measured(value, expected, self._summed(value, expected))
        self.often.learn(sum(self._unusual(value, measured)))
        for measure, one in zip(self.measures, measured, strict=True):
            measure.learn(one)
        self.novelty.learn(value)
        self.expected.learn(value, hour, expected)
        self.values.append(value)
        self.expectations.append(expected)
        if len(self.values) > self.kept:
            del self.values[0], self.expectations[0]
        self.bins += 1

    def _unusual(self, value: float, measured: list[float]) -> tuple[float, float]:
        """Novelty, and rarity of the volume."""
        volumes = [rarity.of(measure) for rarity, measure in zip(self.measures[:_BASE], measured, strict=False)]
        return self.novelty.of(value), sum(volumes) / _BASE

    def _together(self, window: int, rare: float, sum_: tuple[float, float], volume: float) -> Summed:
        rare = min(rare, self._by_chance(*sum_, window)) if rare else rare
        return Summed(rare if window > HOUR else (rare + volume) / 2, *sum_)

    def _by_chance(self, heard: float, expected: float, seconds: int) -> float:
        return max(days_between(heard, expected, max(seconds, self.seconds)), 0.0)

    def _measured(self, value: float, expected: float, sums: list[tuple[float, float]]) -> list[float]:
        volume = steady(value)
        volumes = [steady(heard) for heard, _ in sums]
        surprises = [heard - steady(awaited) for heard, (_, awaited) in zip(volumes, sums, strict=True)]
        return [volume, volumes[_HOUR], volume - steady(expected), *surprises]

    def _summed(self, value: float, expected: float) -> list[tuple[float, float]]:
        """Heard and expected in each of SUMS, with this bin as the last."""
        found = []
        for window in SUMS:
            first = len(self.values) - max(window // self.seconds - 1, 0)
            first = max(first, 0)
            found.append((sum(self.values[first:]) + value, sum(self.expectations[first:]) + expected))
        return found


_BASE = 3
_HOUR = SUMS.index(HOUR)


def _rarity(block: int, seconds: int) -> Rarity:
    return Rarity(max(block // seconds, 1), DAY / max(block, seconds))
