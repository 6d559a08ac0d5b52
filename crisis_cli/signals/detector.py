"""How unusual one bin of one term is, from what was heard before it and nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from crisis_cli.signals.expected import Expected
from crisis_cli.signals.rarity import Rarity, steady
from crisis_cli.signals.settings import WARM_UP

DAY, HOUR = 86_400, 3_600

WINDOWS = (1, 900, HOUR)
"""Seconds over which mentions are added up: the bin itself, a quarter of an hour, an hour. None of them alone held
on thinned copies: a burst shows in the bin, a trickle of many in the hour."""

SLOW = (3 * HOUR, 6 * HOUR)
"""Seconds over which a slow burn is looked for: what a crisis adds that no quarter of an hour shows."""

EVERY = (*WINDOWS, *SLOW)
BLOCK, SLOW_BLOCK = 3 * HOUR, 6 * HOUR


@dataclass(frozen=True, slots=True)
class Reading:
    """One bin, judged: `expected` mentions, and how rare it is as log10 of the days between two such.

    `rarity`: volume and surprise together; `volume`: the volume alone; `slow`: for each of SLOW how rare the
    surprise is, how many mentions there were and how many were expected.
    """

    start: int
    value: float
    expected: float
    rarity: float
    volume: float
    slow: tuple[tuple[float, float, float], ...]
    warm: bool


@dataclass
class Detector:
    """What was learned about one term; only JSON values inside, so that it is kept and restored exactly.

    `measures`: how rare the volume is in each of WINDOWS, then the surprise in EVERY window. `sums`: what
    the closed bins of each window hold beside the open one, heard and expected.
    """

    seconds: int
    expected: Expected
    measures: list[Rarity]
    sums: list[list[float]]
    values: list[float] = field(default_factory=list)
    expectations: list[float] = field(default_factory=list)
    bins: int = 0

    @classmethod
    def new(cls, seconds: int) -> Detector:
        """One that has heard nothing. `seconds`: the length of a bin, up to a day."""
        blocks = [BLOCK] * 2 * len(WINDOWS) + [SLOW_BLOCK] * len(SLOW)
        measures = [Rarity(max(block // seconds, 1), DAY / max(block, seconds)) for block in blocks]
        return cls(seconds, Expected(seconds), measures, [[0.0] * len(EVERY) for _ in range(2)])

    @classmethod
    def restored(cls, plain: dict[str, Any]) -> Detector:
        """The detector that `plain` was taken from."""
        measures = [Rarity(**one) for one in plain["measures"]]
        return cls(**{**plain, "expected": Expected(**plain["expected"]), "measures": measures})

    def plain(self) -> dict[str, Any]:
        """All that was learned, as JSON values."""
        return asdict(self)

    @property
    def warm(self) -> bool:
        """Whether enough was heard to say what is unusual."""
        return self.bins * self.seconds >= WARM_UP

    def judge(self, start: int, value: float, hour: float) -> Reading:
        """The bin so far; nothing is learned from it. `hour` of the day, at its middle, where the brand lives."""
        expected = self.expected.at(hour)
        measured = self._measured(value, expected)
        rarities = [rarity.of(measure) for rarity, measure in zip(self.measures, measured, strict=True)]
        heard, awaited = self.sums
        first = len(WINDOWS)
        slow = [
            (rarities[first + window], heard[window] + value, awaited[window] + expected)
            for window in range(first, len(EVERY))
        ]
        both, volume = sum(rarities[: 2 * first]), sum(rarities[:first])
        return Reading(start, value, expected, both / (2 * first), volume / first, tuple(slow), self.warm)

    def learn(self, value: float, hour: float) -> None:
        """Take in the bin, now that it is closed."""
        expected = self.expected.at(hour)
        for rarity, measure in zip(self.measures, self._measured(value, expected), strict=True):
            rarity.learn(measure)
        self.expected.learn(value, hour, expected)
        self.values.append(value)
        self.expectations.append(expected)
        for number, window in enumerate(EVERY):
            kept = window // self.seconds - 1
            for sums, past in zip(self.sums, (self.values, self.expectations), strict=True):
                if kept > 0:
                    sums[number] += past[-1] - (past[-1 - kept] if len(past) > kept else 0.0)
        if len(self.values) > EVERY[-1] // self.seconds:
            del self.values[0], self.expectations[0]
        self.bins += 1

    def _measured(self, value: float, expected: float) -> list[float]:
        """How much was heard in each of WINDOWS, and how much more than expected in EVERY window."""
        heard, awaited = self.sums
        volumes = [steady(past + value) for past in heard]
        surprises = [volume - steady(past + expected) for volume, past in zip(volumes, awaited, strict=True)]
        return volumes[: len(WINDOWS)] + surprises
