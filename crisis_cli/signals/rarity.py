"""How rare is it: a return period in days, from the highest value of every past block of hours.

The constants were found by research on other brands; none was fitted to the series in tests/bench.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import asinh, log, log1p, sqrt

KEPT_DAYS = 56
"""How far back the blocks go: eight weeks, so that every day of the week is in it eight times."""

PRIOR = 3.0
"""How many excesses the spread of the quiet half of the blocks is worth."""

SPREAD = 0.2
"""How over-dispersed mentions are taken to be, in `steady`."""


def steady(value: float) -> float:
    """A count on a scale on which chance makes it vary alike at one post an hour and at a hundred a minute."""
    return _STRETCH * asinh(sqrt(SPREAD * (value + 0.375))) if value > 0 else _NOTHING


_STRETCH = 2 / sqrt(SPREAD)
_NOTHING = _STRETCH * asinh(sqrt(SPREAD * 0.375))


@dataclass
class Rarity:
    """The highest value of each block of `block` bins; `blocks_a_day` says how many of them make a day."""

    block: int
    blocks_a_day: float
    maxima: list[float] = field(default_factory=list)
    highest: float = 0.0
    filled: int = 0
    median: float = 0.0
    scale: float = 0.0
    weight: float = PRIOR

    def of(self, value: float) -> float:
        """log10 of the days between two such values: 1 is once in ten days; 0 for what is no rarity at all."""
        if not self.maxima or value <= self.median:
            return 0.0
        # What is seldom in a short past is less so than it seems. The research has the plain exponential tail, to
        # which this comes as the past grows: what is foretold of an exponential from `weight` excesses.
        tail = self.weight * log1p((value - self.median) / self.scale / self.weight)
        return max(0.0, (log(2 / self.blocks_a_day) + tail) / log(10))

    def learn(self, value: float) -> None:
        """Take in the value of a closed bin."""
        if not self.filled or value > self.highest:
            self.highest = value
        self.filled += 1
        if self.filled < self.block:
            return
        kept = max(int(KEPT_DAYS * self.blocks_a_day), 1)
        self.maxima = [*self.maxima[1 - kept :], self.highest] if kept > 1 else [self.highest]
        self.filled = 0
        self._measure()

    def _measure(self) -> None:
        """Where half of the blocks stay below, and how far the others go beyond."""
        ordered = sorted(self.maxima)
        self.median = _quantile(ordered, 0.5)
        excesses = [value - self.median for value in ordered if value > self.median]
        guess = max(0.5 * (self.median - _quantile(ordered, 0.1)), 0.05)
        self.weight = len(excesses) + PRIOR
        self.scale = (sum(excesses) + PRIOR * guess) / self.weight


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
