"""A series of counts that another tool made: which bins it has, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from crisis_cli.signals.detector import DAY
from crisis_cli.signals.series import Row, Series, hour_of
from crisis_cli.signals.settings import Settings

OFF = 0.1
"""So much of a bin may a row come too early or too late: many tools write the second in which they counted."""

MOST_STEPS = 1_000
"""Different steps that are told apart."""


def bin_length(starts: Iterable[int]) -> int:
    """The seconds of a bin: the most frequent step from one to the next, the shorter of two; 0 without any step.
    Give it the beginning of a file only: what comes later must not change what is said of what came before.

    Raises ValueError when it is longer than a day.
    """
    steps = Counter(after - before for before, after in pairwise(starts) if after > before)
    if not steps:
        return 0
    most = max(steps.values())
    length = min(step for step, count in steps.items() if count == most)
    if length > DAY:
        raise ValueError("a bin of more than a day is too long to hear anything in time")
    return length


class Steps:
    """How far each row is from the one before, against bins of `seconds`: a file may change its mind."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.contradict = 0
        """Rows that do not come a whole number of bins after the one before."""
        self._last: int | None = None
        self._steps: Counter[int] = Counter()

    def add(self, start: int) -> bool:
        """The next row; whether it contradicts."""
        step = start - self._last if self._last is not None else self.seconds
        self._last = start
        if step in self._steps or len(self._steps) < MOST_STEPS:
            self._steps[step] += 1
        bins = step / self.seconds
        wrong = round(bins) < 1 or abs(bins - round(bins)) > OFF
        self.contradict += wrong
        return wrong

    @property
    def usual(self) -> int:
        """The most frequent step of all, in seconds; that of a bin where it is as frequent."""
        return max(self._steps, key=lambda step: (self._steps[step], step == self.seconds), default=self.seconds)


def judged(
    counts: Iterable[tuple[int, float]],
    seconds: int,
    settings: Settings,
    shift: int = 0,
    series: Series | None = None,
) -> Iterator[Row]:
    """One row for each (start, count), in order, from nothing but what came before it.

    Bins that are left out count as silence: many tools write no row when there was no mention.
    """
    series = series or Series.new(seconds)
    for start, value in counts:
        for silent in series.missing(start):
            series.learn(silent, 0.0, hour_of(silent, seconds, shift))
        hour = hour_of(start, seconds, shift)
        yield series.judge(start, value, hour, settings)
        series.learn(start, value, hour)
