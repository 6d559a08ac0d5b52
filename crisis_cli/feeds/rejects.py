"""Lines that nobody could read: counted, a few kept to show, never fatal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crisis_cli.feeds.masking import masked

SAMPLES = 3
LONGEST = 120


@dataclass
class Rejects:
    """What was read and what was not; `samples`: line number, why, and its beginning without who wrote it;
    nothing of it where no `texts` are to be kept."""

    texts: bool = True
    read: int = 0
    bad: int = 0
    why: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, line: int, why: str, text: str | bytes) -> None:
        """One line that is no mention and should have been one."""
        self.bad += 1
        if why in self.why or len(self.why) < 50:
            self.why[why] += 1
        if len(self.samples) < SAMPLES:
            self.samples.append((line, why, masked(text, LONGEST) if self.texts else ""))

    @property
    def nothing_else(self) -> bool:
        """Whether nothing but such lines came."""
        return self.bad > 0 and self.read == 0
