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

    `volumes` and `surprises` hold one measure for each of WINDOWS.
    """

    seconds: int
    expected: Expected
    volumes: list[Rarity]
    surprises: list[Rarity]
    slow: list[Rarity]
    values: list[float] = field(default_factory=list)
    expectations: list[float] = field(default_factory=list)
    bins: int = 0

    @classmethod
    def new(cls, seconds: int) -> Detector:
        """One that has heard nothing. `seconds`: the length of a bin, up to a day."""

        def rarity(block: int) -> Rarity:
            return Rarity(max(block // seconds, 1), DAY / max(block, seconds))

        volumes, surprises = ([rarity(BLOCK) for _ in WINDOWS] for _ in range(2))
        return cls(seconds, Expected(seconds), volumes, surprises, [rarity(SLOW_BLOCK) for _ in SLOW])

    @classmethod
    def restored(cls, plain: dict[str, Any]) -> Detector:
        """The detector that `plain` was taken from."""
        parts = {
            "expected": Expected(**plain["expected"]),
            "volumes": [Rarity(**one) for one in plain["volumes"]],
            "surprises": [Rarity(**one) for one in plain["surprises"]],
            "slow": [Rarity(**one) for one in plain["slow"]],
        }
        return cls(**{**plain, **parts})

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
        volumes, surprises, slow = self._measures(value, expected)
        volume = [rarity.of(measure) for rarity, measure in zip(self.volumes, volumes, strict=True)]
        surprise = [rarity.of(measure) for rarity, measure in zip(self.surprises, surprises, strict=True)]
        return Reading(
            start,
            value,
            expected,
            sum(volume + surprise) / (2 * len(WINDOWS)),
            sum(volume) / len(WINDOWS),
            tuple(
                (
                    rarity.of(measure),
                    self._sum(self.values, window, value),
                    self._sum(self.expectations, window, expected),
                )
                for rarity, measure, window in zip(self.slow, slow, SLOW, strict=True)
            ),
            self.warm,
        )

    def learn(self, value: float, hour: float) -> None:
        """Take in the bin, now that it is closed."""
        expected = self.expected.at(hour)
        volumes, surprises, slow = self._measures(value, expected)
        every = self.volumes + self.surprises + self.slow
        for rarity, measure in zip(every, volumes + surprises + slow, strict=True):
            rarity.learn(measure)
        self.expected.learn(value, hour)
        kept = max(max(SLOW) // self.seconds, 1) - 1
        self.values = [*self.values, value][-kept:] if kept else []
        self.expectations = [*self.expectations, expected][-kept:] if kept else []
        self.bins += 1

    def _measures(self, value: float, expected: float) -> tuple[list[float], list[float], list[float]]:
        """How much was heard in each of WINDOWS, how much more than expected, and the latter for each of SLOW."""
        volumes = [steady(self._sum(self.values, window, value)) for window in WINDOWS]
        surprises = [
            volume - steady(self._sum(self.expectations, window, expected))
            for volume, window in zip(volumes, WINDOWS, strict=True)
        ]
        slow = [
            steady(self._sum(self.values, window, value)) - steady(self._sum(self.expectations, window, expected))
            for window in SLOW
        ]
        return volumes, surprises, slow

    def _sum(self, before: list[float], window: int, last: float) -> float:
        bins = max(window // self.seconds, 1) - 1
        return sum(before[-bins:]) + last if bins else last
