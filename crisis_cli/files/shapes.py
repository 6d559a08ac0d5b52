"""The kinds of values a field can have; each reads a node's raw text by itself and says what it expected.

A shape returns None for what it could not read, and has then said why; no field's value is ever None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol, TypeVar

from crisis_cli.domain.timing import parse_duration
from crisis_cli.files.misread import misread
from crisis_cli.files.nodes import Node, Scalar
from crisis_cli.files.reading import Reading, usable
from crisis_cli.files.report import quoted

T_co = TypeVar("T_co", covariant=True)


class Shape(Protocol[T_co]):
    """What stands in a field."""

    @property
    def expected(self) -> str:
        """For "found ..., expected ..."."""

    def read(self, node: Node, reading: Reading) -> T_co | None:
        """The value, or None once its finding has been noted."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a person: one line, or several (`lines`), at most `most` characters."""

    expected: str = "text"
    lines: bool = False
    most: int = 500

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
            reading.check_misread(node)
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


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, so that other places can name it. `kept`: a name against the rule has its
    finding and counts all the same, because others refer to it."""

    what: str
    pattern: re.Pattern[str] = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
    rule: str = "it starts with a letter and goes on with letters, digits, - and _ (64 at most)"
    reserved: tuple[str, ...] = ()
    kept: bool = False

    @property
    def expected(self) -> str:
        return f"the name of a {self.what}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The name."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        if not node.value:
            reading.empty(node, self.expected)
            return None
        if self.pattern.fullmatch(node.value) is None:
            message = f"{quoted(node.value)} cannot be the name of a {self.what}"
            reading.report.error("bad-name", node, message, self.rule)
            return node.value if self.kept and usable(node.value) else None
        if node.value in self.reserved:
            message = f"{quoted(node.value)} has a meaning of its own and cannot be the name of a {self.what}"
            reading.report.error("bad-name", node, message, "choose another name")
            return node.value if self.kept else None
        reading.check_misread(node)
        return node.value


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of something defined in this file, or one of a few `words`."""

    kind: str
    words: tuple[str, ...] = ()
    hint: str = ""

    @property
    def expected(self) -> str:
        words = f"{', '.join(self.words)} or " if self.words else ""
        return f"{words}the name of a {self.kind}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The name, if something of that kind has it."""
        if not isinstance(node, Scalar):
            reading.wrong(node, self.expected)
            return None
        name: str = node.value
        known = reading.names.of(self.kind)
        if name in known or name in self.words:
            return name
        if not name:
            reading.empty(node, self.expected)
            return None
        reading.unknown(node, self.kind, name, [*self.words, *known], self.hint)
        return None


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few fixed words."""

    words: tuple[str, ...]

    @property
    def expected(self) -> str:
        return f"one of {', '.join(self.words)}" if len(self.words) > 1 else f"the word {self.words[0]}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The word."""
        if isinstance(node, Scalar) and node.value in self.words:
            return node.value
        reading.wrong(node, self.expected)
        return None


_length = lru_cache(maxsize=512)(parse_duration)  # a playbook says 5m many times


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time with its unit."""

    zero: bool = False
    expected: str = "a length of time with its unit, such as 90s, 5m or 1h30m"

    def read(self, node: Node, reading: Reading) -> timedelta | None:
        """The length."""
        if not isinstance(node, Scalar) or (not node.style and node.value in ("", "~", "null")):
            reading.wrong(node, self.expected)
            return None
        try:
            length = _length(node.value)
        except ValueError as why:
            if len(node.value) > 40:
                reading.wrong(node, self.expected)
                return None
            found, _, hint = str(why).partition(": ")
            reading.report.error("bad-duration", node, found, hint)
            return None
        if not length and not self.zero:
            message = f"{quoted(node.value)} leaves no time at all"
            reading.report.error("bad-duration", node, message, "write at least 1s")
            return None
        return length


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number in plain digits."""

    expected: str = "a whole number, such as 3"

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
                "wrong-type", node, "this number stands in quotes", f"write {node.value} without them"
            )
        return int(node.value)


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false, in these words only."""

    expected: str = "true or false"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """The truth of it."""
        if not isinstance(node, Scalar) or node.value not in ("true", "false"):
            reading.wrong(node, self.expected)
            return None
        if node.style:
            reading.report.error("wrong-type", node, f"{node.value} stands in quotes", "write it without them")
        return node.value == "true"


@dataclass(frozen=True, slots=True)
class Digest:
    """A sha256 as printed."""

    expected: str = "a sha256: 64 digits and small letters a to f"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The digest."""
        if isinstance(node, Scalar) and re.fullmatch("[0-9a-f]{64}", node.value):
            reading.check_misread(node)
            return node.value
        reading.wrong(node, self.expected, "copy all 64 of them")
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar."""

    expected: str = "a date, such as 2027-05-01"

    def read(self, node: Node, reading: Reading) -> date | None:
        """The day."""
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}-\d\d-\d\d", node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                reading.wrong(node, self.expected, "that day is not in the calendar")
                return None
        reading.wrong(node, self.expected, "write year-month-day in digits")
        return None
