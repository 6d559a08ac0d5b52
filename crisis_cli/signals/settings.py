"""The one frozen setting of the detector, and the few thresholds that a watch file may move."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

WARM_UP = 86_400
"""Seconds to be heard before any alert: there is nothing yet to compare with."""

SENSITIVITY = {"high": 4.5, "normal": 4.8, "low": 5.6}
"""How unusual a bin must be, novelty and rarity together, to be amber. All three are from research on other brands
(about 1 alert a brand and week for `normal`, 0.65 for `low`), not from the series in tests/bench."""


@dataclass(frozen=True, slots=True)
class Settings:
    """From when on an alert is amber and red. Rarities are log10 of days."""

    amber: float = SENSITIVITY["normal"]
    once_in: float = log10(7)
    """And no bin is amber that is as unusual more than once a week for that very term. It is how often the
    research meant to alert; told of each term by its own past, it quietens those that jump all the time."""
    red: float = log10(10)
    """An amber bin is red when its volume alone comes once in ten days or less often (research, as `amber`)."""
    sums: tuple[float, ...] = (log10(7), log10(10), log10(10))
    """Amber, too: what a quarter of an hour, an hour, six hours hold beyond the expected is as rare as this. The
    research asked 21 days of an hour and of six hours, and heard a tenfold crisis after 40 minutes; a week for the
    quarter of an hour more than halves that. Ten days for the others hear twofold ones that 21 miss."""
    ratio: float = 2.0
    """And they hold at least so many times the expected (research)."""
    posts: float = 20.0
    """And so many posts; a single bin, too, alerts only in an hour that has so many. The research asked 20 of six
    hours, and ten people for any alert, whom counts do not tell."""
    escalation: float = 1.0
    """How much more unusual it must get to be said again before the silence is over: ten times."""
    silence: int = 86_400
    """Seconds after an alert in which it is not repeated (research: a day)."""
