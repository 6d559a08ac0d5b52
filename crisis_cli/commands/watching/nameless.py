"""Whether posts say who wrote them: where they do not, nobody can tell one person from many."""

from __future__ import annotations

FEW = 20
"""Posts of ours after which it is told; the summary tells it of any number."""


class Nameless:
    """`posts` that were heard, and how many `without` an author."""

    def __init__(self) -> None:
        self.posts = 0
        self.without = 0
        self._told = False

    def add(self, author: str) -> str:
        """One more post; what is to be told now, once: nothing as long as most have one."""
        self.posts += 1
        self.without += not author
        if self._told or self.posts < FEW:
            return ""
        said = self.said()
        self._told = bool(said)
        return said

    def said(self) -> str:
        """A sentence where most posts name no author, else nothing."""
        if 2 * self.without <= self.posts:
            return ""
        which = "These posts name" if self.without == self.posts else "Most of these posts name"
        return (
            f"{which} no author ({self.without} of {self.posts}): people cannot be counted, and all without a name"
            ' count as one person. Send "author" with each, or a made-up one for each person.'
        )
