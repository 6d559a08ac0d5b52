"""Whether posts say who wrote them: where they do not, nobody can tell one person from many."""

from __future__ import annotations

FEW = 20
"""Posts of ours after which it is told; the summary tells it of any number."""


class Nameless:
    """How many posts of ours came `without` an author. `posts`: how many came at all."""

    def __init__(self) -> None:
        self.without = 0
        self._told = False

    def add(self, posts: int) -> str:
        """One more without; what is to be told now, once: nothing as long as most have one."""
        self.without += 1
        if self._told or posts < FEW:
            return ""
        said = self.said(posts)
        self._told = bool(said)
        return said

    def said(self, posts: int) -> str:
        """A sentence where most posts name no author, else nothing."""
        if 2 * self.without <= posts:
            return ""
        which = "These posts name" if self.without >= posts else "Most of these posts name"
        return (
            f"{which} no author ({self.without} of {posts}): people cannot be counted, and all without a name"
            ' count as one person. Send "author" with each, or a made-up one for each person.'
        )
