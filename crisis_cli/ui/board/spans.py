"""Lines of styled text that fit a terminal's cells: clipping, padding, wrapping, packing. Nothing is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

Span = tuple[str, str]
"""A piece of text and how it looks: "", bold, dim, late, now, done, drill or chosen."""

Line = tuple[Span, ...]
"""One row of the terminal."""

BLANK: Line = ()


def line(text: str, style: str = "") -> Line:
    """One piece as a line."""
    return ((text, style),)


def width_of(row: Line) -> int:
    """How many cells it takes."""
    return sum(cell_len(text) for text, _ in row)


def plain(row: Line) -> str:
    """The line's text alone."""
    return "".join(text for text, _ in row)


def clip(text: str, cells: int) -> str:
    """The text in at most so many cells, with an ellipsis where it was cut."""
    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…" if cells > 1 else text[:0]


def fill(text: str, cells: int) -> str:
    """The text clipped or padded to exactly so many cells."""
    short = clip(text, cells)
    return short + " " * max(cells - cell_len(short), 0)


def clip_line(row: Line, cells: int) -> Line:
    """The line in at most so many cells."""
    found: list[Span] = []
    left = cells
    for text, style in row:
        short = clip(text, left)
        if short:
            found.append((short, style))
        left -= cell_len(short)
        if left <= 0 or short != text:
            break
    return tuple(found)


def pad_line(row: Line, cells: int) -> Line:
    """The line clipped or padded to exactly so many cells."""
    short = clip_line(row, cells)
    return (*short, (" " * (cells - width_of(short)), ""))


def apart(left: Line, right: Line, cells: int) -> Line:
    """`left` at the left edge, `right` whole at the right edge; `left` gives way."""
    room = cells - width_of(right) - 1
    return (*pad_line(left, max(room, 0)), (" ", ""), *right) if room > 0 else clip_line(right, cells)


def wrap(text: str, cells: int) -> list[str]:
    """Broken at spaces into lines of at most so many cells; a longer word is broken where it must be."""
    cells = max(cells, 1)
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        current = ""
        for word in paragraph.split():
            for piece in _pieces(word, cells):
                if current and cell_len(current) + 1 + cell_len(piece) > cells:
                    lines.append(current)
                    current = piece
                else:
                    current = f"{current} {piece}" if current else piece
        lines.append(current)
    return lines


def _pieces(word: str, cells: int) -> Iterable[str]:
    if cell_len(word) <= cells:
        yield word
        return
    piece, taken = "", 0
    for character in word:
        size = cell_len(character)
        if taken + size > cells and piece:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + character, taken + size
    yield piece


def pack(items: Sequence[str], cells: int, between: str, most: int, more: str) -> list[str]:
    """Items side by side, whole, in at most `most` lines; what does not fit is counted by `more`, as in "+{}"."""
    lines: list[str] = []
    shown = 0
    for item in items:
        joined = f"{lines[-1]}{between}{item}" if lines else item
        last = len(lines) == most
        left = len(items) - shown - 1
        room = cells - (cell_len(between + more.format(left)) if last and left else 0)
        if lines and cell_len(joined) <= room:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(clip(item, cells))
        else:
            break
        shown += 1
    if shown < len(items) and lines:
        tail = between + more.format(len(items) - shown)
        lines[-1] = clip(lines[-1], cells - cell_len(tail)) + tail
    return lines
