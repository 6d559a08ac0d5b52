"""The trend of a scenario's drills: objectives met and minutes to the first statement, drawn, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crisis_cli.domain.timing import spoken
from crisis_cli.review.drill.rows import DrillSummary
from crisis_cli.review.rows import Review
from crisis_cli.review.trend import by_objective, titles
from crisis_cli.ui.drills import share_met
from crisis_cli.ui.report.blocks import Block, Cell, Section, Table, Trend
from crisis_cli.ui.report.scale import LEFT, RIGHT_EDGE
from crisis_cli.ui.report.svg import Drawing
from crisis_cli.ui.report.times import Times

MOST = 20
"""Drills in the trend, the latest ones."""

_DESCRIPTION = (
    "Objectives met and minutes to the first statement, from the earliest drill to the latest. The tables below "
    "say the same in words."
)
_LEGEND = (
    "filled bar: this drill",
    "outlined bar: all objectives evaluated, or all of a stopped drill",
)


def trend_section(review: Review, times: Times) -> Iterator[Section]:
    """The picture and its table; nothing where no trend was asked for, or there is nothing to compare with."""
    if len(review.earlier) > 1:
        yield Section("Trend", (Trend(), *_tables(review.earlier[-MOST:], times)))


def trend_picture(review: Review, times: Times) -> str:
    """One figure as HTML; empty where there is no trend."""
    drills = review.earlier[-MOST:]
    if len(drills) < 2:
        return ""
    drawing = Drawing("trend")
    whole = RIGHT_EDGE - LEFT
    drawing.lane("Objectives met", strong=True)
    for drill in drills:
        y = drawing.lane(_named(drill, times))
        score = _score(drill)
        if drill.objectives_evaluated:
            drawing.bar(LEFT, RIGHT_EDGE, y, "plan", score)
            to = LEFT + whole * share_met(drill)
            drawing.bar(LEFT, to, y, "act", score, thin=True)
        drawing.words(RIGHT_EDGE if drill.objectives_evaluated else LEFT, y, score, gap=8)
    drawing.lane("Minutes to the first statement", strong=True)
    longest = max((_seconds(drill) for drill in drills), default=0.0)
    for drill in drills:
        y = drawing.lane(_named(drill, times))
        to = LEFT + whole * (_seconds(drill) / longest if longest else 0.0)
        if drill.first_after is not None:
            drawing.bar(LEFT, to, y, "act", _first(drill), thin=True)
        drawing.words(to, y, _first(drill), gap=8)
    title = f"DRILL: {drills[-1].title}, drill by drill"
    return drawing.figure(title, _DESCRIPTION, _LEGEND)


def _tables(drills: Sequence[DrillSummary], times: Times) -> Iterator[Block]:
    rows = tuple(
        (
            Cell(f"#{drill.number}"),
            Cell(_date(drill, times)),
            Cell("stopped" if drill.stopped else "met" if drill.met else "not met"),
            Cell(_score(drill)),
            Cell(str(len(drill.ratings) - drill.objectives_evaluated)),
            Cell(_first(drill)),
        )
        for drill in drills
    )
    columns = ("Drill", "Held on", "Result", "Objectives met", "Not evaluated", "First statement after")
    yield Table("Drill by drill", columns, rows)
    names = tuple(f"#{drill.number}" for drill in drills)
    called = titles(drills)
    ratings = tuple(
        (Cell(called[name]), *(Cell(rating or "not evaluated") for rating in found))
        for name, found in by_objective(drills).items()
    )
    yield Table("Objective by objective", ("Objective", *names), ratings)


def _named(drill: DrillSummary, times: Times) -> str:
    return f"#{drill.number}, {_date(drill, times)}"


def _date(drill: DrillSummary, times: Times) -> str:
    return drill.held_at.astimezone(times.zone).date().isoformat()


def _score(drill: DrillSummary) -> str:
    if drill.stopped is not None:
        return f"{drill.objectives_met} of {drill.stopped.objectives}, stopped early"
    return f"{drill.objectives_met} of {drill.objectives_evaluated}"


def _first(drill: DrillSummary) -> str:
    return spoken(drill.first_after) if drill.first_after is not None else "none"


def _seconds(drill: DrillSummary) -> float:
    return drill.first_after.total_seconds() if drill.first_after is not None else 0.0
