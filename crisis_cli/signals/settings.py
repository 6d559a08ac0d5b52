"""The one frozen setting of the detector, and the few thresholds that a watch file may move."""

from __future__ import annotations

from dataclasses import dataclass

WARM_UP = 86_400
"""Seconds to be heard before any alert: there is nothing yet to compare with."""

SENSITIVITY = {"high": 0.45, "normal": 0.55, "low": 0.75}
"""The rarity (log10 of days) from which on an alert is amber."""


@dataclass(frozen=True, slots=True)
class Settings:
    """From when on an alert is amber and red; the numbers were frozen by tests/bench/bench_watch.py."""

    amber: float = SENSITIVITY["normal"]
    red: float = 1.0
    """Red: the volume alone, over a bin, a quarter and a full hour, is what comes once in ten days."""
    escalation: float = 1.0
    """How much rarer it must get to be said again before the silence is over: ten times."""
    silence: int = 86_400
    """Seconds after an alert in which it is not repeated."""
    slow: float = 0.9
    """A slow burn: what three or six hours hold beyond the expected comes about once in eight days."""
    slow_ratio: float = 2.0
    slow_posts: float = 20.0
