"""The facilitator's board as exactly `height` lines: what is ahead, how the team stands, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.board import sections
from crisis_cli.ui.board.dialogs import wrap_keeping
from crisis_cli.ui.board.drill.stream import volume_line
from crisis_cli.ui.board.rows import MARKS, row_lines
from crisis_cli.ui.board.showing import Showing
from crisis_cli.ui.board.spans import BLANK, Line, clip, clip_line, fill, line, pad_line
from crisis_cli.ui.facilitator.ahead import Ahead, in_a_row, in_full, tally, when
from crisis_cli.ui.facilitator.keys import SHORT

NARROW = 60
WIDE = 110


@dataclass(frozen=True, slots=True)
class Desk:
    """What the facilitator looks at. `rows`: all that is ahead; `marked`: which of them a key is about."""

    showing: Showing
    rows: list[Ahead]
    marked: int
    incident: Incident
    language: str


def facilitator_board(desk: Desk, width: int, height: int) -> list[Line]:
    """Exactly `height` lines, none longer than `width`."""
    lines = _wide(desk, width, height) if width >= WIDE and height >= 16 else _stacked(desk, width, height)
    lines = [clip_line(text, width) for text in lines[:height]]
    return lines + [BLANK] * (height - len(lines))


def _rule(words: str, width: int) -> Line:
    return line(clip(f"-- {words} ".ljust(width, "-"), width), "dim")


def _head(desk: Desk, width: int, height: int) -> list[Line]:
    showing = desk.showing
    view = replace(showing.view, pace=f"{showing.view.pace} FACILITATOR".strip())
    lines = [sections.header(replace(showing, view=view), width)]
    if (height >= 12 and width >= NARROW) or view.closed:
        lines += sections.clock_lines(showing, width)[: 1 if height < 30 else 3]
    if height >= 20 and showing.stream is not None and showing.stream.volume:
        lines.append(volume_line(showing.stream, width))
    return lines + sections.alert_lines(showing, width)[: 1 if height < 16 else 3]


def _foot(desk: Desk, width: int) -> list[Line]:
    shown = list(SHORT)
    while len(shown) > 2 and len("  ".join(shown)) > width - 1:
        shown.pop(-1 if shown[-1] != "? more" else -2)
    return [*sections.message_lines(desk.showing, width, 3), line(f" {'  '.join(shown)}")]


def _title(desk: Desk) -> str:
    word = "DID NOT HAPPEN" if desk.showing.view.closed else "AHEAD"
    return f"{word}: {tally(desk.rows)}"


def _stacked(desk: Desk, width: int, height: int) -> list[Line]:
    head, foot = _head(desk, width, height), _foot(desk, width)
    room = height - len(head) - len(foot)
    team = _team(desk, width, max((room - 4) // 4, 1)) if room >= 6 else []
    feed = _feed(desk, width, max((room - 4) // 4, 1)) if room >= 9 else []
    under = sum(len(part) + 1 for part in (team, feed) if part)
    lines = [*head, _rule(_title(desk), width)]
    lines += _ahead(desk, width, max(room - under - 1, 1))
    lines += [BLANK] * (height - len(lines) - under - len(foot))
    lines += [_rule("TEAM", width), *team] if team else []
    lines += [_rule("HAPPENED", width), *feed] if feed else []
    return [*lines[: height - len(foot)], *foot]


def _wide(desk: Desk, width: int, height: int) -> list[Line]:
    head, foot = _head(desk, width, height), _foot(desk, width)
    room = height - len(head) - len(foot) - 1
    left_width = width * 55 // 100
    right_width = width - left_width - 2
    full = _full(desk, left_width, room // 3)
    left = _ahead(desk, left_width, room - len(full))
    left += [BLANK] * (room - len(full) - len(left)) + full
    team = [_rule("TEAM", right_width), *_team(desk, right_width, room // 2 - 1)]
    right = [*team, _rule("HAPPENED", right_width), *_feed(desk, right_width, room - len(team) - 1)]
    right += [BLANK] * (room - len(right))
    both = [(*pad_line(a, left_width), ("| ", "dim"), *b) for a, b in zip(left, right, strict=False)]
    return [*head, _rule(_title(desk), width), *both, *foot]


def _ahead(desk: Desk, width: int, most: int) -> list[Line]:
    """A window on what is ahead, with the marked one in it; only its rows are made."""
    if not desk.rows:
        return [line(" Nothing is ahead. w writes one on the spot.")]
    marked = min(max(desk.marked, 0), len(desk.rows) - 1)
    room = most if len(desk.rows) <= most else max(most - 1, 1)
    first = max(min(marked - room // 2, len(desk.rows) - room), 0)
    shown = desk.rows[first : first + room]
    lines = [_row(desk, row, width, marked=index == marked) for index, row in enumerate(shown, first)]
    if len(desk.rows) > room and most > 1:
        below = len(desk.rows) - first - len(shown)
        lines.append(line(f"   {first} above, {below} below: up down, PgUp PgDn, Home End", "dim"))
    return lines


def _row(desk: Desk, row: Ahead, width: int, *, marked: bool) -> Line:
    left, clock = when(row, desk.showing.view.at, desk.showing.zone)
    left = "" if desk.showing.view.closed else left
    mark = ">" if marked else " "
    style = "chosen" if marked else "dim" if row.dropped is not None else ""
    words = in_a_row(row, desk.language)
    if width < NARROW:
        return line(fill(f"{mark} {left} {words}", width), style)
    name = fill(row.inject.id, 14)
    return line(fill(f"{mark} {left:<10} {clock:<5}  {name} {words}", width), style)


def _full(desk: Desk, width: int, most: int) -> list[Line]:
    """The marked one: what is expected of the team, and the facilitator's own note."""
    if not desk.rows or most < 4:
        return []
    row = desk.rows[min(max(desk.marked, 0), len(desk.rows) - 1)]
    text = in_full(row, desk.incident, desk.language, desk.showing.view.at, desk.showing.zone)
    lines = [line(f" {part}") for part in wrap_keeping(text, width - 2)]
    cut = [*lines[: most - 2], line(" … (g: in full)", "dim")] if len(lines) > most - 1 else lines
    return [_rule(row.inject.id, width), *cut]


def _team(desk: Desk, width: int, most: int) -> list[Line]:
    """What is late or open, and whose it is."""
    view = desk.showing.view
    if view.closed:
        return [line(clip(f" {view.closed}", width), "bold")]
    open_ = tuple(row for row in view.rows if row.mark in ("LATE", "NOW"))
    if width < NARROW and open_:  # which step and how late; whose it is has no room
        return [line(clip(f" {MARKS[row.mark]} {row.time}: {row.title}", width)) for row in open_[:most]]
    lines = row_lines(replace(desk.showing, view=replace(view, rows=open_), chosen=""), width, most)
    return lines or [line(" Nothing is open: they wait.")]


def _feed(desk: Desk, width: int, most: int) -> list[Line]:
    entries: Sequence[str] = desk.showing.view.feed[:most]
    return [line(clip(f" {entry}", width)) for entry in entries] or [line(" Nothing yet.")]
