"""What is expected of a bin: a slow level of the term, times a factor for the hour of the day.

The constants were found by research on other brands; none was fitted to the series in tests/bench.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HALF_LIFE = 72 * 3_600
"""Seconds after which a bin counts half: three days, so that one day's storm does not become the norm."""

LEAST = 0.3
"""No bin is expected to hold less: with nothing ever heard, the first post would be infinitely unusual."""

HOUR_GAIN = 0.15
"""How much of an hour's factor one more day of that hour may change."""

MOST_RATIO = 5.0
"""An hour counts as at most so many times the level when its factor is learned."""


@dataclass
class Expected:
    """Level and daily rhythm of one term, learned from closed bins only. `seconds`: the length of a bin."""

    seconds: int
    level: float = 0.0
    bins: int = 0
    hours: list[float] = field(default_factory=lambda: [1.0] * 24)
    learned: list[int] = field(default_factory=lambda: [0] * 24)
    hour: int = -1
    hour_sum: float = 0.0
    hour_bins: int = 0

    def at(self, hour: float) -> float:
        """Mentions expected in a bin whose middle lies at `hour` of the day (0 <= hour < 24)."""
        return max(LEAST, self.level * self._factor(hour))

    def learn(self, value: float, hour: float, expected: float) -> None:
        """Take in a closed bin; what is far above the `expected`, which `at` said, counts only in part."""
        kept = min(value, 3 * expected + 3) if self.bins else value
        self._learn_hour(kept, int(hour))
        self.bins += 1
        gain = max(1 - 0.5 ** (self.seconds / HALF_LIFE), 1 / self.bins)
        self.level += gain * (kept - self.level)

    def _factor(self, hour: float) -> float:
        """The factor between the middles of two neighbouring hours, so that no full hour makes a step."""
        before = hour - 0.5
        share = before % 1
        first = int(before // 1) % 24
        return (1 - share) * self.hours[first] + share * self.hours[(first + 1) % 24]

    def _learn_hour(self, value: float, hour: int) -> None:
        if hour != self.hour:
            self._close_hour()
            self.hour, self.hour_sum, self.hour_bins = hour, 0.0, 0
        self.hour_sum += value
        self.hour_bins += 1

    def _close_hour(self) -> None:
        if not self.hour_bins or self.level <= 0:
            return
        ratio = min(self.hour_sum / self.hour_bins / self.level, MOST_RATIO)
        seen = self.learned[self.hour]
        gain = max(HOUR_GAIN, 1 / (seen + 2))
        self.hours[self.hour] += gain * (ratio - self.hours[self.hour])
        self.learned[self.hour] = seen + 1
        mean = sum(self.hours) / 24
        # An hour without a single post keeps a little: one night of silence does not make every night silent.
        self.hours = [max(factor / mean, 0.05) for factor in self.hours]
