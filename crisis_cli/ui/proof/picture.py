"""The worst path as a picture: a bar a step on one scale of time, from the first sighting to the promise's end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.cells import cell_len, chop_cells

from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.domain.timing import show_duration
from crisis_cli.proof.paths import Leg
from crisis_cli.proof.worst import Worst
from crisis_cli.ui.proof.proven import SEEN, since_seen
from crisis_cli.ui.proof.words import figure, moment
from crisis_cli.ui.safe import safe_line

NARROW = 64
"""Columns below which a step takes two lines, its words and its bar: beside each other neither could be read."""

WIDE = 110
"""Columns from which on a step is shown with its title."""

HOURS = timedelta(hours=3)
"""From this length on the scale counts hours, from three days on days."""

_MARKS = {"=": "working", ".": "waiting", "^": "next person paged", "#": "after what was promised"}
"""What the marks in the bars mean."""

_TICKS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 43_200, 525_600)
"""How many minutes may lie between two marks of the scale."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the picture; `waits`: since when it waited for `not_before` or a repetition's end."""

    step: str
    label: str
    who: str
    start: datetime
    end: datetime | None
    waits: datetime
    rungs: tuple[tuple[datetime, str], ...] = ()

    def span(self, units: bool) -> str:
        """`10-18`, with `units` `10m-18m`; `10-?` without a bound."""
        shown = _with_unit if units else figure
        until = "?" if self.end is None else shown(since_seen(self.end))
        return f"{shown(since_seen(self.start))}-{until}"


def _with_unit(span: timedelta) -> str:
    return show_duration(span) if span else "0"


def bars(playbook: Playbook, worst: Worst, *, titles: bool = False) -> list[Bar]:
    """The path: until it is noticed, then a bar a step."""
    found: list[Bar] = []
    last = SEEN
    if playbook.noticed_within:
        last = SEEN + playbook.noticed_within
        found.append(Bar("", "(noticed)", "", SEEN, last, SEEN))
    for leg in worst.legs:
        step = playbook.steps[leg.step]
        label = f"{step.id}: {step.title}" if titles and step.title != step.id else step.id
        who = safe_line(step.role or "-")
        found.append(Bar(step.id, safe_line(label), who, leg.start, leg.end, last, rungs(step, leg)))
        last = leg.end or leg.start
    return found


def rungs(step: Step, leg: Leg) -> tuple[tuple[datetime, str], ...]:
    """When whom it pages before it ends: only an approval goes on when it is due."""
    if step.kind is not Kind.APPROVE:
        return ()
    due = step.due(opened_at=leg.start, seen_at=SEEN)
    if due is None:
        return ()
    # A step that was due before it opened pages all it is late for as soon as it opens.
    fired = ((max(due + rung.after, leg.start), rung.page) for rung in step.ladder)
    return tuple((at, page) for at, page in fired if leg.end is None or at <= leg.end)


def picture(playbook: Playbook, worst: Worst, columns: int) -> list[str]:
    """The lines, none wider than `columns` (40 or more)."""
    drawn = bars(playbook, worst, titles=columns >= WIDE)
    if not drawn:
        return []
    units = _total(drawn, worst.due_at) >= HOURS  # beside a scale of hours bare minutes would be read as hours
    if columns < NARROW:
        scale = _Scale(drawn, worst.due_at, columns - 3)
        gap = head = above = "  "
        rows = [line for bar in drawn for line in (fitted(_said(bar, units), columns), gap + scale.row(bar))]
    else:
        most = columns // 4 if columns < WIDE else columns // 3
        label = max(4, min(max(cell_len(bar.label) for bar in drawn), most))
        who = max(3, min(max(cell_len(bar.who) for bar in drawn), 14))
        span = max([7, *(len(bar.span(units)) for bar in drawn)])
        gap = " " * (label + who + span + 6)
        head = f"{'step':<{label}}  {'who':<{who}}  {'from-to':>{span}}  "
        scale = _Scale(drawn, worst.due_at, columns - len(gap) - 1)
        above = f"{scale.unit:>{len(gap) - 2}}  "
        start = (
            f"{padded(bar.label, label)}  {padded(bar.who, who)}  {bar.span(units):>{span}}  " for bar in drawn
        )
        rows = [words + scale.row(bar) for words, bar in zip(start, drawn, strict=True)]
    lines = [above + scale.figures(), head + scale.ruler(), *rows, gap + scale.due_line()]
    return [line.rstrip() for line in lines]


