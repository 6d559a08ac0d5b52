"""When a reading becomes an alert: amber, red, slow burn; silence after it, unless it gets markedly worse."""

from __future__ import annotations

from dataclasses import dataclass

from crisis_cli.signals.detector import Reading
from crisis_cli.signals.settings import Settings

NONE, AMBER, RED = "", "amber", "red"
PATIENCE = 900
"""Seconds in which the same tier is not said again, however fast it grows: people are reading the first alert."""

RANK = {NONE: 0, AMBER: 1, RED: 2}


@dataclass
class Silence:
    """The last alert of a term: when, how rare, which tier; only JSON values inside."""

    since: int | None = None
    rarity: float = 0.0
    tier: str = NONE

    def broken_by(self, start: int, rarity: float, tier: str, settings: Settings) -> bool:
        """Whether what is of this tier at that moment is to be said."""
        if not tier:
            return False
        if self.since is None or start - self.since >= settings.silence:
            return True
        if RANK[tier] > RANK[self.tier]:
            return True
        return rarity > self.rarity + settings.escalation and start - self.since >= PATIENCE

    def begin(self, start: int, rarity: float, tier: str) -> None:
        """It was said."""
        self.since, self.rarity, self.tier = start, rarity, tier


def tier_of(reading: Reading, settings: Settings) -> str:
    """How bad the bin is by itself, whatever was said before."""
    if not reading.warm:
        return NONE
    if reading.rarity >= settings.amber and reading.value > reading.expected:
        return RED if reading.volume >= settings.red else AMBER
    return AMBER if slow_burn(reading, settings) else NONE


def slow_burn(reading: Reading, settings: Settings) -> bool:
    """Whether some hours together are unusual, though no bin of them may be."""
    return any(
        rarity >= settings.slow and value >= settings.slow_posts and value >= settings.slow_ratio * expected
        for rarity, value, expected in reading.slow
    )
