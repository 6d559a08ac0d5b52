"""When a reading becomes an alert, amber or red, by one bin or some together; silence, unless it gets worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from crisis_cli.signals.detector import HOUR, SUMS, Reading
from crisis_cli.signals.settings import Settings

NONE, AMBER, RED = "", "amber", "red"
PATIENCE = 900
"""Seconds in which the same tier is not said again, however fast it grows: people are reading the first alert."""

RANK = {NONE: 0, AMBER: 1, RED: 2}


@dataclass
class Silence:
    """The last alert of a term: when, how unusual, which tier; only JSON values inside."""

    since: int | None = None
    unusual: float = 0.0
    tier: str = NONE

    def broken_by(self, start: int, unusual: float, tier: str, settings: Settings) -> bool:
        """Whether what is of this tier at that moment is to be said."""
        if not tier:
            return False
        if self.since is None or start - self.since >= settings.silence:
            return True
        if RANK[tier] > RANK[self.tier]:
            return True
        return unusual > self.unusual + settings.escalation and start - self.since >= PATIENCE

    def begin(self, start: int, unusual: float, tier: str, settings: Settings) -> None:
        """It was said. What became amber by several bins together is as unusual as any amber bin."""
        self.since, self.unusual, self.tier = start, max(unusual, settings.amber), tier


def tier_of(reading: Reading, settings: Settings) -> str:
    """How bad the bin is by itself, whatever was said before."""
    if not reading.warm:
        return NONE
    bin_ = by_bin(reading, settings) >= 1 and reading.value > reading.expected
    if not bin_ and by_sums(reading, settings) < 1:
        return NONE
    red = bin_ and reading.rarity >= settings.red
    return RED if red or _summed(reading, settings, (inf, settings.red, settings.red_slow)) >= 1 else AMBER


def by_bin(reading: Reading, settings: Settings) -> float:
    """How near the one bin is to an alert: 1 and more is one. Volume that is rare enough for red need not be
    so seldom as unusual as well."""
    often = reading.often / settings.once_in if settings.once_in > 0 else 1.0
    last_hour = reading.sums[SUMS.index(HOUR)].heard
    return min(
        reading.unusual / settings.amber,
        max(often, reading.rarity / max(settings.red, 0.1)),
        last_hour / settings.posts,
    )


def by_sums(reading: Reading, settings: Settings) -> float:
    """How near some bins together are to an alert, though no bin of them may be: 1 and more is one."""
    return _summed(reading, settings, settings.sums)


def _summed(reading: Reading, settings: Settings, rare: Sequence[float]) -> float:
    return max(
        min(
            summed.rarity / asked,
            summed.heard / settings.posts,
            summed.heard / (settings.ratio * summed.expected),
        )
        for asked, summed in zip(rare, reading.sums, strict=True)
    )
