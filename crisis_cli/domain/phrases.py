"""A phrase of the lexicon: words that make a statement sound like nobody, or that show what it must hold."""

from __future__ import annotations

from typing import NamedTuple

from crisis_cli.domain.findings import Severity

FAMILIES = ("Apology", "Blame", "Minimising", "Passive", "Legalese", "Canned", "Element")
"""What is wrong with a phrase, in the order in which they are explained; the phrases of Element show what a text
has, and are no finding."""

ELEMENTS = (
    *("apology", "ownership", "what_happened", "affected", "empathy"),
    *("action", "repair", "next_update", "contact", "voice"),
)
"""What a phrase of the family Element can show."""


class Phrase(NamedTuple):
    """One entry. `pattern`: a regular expression in small letters, for a text as `statements.written.Flow` has it;
    it begins and ends at the edge of a word. `matches` and `misses`: examples, all of which a test tries."""

    id: str
    language: str
    family: str
    weight: int
    pattern: str
    what: str
    why: str
    instead: str
    source: str
    matches: tuple[str, ...]
    misses: tuple[str, ...]
    element: str = ""
    blocks: bool = False

    @property
    def severity(self) -> Severity:
        """An error where it blocks; else 3 and 2 are warnings and 1 a hint."""
        if self.blocks:
            return Severity.ERROR
        return Severity.WARNING if self.weight > 1 else Severity.HINT
