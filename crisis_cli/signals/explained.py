"""A row that is an alert, with the numbers that explain it."""

from __future__ import annotations

from math import ceil

from crisis_cli.domain.alert import Alert
from crisis_cli.signals.detector import HOUR, SUMS
from crisis_cli.signals.series import Row, Series

MOST_RARE = 4.0
"""log10 of days: nobody can say from some weeks what comes less often than once in 10,000 days."""


def alert_of(row: Row, series: Series, *, term: str = "", kind: str = "counts") -> Alert:
    """The alert that the row is. What only some bins together show is told by their sum, else by the bin."""
    reading = row.reading
    seconds = series.detector.seconds
    observed, expected, window = reading.value, reading.expected, seconds
    rarity = max(reading.rarity, reading.often)
    times, moments = (0, 0) if row.sums else series.detector.novelty.moments(reading.value)
    if row.sums:
        summed, window = max(zip(reading.sums, SUMS, strict=True), key=lambda one: one[0].rarity)
        rarity, observed, expected = summed.rarity, summed.heard, summed.expected
        window = max(window, seconds)
    return Alert(
        term=term,
        kind=kind,
        tier=row.tier,
        at=float(reading.start + seconds),
        window=window,
        observed=observed,
        expected=expected,
        days=10 ** min(rarity, MOST_RARE),
        since=row.since,
        clears=clears(reading.expected, seconds),
        slow=row.sums and window > HOUR,
        again=row.again,
        times=times,
        moments=moments,
    )


def clears(expected: float, seconds: int) -> int:
    """How many mentions an hour may hold when it is over: twice the expected, as `cooled` counts."""
    return max(ceil(2 * expected * HOUR / seconds), 3)
