"""How new is it: how seldom a term has jumped to this level from where it stood before.

Together with rarity it is what research found to hold on brands that it had not seen; the constants are its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import floor, log2, log10

STEPS = (1.5, 2.0)
"""Levels per doubling of the mentions; two ladders are averaged, so that no single edge between levels decides."""

LEVELS = 40
"""More levels than any stream reaches (2 to the 20th posts a bin); the highest holds all above it."""

DOUBT = 2.0
"""How many moments the answer of the shorter look-back is worth where the longer one has seen few."""


@dataclass
class Novelty:
    """What followed what, on each ladder; only JSON values inside. `seen`: for each ladder, by the levels of the
    bins before (`"7,3"`), how often each level came next. Memory is bounded by the levels, not by time."""

    seen: list[dict[str, list[int]]] = field(default_factory=lambda: [{} for _ in STEPS])
    before: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in STEPS])

    def of(self, value: float) -> float:
        """-log10 of the chance that a bin holds so many or more after the two before it; it grows with `value`."""
        return -sum(self._chance(ladder, _level(value, step)) for ladder, step in enumerate(STEPS)) / len(STEPS)

    def moments(self, value: float) -> tuple[int, int]:
        """How often a bin like this one or higher came after two bins like those before it, of how many times."""
        ladder = len(STEPS) - 1
        found = self.seen[ladder].get(_contexts(*self.before[ladder])[-1], [])
        return sum(found[_level(value, STEPS[ladder]) :]), sum(found)

    def learn(self, value: float) -> None:
        """Take in a closed bin."""
        for seen, before, step in zip(self.seen, self.before, STEPS, strict=True):
            level = _level(value, step)
            for context in _contexts(*before):
                counts = seen.setdefault(context, [])
                if level >= len(counts):
                    counts.extend([0] * (level + 1 - len(counts)))
                counts[level] += 1
            before[:] = [before[1], level]

    def _chance(self, ladder: int, level: int) -> float:
        """log10 of it, from the look-backs one after the other: each corrects the one before by what it saw."""
        if not level:
            return 0.0  # every bin holds none or more
        chance = (LEVELS - level) / LEVELS
        for context in _contexts(*self.before[ladder]):
            counts = self.seen[ladder].get(context, [])
            chance = (sum(counts[level:]) + DOUBT * chance) / (sum(counts) + DOUBT)
        return log10(chance)


@lru_cache(maxsize=4096)
def _level(value: float, step: float) -> int:
    return min(floor(step * log2(1 + value)), LEVELS - 1)


@lru_cache(maxsize=LEVELS * LEVELS)
def _contexts(before: int, last: int) -> tuple[str, str, str]:
    """What a bin is told by: nothing, the bin before it, the two before it."""
    return "", str(last), f"{before},{last}"
