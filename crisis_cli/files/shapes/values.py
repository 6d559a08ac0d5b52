"""Values that only a few fields have: factors, shares, counts, languages, words in several languages, and values
whose type another file knows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crisis_cli.files.parsing.nodes import MapNode, Node, Scalar
from crisis_cli.files.shapes.groups import MapOf
from crisis_cli.files.shapes.names import Name
from crisis_cli.files.shapes.reading import Reading
from crisis_cli.files.shapes.scalars import Integer, Text

Words = Mapping[str, str]
"""A text by language; under the empty name where it is one text for all."""


class Factor:
    """A number above nothing, whole or with a point, or one of a few `words`."""

    pattern = r"(?:0|[1-9]\d{0,5})(?:\.\d{1,3})?"

    def __init__(self, *words: str) -> None:
        self.words = words
        self.expected = ", ".join(("a number above 0, such as 6 or 0.5", *words))

    def read(self, node: Node, reading: Reading) -> float | str | None:
        """The number, or the word."""
        if isinstance(node, Scalar) and node.value in self.words:
            return node.value
        if not isinstance(node, Scalar) or node.style or re.fullmatch(self.pattern, node.value) is None:
            reading.wrong(node, self.expected, "write plain digits, without quotes")
            return None
        if not float(node.value):
            reading.wrong(node, self.expected, "nothing ever happens at a speed of 0")
            return None
        return float(node.value)


class Share:
    """A part of a whole, as a number between 0 and 1 or with a percent sign."""

    expected = "a share between 0 and 1, such as 0.30 or 30%"
    percent = r"(?:100|[0-9]{1,2}(?:\.[0-9]{1,2})?) ?%"

    def read(self, node: Node, reading: Reading) -> float | None:
        """The part, from 0 to 1."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        written: str = node.value
        share: float | None = None
        if re.fullmatch(self.percent, written):
            share = float(written.rstrip("% ")) / 100
        elif not node.style and re.fullmatch(r"[01](?:\.[0-9]{1,17})?", written):
            share = float(written)
        if share is not None and share <= 1:
            return share
        meant = _share(written)
        reading.wrong(node, self.expected, f"write {meant}" if meant else "all of it is 1, or 100%", meant)
        return None


def _share(text: str) -> str:
    """The share that was written with a comma, in quotes, without its 0 or without its sign."""
    found = re.fullmatch(r"(\d{0,3})(?:[.,](\d{1,4}))? *(%?)", text.strip())
    if found is None or not (found[1] or found[2]):
        return ""
    number = f"{found[1] or 0}.{found[2]}" if found[2] else found[1]
    if float(number) <= 1 and not found[3]:
        return number
    certain = found[3] or not found[2]  # 1.2 may be 12% or a slip
    return f"{number}%" if certain and float(number) <= 100 else ""


class Count(Integer):
    """A whole number of people, posts or letters."""

    expected = "a whole number, 1 or more"

    def read(self, node: Node, reading: Reading) -> int | None:
        """The number."""
        number = super().read(node, reading)
        if number is None or number > 0:
            return number
        reading.wrong(node, self.expected, "write how many, or delete the line")
        return None


class Yes:
    """The word true, where a field is either true or not there."""

    expected = "true"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """True."""
        if isinstance(node, Scalar) and node.value == "true" and not node.style:
            return True
        reading.wrong(node, self.expected, "write true without quotes, or delete the line")
        return None


LANGUAGE = Name(
    "language",
    r"[a-z]{2,3}(?:-[A-Z]{2})?",
    "write its two letters, such as en, fr or pt-BR (and no in quotes)",
)


class Said:
    """What somebody says or writes: one text, or one a language."""

    expected = "a text, or one for each language: {en: ..., fr: ...}"

    def __init__(self, *, lines: bool = True, most: int = 5_000) -> None:
        self.one = Text(lines=lines, most=most)
        self.each = MapOf(LANGUAGE, self.one)

    def read(self, node: Node, reading: Reading) -> Words | None:
        """The text by language."""
        if isinstance(node, MapNode):
            return self.each.read(node, reading)
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        text = self.one.read(node, reading)
        return None if text is None else {"": text}


class Plain:
    """A number, true, false or a word or two, whose type another file knows."""

    expected = "a value, such as 3, true or a few words"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The value as it was written."""
        nothing = isinstance(node, Scalar) and not node.style and node.value in ("", "~", "null")
        if not isinstance(node, Scalar) or nothing or not node.value.strip():
            reading.wrong(node, self.expected)
            return None
        return node.value
