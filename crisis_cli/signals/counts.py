"""A series of counts that another tool made: which bins it has, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from crisis_cli.signals.detector import DAY
from crisis_cli.signals.series import Row, Series, hour_of
from crisis_cli.signals.settings import Settings


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
