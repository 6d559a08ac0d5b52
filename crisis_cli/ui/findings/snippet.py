"""The line of a file that a finding is about, with marks under the exact words, as wide as a screen takes."""

from __future__ import annotations

from crisis_cli.domain.findings import Place
from crisis_cli.ui.safe import safe

WIDTH = 100
"""So many columns of a line are shown unless a terminal has fewer; of a longer one what lies around the words."""

_DOTS = "..."
_BEFORE = 40
"""At most so many characters in front of the words are kept in a line that is cut."""

_TAB = "    "


def excerpt(line: str, place: Place, mark: str, width: int = WIDTH) -> tuple[str, str]:
    """The line as it can be shown on `width` columns, and below it the marks under what stands at `place`.

    Of a place that spans several lines `line` is the first, and marked to its end. What would steer a terminal
    stands as its code, a tab as four spaces; a wide character gets two marks.
    """
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(place.end_column - 1, len(line))
    fits = _fits(line, width - (start == len(line)))  # behind the end there is a mark too
    room = width if fits else width - 2 * len(_DOTS)
    first = 0 if fits else _first(line, start, room)
    shown = _DOTS if first else ""
    pad, marks = " " * len(shown), ""
    here = first
    for letter in line[first : first + room]:
        seen, wide = cell(letter)
        if wide > room:
            break
        shown += seen
        if here < start:
            pad += " " * wide
        elif here < end:
            marks += mark * wide
        room -= wide
        here += 1
    return (f"{shown}{_DOTS}" if here < len(line) else shown.rstrip()), pad + (marks or mark)


def _fits(line: str, width: int) -> bool:
    return len(line) <= width and ((line.isascii() and line.isprintable()) or _wide(line) <= width)


def _first(line: str, start: int, room: int) -> int:
    """The first character to show of a line that is cut: 0 when the words are seen then."""
    before = min(_BEFORE, room // 3)
    head = line[: start + before]
    return 0 if _fits(head, room) else max(0, start - before)


def _wide(text: str) -> int:
    return sum(cell(letter)[1] for letter in text)


def cell(letter: str) -> tuple[str, int]:
    """What to show for a character, and how many columns that takes."""
    if " " <= letter <= "~":
        return letter, 1
    if letter == "\t":
        return _TAB, len(_TAB)
    shown = safe(letter)
    if shown != letter:
        return shown, len(shown)
    import unicodedata  # most files need none of it

    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return letter, 0
    return letter, 2 if unicodedata.east_asian_width(letter) in "WF" else 1
