"""The line above a wording, `=== x · en · thread ===`, and the lines that look like one and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BETWEEN = r"(?:[ \t]*[·•|:][ \t]*|[ \t]+[.\-\u2013\u2014][ \t]+)"
"""What a person types for ` · `; a full stop and a dash, which names may hold, with a space on both sides."""

_HEADING = re.compile(
    r"^[ \t]*={3,}[ \t]*(?P<channels>[A-Za-z][\w-]*(?:[ \t]*,[ \t]*[A-Za-z][\w-]*)*)"
    rf"(?:{_BETWEEN}(?P<language>[A-Za-z]{{2,3}}))?(?P<thread>{_BETWEEN}thread)?[ \t]*={{3,}}[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
_ALIKE = re.compile(r"^[ \t>*_-]*(?:\[[^\]\n]{1,9}\][ \t]*)?[=\uff1d]{2,}[^\n]*", re.MULTILINE)
_WORD = re.compile(r"[^\W_]")


class Heading(NamedTuple):
    """`channels`: empty for all; `language`: empty when it was not said; `start`, `end`: its line in the text."""

    channels: tuple[str, ...]
    language: str
    thread: bool
    start: int
    end: int

    @property
    def title(self) -> str:
        """`x · fr`, for a person."""
        return titled(self.channels, self.language, self.thread)


def titled(channels: tuple[str, ...], language: str, thread: bool) -> str:
    """What stands between the `===` of a heading."""
    where = ", ".join(channels) or "all"
    return " · ".join((where, *filter(None, (language, "thread" if thread else ""))))


def headings(text: str) -> Iterator[Heading]:
    """Every heading in its order. Capitals and spaces do not count, and `-`, `.` or `:` will do for the dot."""
    for found in _HEADING.finditer(text):
        names = [name.strip().lower() for name in found["channels"].split(",")]
        channels = () if names == ["all"] else tuple(dict.fromkeys(names))
        language = (found["language"] or "").lower()
        yield Heading(channels, language, found["thread"] is not None, *found.span())


def lines_like_headings(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines stand that begin like a heading, say something, and are none."""
    real = {one.start for one in headings(text)}
    for found in _ALIKE.finditer(text):
        if found.start() not in real and _WORD.search(found[0]):
            yield found.span()
