"""The kinds of values a field can have; each reads a node's raw text by itself and says what it expected.

Shapes are plain classes: a dozen dataclasses would cost every command ten milliseconds of start.
A shape returns None for what it could not read, and has then said why; no field's value is ever None.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol, TypeVar

from crisis_cli.domain.timing import parse_duration
from crisis_cli.files.parsing import edits
from crisis_cli.files.parsing.misread import LONGEST_WORD, UNLIKE_TEXT, misread
from crisis_cli.files.parsing.nodes import Node, Scalar
from crisis_cli.files.parsing.report import quoted
from crisis_cli.files.shapes.reading import Reading

T_co = TypeVar("T_co", covariant=True)


class Shape(Protocol[T_co]):
    """What stands in a field."""

    @property
    def expected(self) -> str:
        """For "found ..., expected ..."."""

    def read(self, node: Node, reading: Reading) -> T_co | None:
        """The value, or None once its finding has been noted."""


class Text:
    """Words for a person: one line, or several (`lines`), at most `most` characters."""

    expected = "text"

    def __init__(self, *, lines: bool = False, most: int = 500) -> None:
        self.lines = lines
        self.most = most

    def read(self, node: Node, reading: Reading) -> str | None:
        """The text without the white space around it."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected, "put the whole text in quotes, or write it without brackets")
            return None
        text: str = node.value.strip()
        if not text:
            reading.empty(node, self.expected)
            return None
        if not node.style:
            if text[0] in UNLIKE_TEXT or len(text) <= LONGEST_WORD:
                reading.check_misread(node)
            if reading.has_comments:
                self._check_comment(node, reading)
        if "\n" in text and not self.lines:
            message = "this text is shown on one line and has several"
            reading.report.error(
                "too-long", node, message, "keep the first line here and move the rest to guidance"
            )
            return text.replace("\n", " ")
        if len(text) > self.most:
            message = f"this text has {len(text):,} characters; at most {self.most:,} fit here"
            reading.report.error(
                "too-long", node, message, "say it shorter" if self.lines else "move it to guidance"
            )
        return text

    @staticmethod
    def _check_comment(node: Scalar, reading: Reading) -> None:
        index = node.end_mark.index
        if reading.text[index : index + 2] == " #" and reading.text[index + 2 : index + 3].strip():
            rest = reading.text[index + 1 :].split("\n", 1)[0]
            message = f"{quoted(rest)} is not part of the text: YAML takes it for a comment"
            hint = "put the whole text in quotes; a comment that is meant has a space after its #"
            reading.report.warning("comment", node, message, hint)


_length = lru_cache(maxsize=512)(parse_duration)  # a playbook says 5m many times


class Duration:
    """A length of time with its unit."""

    expected = "a length of time with its unit, such as 90s, 5m or 1h30m"

    def __init__(self, *, zero: bool = False) -> None:
        self.zero = zero

    def read(self, node: Node, reading: Reading) -> timedelta | None:
        """The length."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        try:
            length = _length(node.value)
        except ValueError:
            nothing = not node.style and node.value in ("", "~", "null")
            if nothing or len(node.value) > 40:
                reading.wrong(node, self.expected)
                return None
            from crisis_cli.files.shapes.length_words import no_length  # only a mistake needs it

            message, hint, meant = no_length(node.value)
            fix = edits.rewritten(node, meant, reading.report.file) if meant else ()
            reading.report.error("bad-duration", node, message, hint, fix=fix)
            return None
        if not length and not self.zero:
            message = f"{quoted(node.value)} leaves no time at all"
            reading.report.error("bad-duration", node, message, "write at least 1s")
            return None
        return length


class Integer:
    """A whole number in plain digits."""

    expected = "a whole number, such as 3"

    def read(self, node: Node, reading: Reading) -> int | None:
        """The number."""
        if not isinstance(node, Scalar) or re.fullmatch(r"-?(?:0|[1-9]\d{0,17})", node.value) is None:
            other = misread(node.value) if isinstance(node, Scalar) and not node.style else ""
            hint = (
                f"YAML programs read it as {other}: write plain digits only"
                if other
                else "write plain digits only"
            )
            reading.wrong(node, self.expected, hint)
            return None
        if node.style:
            reading.report.error(
                "wrong-type",
                node,
                "this number stands in quotes",
                f"write {node.value} without them",
                fix=edits.rewritten(node, node.value, reading.report.file),
            )
        return int(node.value)


_TRUTHS = {
    **dict.fromkeys(("true", "yes", "y", "on", "oui", "o", "vrai", "ja", "1"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "non", "faux", "nein", "0"), "false"),
}


class Flag:
    """true or false, in these words only."""

    expected = "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """The truth of it."""
        if not isinstance(node, Scalar) or node.value not in ("true", "false"):
            meant = _TRUTHS.get(node.value.lower(), "") if isinstance(node, Scalar) else ""
            reading.wrong(node, self.expected, f"write {meant}" if meant else "", meant)
            return None
        if node.style:
            fix = edits.rewritten(node, node.value, reading.report.file)
            message = f"{node.value} stands in quotes"
            reading.report.error("wrong-type", node, message, "write it without them", fix=fix)
        return node.value == "true"


class Digest:
    """A sha256 as printed."""

    expected = "a sha256: 64 digits and small letters a to f"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The digest."""
        if isinstance(node, Scalar) and re.fullmatch("[0-9a-f]{64}", node.value):
            reading.check_misread(node)
            return node.value
        reading.wrong(node, self.expected, "copy all 64 of them")
        return None


class Day:
    """A date of the calendar."""

    expected = "a date, such as 2027-05-01"

    def read(self, node: Node, reading: Reading) -> date | None:
        """The day."""
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                reading.wrong(node, self.expected, "that day is not in the calendar")
                return None
        meant = _day(node.value) if isinstance(node, Scalar) else ""
        reading.wrong(node, self.expected, f"write {meant or 'year-month-day in digits'}", meant)
        return None


def _day(text: str) -> str:
    """The day, year first, that was written with other signs or fewer digits; nothing if it could be another."""
    found = re.fullmatch(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", text.strip())
    if found is None:
        return ""
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return ""
