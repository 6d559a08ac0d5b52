"""`[legal]` in front of a line: the law asks for these words.

The mark is structure, like the line above a wording: whoever approves sees it, and it never goes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_MARK = re.compile(r"(?:^|(?<=\r))[ \t]*\[legal\][ \t]*", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")


def without_legal_marks(text: str) -> str:
    """The text as it goes out: the lines stay that are marked, their marks do not."""
    return _MARK.sub("", text)


def blanked_legal_marks(text: str) -> str:
    """The same, with a space for every character of a mark, so that an index means the same in both."""
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


_LIKE_A_MARK = re.compile(
    r"(?<!\[)[\[\uff3b\u3014\u3010][ \t\xa0]*l[eé\u0301]{1,2}gale?s?[ \t\xa0:]*[\]\uff3d\u3015\u3011](?![\](])",
    re.IGNORECASE,
)
_NO_WORDS = re.compile(r"[ \t]*(?:[:;,.]|-{3,}[ \t\r]*$)", re.MULTILINE)
"""Behind a mark: a sign that belongs to it, or the line between two posts."""


def stray_marks(text: str) -> Iterator[tuple[int, int]]:
    """Where marks stand that would go out, being elsewhere than in front of a line or written in another way, and
    those that leave a sign or a line between two posts behind when they go."""
    marks = {found.end(): found for found in _MARK.finditer(text)}
    for end, mark in marks.items():
        if _NO_WORDS.match(text, end):
            yield mark.span()
    for found in _LIKE_A_MARK.finditer(blanked_legal_marks(text)):
        yield found.span()


def legal_lines(text: str) -> list[str]:
    """The lines that are marked, without their marks."""
    lines = _LINE_END.split(text)
    return [line[mark.end() :] for line in lines if (mark := _MARK.match(line))]


def marked_as_legal(text: str, required: Collection[str]) -> str:
    """The text with a mark in front of every line that is one of the required lines, or a part of one that was
    split."""
    lines = (
        f"[legal] {line}"
        if line.strip() and not _MARK.match(line) and any(_is_part(line, one) for one in required)
        else line
        for line in text.split("\n")
    )
    return "\n".join(lines)


_NUMBER = re.compile(r" \(\d{1,5}/\d{1,5}\)$")
"""What a post of a thread ends with."""


def _is_part(line: str, required: str) -> bool:
    return _NUMBER.sub("", line).strip() in required


def mark_widths(text: str) -> dict[int, int]:
    """How many characters the mark of a line takes, by the line's number from 1; only of lines that have one."""
    lines = enumerate(_LINE_END.split(text), start=1)
    return {number: mark.end() for number, line in lines if (mark := _MARK.match(line))}
