"""Values that only team, scenario and watch files have: factors, languages, words in several languages, and
values whose type another file knows."""

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


class Count(Integer):
    """A whole number of people or posts."""

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
