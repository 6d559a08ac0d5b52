"""The one frozen setting of the detector, and the few thresholds that a watch file may move."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

WARM_UP = 86_400
"""Seconds to be heard before any alert: there is nothing yet to compare with."""


@dataclass(frozen=True, slots=True)
class Settings:
    """From when on an alert is amber and red. Rarities are log10 of days."""

    amber: float = 4.8
    """How unusual a bin must be, novelty and rarity together, to be amber (research)."""
    once_in: float = log10(30)
    """And no bin is amber that is as unusual more than once in a month for that very term, told by its own past,
    which quietens those that jump all the time. With a week, a third more alerts are false on copies of the series
    in tests/bench, for three windows more in two hundred."""
    red: float = log10(14)
    """An amber bin is red when its volume comes once in so many days or less often; an hour, when it does itself.
    The research asked ten days of a bin, and no hour was red: so four crises in five of five times the daily
    volume, and two in three of ten times, never are in the series of tests/bench."""
    red_slow: float = log10(60)
    """And six hours are red that come no more often than once in so many days."""
    sums: tuple[float, ...] = (log10(5), log10(7), log10(10))
    """Amber, too: what a quarter of an hour, an hour, six hours hold beyond the expected is as rare as this. The
    research asked 21 days of an hour and of six hours, and heard a tenfold crisis after 40 minutes."""
    ratio: float = 2.0
    """And they hold at least so many times the expected (research)."""
    posts: float = 20.0
    """And so many posts; a single bin, too, alerts only in an hour that has so many. The research asked 20 of six
    hours, and ten people for any alert, whom counts do not tell."""
    escalation: float = 2.0
    """How much more unusual it must get to be said again before the silence is over: a hundred times. With ten, a
    storm that only goes on was said three times in as many hours."""
    silence: int = 86_400
    """Seconds after an alert in which it is not repeated (research: a day)."""


_HIGH = Settings(amber=4.5, once_in=log10(14), sums=(log10(3), log10(5), log10(7)))
_LOW = Settings(amber=5.6, once_in=log10(60), sums=(log10(7), log10(10), log10(14)))

SENSITIVITY = {"low": _LOW, "normal": Settings(), "high": _HIGH}
"""What a watch file may choose. The three `amber` are the research's, found on other brands."""