def _said(bar: Bar, units: bool) -> str:
    return ", ".join(filter(None, (bar.label, bar.who, bar.span(units))))


def _total(drawn: list[Bar], due: datetime | None) -> timedelta:
    """From the first sighting to the right end of the picture."""
    ends = [bar.end or bar.start for bar in drawn]
    total = max([*ends, *([due] if due else [])]) - SEEN or timedelta(minutes=1)
    return max(total, (drawn[-1].start - SEEN) * 5 / 4) if drawn[-1].end is None else total


def legend(playbook: Playbook, worst: Worst, drawn: list[str]) -> list[str]:
    """Below a picture: who is paged at each `^`, and what the marks in its bars mean."""
    paged = [f"^ {moment(at)}: {bar.step} pages {page}" for bar in bars(playbook, worst) for at, page in bar.rungs]
    used = [f"{mark} {meaning}" for mark, meaning in _MARKS.items() if any(mark in line for line in drawn[2:])]
    return [*paged, ", ".join(used)]


class _Scale:
    """Moments as columns: `width` of them, and one more for a mark at the very end."""

    def __init__(self, drawn: list[Bar], due: datetime | None, width: int) -> None:
        self.width, self.due = max(width, 8), due
        self.total = _total(drawn, due)
        minutes = self.total / timedelta(minutes=1)
        size = 1 if self.total < HOURS else 60 if minutes < 4_320 else 1_440
        self.unit = {1: "min", 60: "hours", 1_440: "days"}[size]
        fitting = (tick for tick in _TICKS if tick >= size and self.width * tick / minutes >= 5)
        self.step = next(fitting, int(minutes) + 1)
        self.size = size

    def column(self, at: datetime) -> int:
        return int((at - SEEN) * self.width / self.total)

    def _ticks(self) -> Iterator[tuple[int, int]]:
        """Columns and minutes."""
        minute = 0
        while (column := self.column(SEEN + timedelta(minutes=minute))) <= self.width:
            yield column, minute
            minute += self.step

    def ruler(self) -> str:
        """`+----+----+`"""
        marked = {column for column, _ in self._ticks()}
        return "".join("+" if column in marked else "-" for column in range(self.width + 1))

    def figures(self) -> str:
        """The figures above the ruler."""
        figures = [" "] * (self.width + 1)
        for column, minute in self._ticks():
            shown = str(minute // self.size) if minute % self.size == 0 else f"{minute / self.size:.1f}"
            at = max(0, min(column, self.width + 1 - len(shown)))
            figures[at : at + len(shown)] = shown
        return "".join(figures)

    def row(self, bar: Bar) -> str:
        cells = [" "] * (self.width + 1)
        start = min(self.column(bar.start), self.width - 1)
        end = self.width + 1 if bar.end is None else max(self.column(bar.end), start + 1)
        due = self.width + 1 if self.due is None else self.column(self.due)
        cells[self.column(bar.waits) : start] = "." * (start - self.column(bar.waits))
        late = max(start, due) if bar.end is None or (self.due and bar.end > self.due) else end
        cells[start:end] = "=" * (late - start) + "#" * (end - late) if late < end else "=" * (end - start)
        for at, _ in bar.rungs:
            cells[max(start, min(self.column(at), end - 1))] = "^"
        if bar.end is None:
            cells[self.width] = ">"
        if due <= self.width and cells[due] == " ":
            cells[due] = "|"
        return "".join(cells)

    def due_line(self) -> str:
        """Where the promise is due, said."""
        if self.due is None:
            return ""
        column, said = self.column(self.due), f"promised {moment(self.due)}"
        if column + 2 + len(said) <= self.width + 1:
            return " " * column + f"| {said}"
        return f"{said} |".rjust(column + 1)


def fitted(text: str, cells: int) -> str:
    """The text cut to so many cells, with a `~` where it was cut."""
    if cell_len(text) <= cells:
        return text
    return f"{chop_cells(text, cells - 1)[0]}~"


def padded(text: str, cells: int) -> str:
    """The text in exactly so many cells."""
    short = fitted(text, cells)
    return short + " " * (cells - cell_len(short))
