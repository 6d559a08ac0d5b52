"""`[legal]` in front of a line: the law asks for these words.

The mark is structure, like the line above a wording: whoever approves sees it, and it never goes out."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:^|(?<=\r))[ \t]*\[legal\][ \t]*", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")


def without_legal_marks(text: str) -> str:
    """The text as it goes out: the lines stay that are marked, their marks do not."""
    return _MARK.sub("", text)


def blanked_legal_marks(text: str) -> str:
    """The same, with a space for every character of a mark, so that an index means the same in both."""
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


def legal_lines(text: str) -> list[str]:
    """The lines that are marked, without their marks."""
    lines = _LINE_END.split(text)
    return [line[mark.end() :] for line in lines if (mark := _MARK.match(line))]


def mark_widths(text: str) -> dict[int, int]:
    """How many characters the mark of a line takes, by the line's number from 1; only of lines that have one."""
    lines = enumerate(_LINE_END.split(text), start=1)
    return {number: mark.end() for number, line in lines if (mark := _MARK.match(line))}
