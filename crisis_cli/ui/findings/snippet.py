"""The line of a file that a finding is about, with marks under the exact words, as wide as a screen takes."""

from __future__ import annotations

from crisis_cli.domain.findings import Place
from crisis_cli.ui.safe import safe

WIDTH = 100
"""So many columns of a line are shown; of a longer one the stretch around the words."""

_BEFORE = 40
"""So many characters in front of the words are kept in a line that is cut."""

_TAB = "    "


def excerpt(line: str, place: Place, mark: str) -> tuple[str, str]:
    """The line as it can be shown, and below it the marks under what stands at `place`.

    Of a place that spans several lines `line` is the first, and marked to its end. What would steer a terminal
    stands as its code, a tab as four spaces; a wide character gets two marks.
    """
    start = min(place.column - 1, len(line))
    end = len(line) if place.end_line > place.line else min(place.end_column - 1, len(line))
    first = _first(line, start)
    shown, pad, marks, room = "..." if first else "", " " * 3 if first else "", "", WIDTH
    here = first
    for letter in line[first : first + WIDTH]:
        seen, width = cell(letter)
        if width > room:
            break
        shown += seen
        if here < start:
            pad += " " * width
        elif here < end:
            marks += mark * width
        room -= width
        here += 1
    return (f"{shown}..." if here < len(line) else shown.rstrip()), pad + (marks or mark)


def _first(line: str, start: int) -> int:
    """The first character to show: 0 when the words are seen then."""
    head = line if len(line) <= WIDTH else line[: start + _BEFORE]
    if len(head) <= WIDTH and (line.isascii() or sum(cell(letter)[1] for letter in head) <= WIDTH):
        return 0
    return max(0, start - _BEFORE)


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
