"""A row that is an alert, with the numbers that explain it."""

from __future__ import annotations

from math import ceil

from crisis_cli.domain.alert import Alert
from crisis_cli.signals.detector import HOUR, SLOW
from crisis_cli.signals.series import Row, Series
from crisis_cli.signals.settings import Settings


def alert_of(row: Row, series: Series, settings: Settings, *, term: str = "", kind: str = "counts") -> Alert:
    """The alert that the row is. A slow burn is told by the hours that show it, else by the bin."""
    reading = row.reading
    seconds = series.detector.seconds
    only_slow = row.slow and reading.rarity < settings.amber
    observed, expected, window = reading.value, reading.expected, seconds
    rarity = max(reading.rarity, reading.volume)
    since = row.since
    if only_slow:
        (rarity, observed, expected), window = max(zip(reading.slow, SLOW, strict=True))
        since = min(since, float(reading.start + seconds - window))
    return Alert(
        term=term,
        kind=kind,
        tier=row.tier,
        at=float(reading.start + seconds),
        window=window,
        observed=observed,
        expected=expected,
        days=10**rarity,
        since=since,
        clears=clears(reading.expected, seconds),
        slow=only_slow,
        again=row.again,
    )


def clears(expected: float, seconds: int) -> int:
    """How many mentions an hour may hold when it is over: twice the expected, as `cooled` counts."""
    return max(ceil(2 * expected * HOUR / seconds), 3)
