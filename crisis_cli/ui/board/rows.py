"""The steps as lines: late, now, next, done; the ones that fit, and how many do not."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len

from crisis_cli.ui.board.showing import Showing
from crisis_cli.ui.board.spans import Line, clip_line, fill, line, pack
from crisis_cli.ui.step_rows import Row

MARKS = {"LATE": "!", "NOW": ">", "next": "-", "done": "x"}
STYLES = {"LATE": "late", "NOW": "now", "next": "", "done": "done"}


def chooseable(rows: tuple[Row, ...]) -> list[Row]:
    """The steps that up and down walk over: all but the settled ones."""
    return [row for row in rows if row.mark != "done"]


def open_lines(showing: Showing) -> int:
    """How many lines the late and open steps take."""
    return sum(1 + bool(row.note) for row in showing.view.rows if row.mark in ("LATE", "NOW"))


def row_lines(showing: Showing, width: int, most: int) -> list[Line]:
    """Late, now and next in at most `most` lines, with the chosen one in sight, and how many are hidden."""
    rows = chooseable(showing.view.rows)
    columns = _columns(rows, width)
    groups = [_lines(row, columns, width, chosen=row.step == showing.chosen) for row in rows]
    if sum(map(len, groups)) <= most:
        return [text for group in groups for text in group]
    first = _first_shown(rows, groups, showing.chosen, most - 1)
    shown: list[Line] = []
    last = first
    while last < len(groups) and len(shown) + len(groups[last]) <= max(most - 1, 1):
        shown += groups[last]
        last += 1
    if last == first and groups:
        shown, last = groups[first][:1], first + 1
    if most < 2:
        return shown[:most]
    return [*shown, clip_line(line(f" {_hidden(rows, first, last)}", "dim"), width)]


def _first_shown(rows: list[Row], groups: list[list[Line]], chosen: str, room: int) -> int:
    """The first row to show so that the chosen one fits under it."""
    index = next((index for index, row in enumerate(rows) if row.step == chosen), 0)
    first = index
    taken = len(groups[index]) if groups else 0
    while first > 0 and taken + len(groups[first - 1]) <= room:
        first -= 1
        taken += len(groups[first])
    return first


def _hidden(rows: list[Row], first: int, last: int) -> str:
    above = f"{first} above, " if first else ""
    if last == len(rows):
        return f"… {above}end of the list (d: all)"
    below = Counter(_hidden_as(row) for row in rows[last:])
    told = sorted(below.items(), key=lambda item: item[0] != UNHELD)
    words = ", ".join(f"{count} {name}" for name, count in told if name)
    return f"… {above}{len(rows) - last} more{f': {words}' if words else ''} (d: all)"


UNHELD = "HELD BY NOBODY"


def _hidden_as(row: Row) -> str:
    """What is open and nobody's is said even where it does not fit; the rest by phase."""
    return UNHELD if row.mark != "next" and row.who.startswith("nobody") else row.phase


def _columns(rows: list[Row], width: int) -> tuple[int, int, int]:
    """How wide title, who and time are; a time is never cut where it can be shown, a title before a name."""
    room = width - 11
    longest = [max((cell_len(text) for text in texts), default=0) + 1 for texts in _texts(rows)]
    time = min(max(16, (longest[2] + 3) // 4 * 4), 24, room // 3 + 2)
    who = min(longest[1], max((room - time) * 2 // 5, 16))
    title = min(longest[0], room - time - who)
    return title, room - time - title, time


def _texts(rows: list[Row]) -> tuple[list[str], list[str], list[str]]:
    return [row.title for row in rows], [_who(row) for row in rows], [row.time for row in rows]


def _who(row: Row) -> str:
    return row.who.replace("you as ", "you: ", 1)


def _lines(row: Row, columns: tuple[int, int, int], width: int, *, chosen: bool) -> list[Line]:
    title, who, _ = columns
    whom = _who(row)
    if row.who.startswith("you as ") and cell_len(whom) > who - 1:  # half a role says less than none
        whom = "you"
    style = "chosen" if chosen else STYLES[row.mark]
    rest = "chosen" if chosen else "late" if row.mark == "LATE" else ""
    mark = f"{'*' if chosen else ' '}{MARKS[row.mark]} {row.mark:<6} "
    first: Line = (
        (mark, style),
        (fill(row.title, title - 1) + " ", rest if rest else "bold" if row.mine and row.mark == "NOW" else ""),
        (fill(whom, who - 1) + " ", rest),
        (row.time, rest),
    )
    lines = [clip_line(first, width)]
    if row.note:
        lines.append(clip_line(line(f"{' ' * 10}{row.note}"), width))
    return lines


def done_line(showing: Showing, width: int) -> list[Line]:
    """What is settled, the latest first, on one line."""
    done = [row for row in showing.view.rows if row.mark == "done" and not row.time.startswith("not needed")]
    if not done:
        return []
    words = [f"{row.title} {row.time.removeprefix('done ')}" for row in done]
    text = pack(words, width - 11, "   ", 1, "({} more: d)")[0]
    return [((" x done   ", "done"), (text, ""))]
