"""What the keys of a board are: which act each starts, and the page that explains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """`key`: the character, or textual's name of it; `shown`: how a person writes it."""

    key: str
    shown: str
    act: str
    words: str


@dataclass(frozen=True, slots=True)
class Keyboard:
    """`keys`: in the order in which help tells them, `more` under them; `also`: second keys of their acts."""

    keys: tuple[Key, ...]
    also: Mapping[str, str]
    more: tuple[str, ...]

    def act_for(self, key: str, character: str | None) -> str | None:
        """The act that a key press starts, None if the key has no meaning here."""
        acts = {one.key: one.act for one in self.keys} | dict(self.also)
        return acts.get(character or key) or acts.get(key)

    def help_text(self) -> str:
        """All keys explained, one a line."""
        return "\n".join([*(f"{one.shown:<8} {one.words}" for one in self.keys), "", *self.more])
