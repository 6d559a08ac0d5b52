"""One text, several wordings of it: which channels and which language each part of a statement's text is for.

    === x · en ===
    We are checking. We speak again at 03:45.

    === website · en ===
    ...

What stands above the first such line, or the whole text where there is none, is for every channel that has no
part of its own. `=== x · en · thread ===` goes out as several posts, with a line `---` between two. All parts are
one text: one hash, one yes, one diff, so that nobody approves a wording they were not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crisis_cli.domain.canonical import canonical
from crisis_cli.domain.headings import headings, titled
from crisis_cli.domain.legal_marks import without_legal_marks

_BETWEEN_POSTS = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE)


class Variant(NamedTuple):
    """One part. `channels`: empty for every channel that has none of its own; `language`: empty when it was not
    said; `start`: where its words begin in the whole text, in characters; `thread`: it goes out as several
    posts."""

    channels: tuple[str, ...]
    language: str
    text: str
    start: int = 0
    thread: bool = False

    @property
    def title(self) -> str:
        """`x · fr`, for a person."""
        return titled(self.channels, self.language, self.thread)

    @property
    def posts(self) -> tuple[str, ...]:
        """What is posted at once, each in canonical form: the posts of a thread, else the text."""
        if not self.thread:
            return (self.text,)
        return tuple(canonical(post.strip()) for _, post in posts_in(self.text))


def joined_posts(posts: Iterable[str]) -> str:
    """The text of a thread of these posts."""
    return canonical("\n---\n".join(post.strip() for post in posts))


def posts_in(text: str) -> tuple[tuple[int, str], ...]:
    """The posts of a thread's text, without the lines between them: where each begins, and its words. One that
    says nothing is left out."""
    found: list[tuple[int, str]] = []
    start = 0
    for line in (*_BETWEEN_POSTS.finditer(text), None):
        piece = text[start : line.start() if line else len(text)]
        if words := piece.strip():
            found.append((start + piece.index(words), words))
        start = line.end() if line else start
    return tuple(found)


def as_one_text(part: Variant) -> str:
    """Its text to be read in one go: the lines between the posts of a thread are blank, as long as they were."""
    if not part.thread:
        return part.text
    return _BETWEEN_POSTS.sub(lambda line: " " * len(line[0]), part.text)


def variants(text: str) -> tuple[Variant, ...]:
    """The parts of a text in writing order, each in canonical form; one that says nothing is left out."""
    above = list(headings(text))
    starts = [0, *(heading.end for heading in above)]
    ends = [*(heading.start for heading in above), len(text)]
    found: list[Variant] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        words = text[start:end]
        if not words.strip():
            continue
        start += len(words) - len(words.lstrip())
        channels, language, thread = above[number - 1][:3] if number else ((), "", False)
        found.append(Variant(channels, language, canonical(words.strip()), start, thread))
    return tuple(found)


def wording_at(text: str, line: int) -> Variant | None:
    """The part that a line of the text, counted from 1, belongs to; None where the text says nothing."""
    parts = variants(text)
    begun = [part for part in parts if text.count("\n", 0, part.start) < line]
    return begun[-1] if begun else parts[0] if parts else None


def wordings_for(text: str, channel: str) -> tuple[Variant, ...]:
    """What goes out on a channel, one part a language; the parts for everybody where it has none of its own.
    `[legal]` in front of a line stays behind."""
    return tuple(map(as_sent, meant_for(text, channel)))


def as_sent(part: Variant) -> Variant:
    """The part without `[legal]` in front of its lines."""
    return part._replace(text=canonical(without_legal_marks(part.text).strip()))


def meant_for(text: str, channel: str) -> tuple[Variant, ...]:
    """The same parts as they are written, with `[legal]` where it stands."""
    return meant_of(variants(text), channel)


def meant_of(parts: Sequence[Variant], channel: str) -> tuple[Variant, ...]:
    """Those of a text's parts that are meant for a channel."""
    own = tuple(part for part in parts if channel in part.channels)
    languages = {part.language for part in own}
    rest = tuple(part for part in parts if not part.channels and part.language not in languages)
    return own + rest if not own or all(part.language for part in (*own, *rest)) else own


def with_variant(text: str, new: Variant) -> str:
    """The text with this part in place of the one of the same channels and language, or behind the others."""
    parts = list(variants(text))
    key = (frozenset(new.channels), new.language)
    known = [(frozenset(part.channels), part.language) for part in parts]
    if key in known:
        parts[known.index(key)] = new
    else:
        parts.append(new)
    return joined(parts)


def joined(parts: Sequence[Variant]) -> str:
    """The whole text of these parts; a single one for everybody, in no stated language, needs no line above it."""
    if len(parts) == 1 and parts[0].title == "all":
        return canonical(parts[0].text)
    return canonical("\n\n".join(f"=== {part.title} ===\n{part.text.strip()}" for part in parts))
