"""Drills in a terminal, in plain lines: the list of them, and the trend of each scenario as bars of marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from crisis_cli.domain.timing import iso, spoken
from crisis_cli.review.drill.rows import DrillSummary, Stopped
from crisis_cli.review.trend import by_objective, titles
from crisis_cli.ui.safe import safe_line

WIDTH = 10
"""Marks of a whole bar."""

TITLE = 36
"""Characters of an objective's title in a trend: with the letters of the most drills a line is below 80."""

MOST = 20
"""Drills of one scenario in a trend, the latest ones."""


def by_scenario(drills: Sequence[DrillSummary]) -> dict[str, list[DrillSummary]]:
    """The drills of each scenario, in the order in which they were begun."""
    found: dict[str, list[DrillSummary]] = {}
    for drill in drills:
        found.setdefault(drill.scenario, []).append(drill)
    return found


def list_lines(drills: Sequence[DrillSummary], zone: tzinfo) -> Iterator[str]:
    """Two lines a drill."""
    for drill in drills:
        state = "OPEN" if drill.open else "STOPPED" if drill.stopped else "MET" if drill.met else "NOT MET"
        held = f"{drill.held_at.astimezone(zone):%Y-%m-%d}"
        yield f"#{drill.number:<3} DRILL  {held}  {state:<7}  {safe_line(drill.scenario)}"
        yield f"     {_score(drill)}; {_first(drill)}"
    if not drills:
        yield "There was no drill with a scenario yet. Begin one: crisis drill SCENARIO"


def trend_lines(drills: Sequence[DrillSummary], zone: tzinfo) -> Iterator[str]:
    """Per scenario: objectives met, minutes to the first statement, and each objective from drill to drill."""
    for number, theirs in enumerate(by_scenario(drills).values()):
        latest = theirs[-MOST:]
        if number:
            yield ""
        yield f"DRILL {safe_line(theirs[-1].title)} ({safe_line(theirs[-1].scenario)})"
        yield "Objectives met, of those evaluated"
        for drill in latest:
            yield f"  {_named(drill, zone)} {_bar(share_met(drill))} {_score(drill, short=True)}"
        yield "Minutes to the first statement"
        most = max((_minutes(drill) for drill in latest), default=0.0)
        for drill in latest:
            said = spoken(drill.first_after) if drill.first_after is not None else "none"
            yield f"  {_named(drill, zone)} {_bar(_minutes(drill) / most if most else 0.0)} {said}"
        yield "Each objective, from the earliest to the latest (. not evaluated, - not there)"
        called = titles(latest)
        for name, ratings in by_objective(latest).items():
            yield f"  {_cut(safe_line(called[name])):<{TITLE}} {' '.join(rating or '.' for rating in ratings)}"
    if not drills:
        yield from list_lines(drills, zone)


def as_rows(drills: Sequence[DrillSummary]) -> list[dict[str, object]]:
    """For `--json`: a row a drill; lengths in seconds, moments in UTC, what was not evaluated null."""
    return [
        {
            "incident": drill.incident,
            "number": drill.number,
            "scenario": drill.scenario,
            "title": drill.title,
            "held_at": iso(drill.held_at),
            "open": drill.open,
            "met": drill.met,
            "objectives_met": drill.objectives_met,
            "objectives_evaluated": drill.objectives_evaluated,
            "ratings": {mark.objective: mark.rating or None for mark in drill.ratings},
            "stopped_after": drill.stopped.after.total_seconds() if drill.stopped is not None else None,
            "first_statement_after": drill.first_after.total_seconds() if drill.first_after is not None else None,
        }
        for drill in drills
    ]


def _named(drill: DrillSummary, zone: tzinfo) -> str:
    return f"#{drill.number:<3} {drill.held_at.astimezone(zone):%Y-%m-%d}"


def _minutes(drill: DrillSummary) -> float:
    return drill.first_after.total_seconds() / 60 if drill.first_after is not None else 0.0


def share_met(drill: DrillSummary) -> float:
    """The part of the objectives that was met: of those evaluated, of all where the drill was stopped."""
    whole = len(drill.ratings) if drill.stopped is not None else drill.objectives_evaluated
    return drill.objectives_met / whole if whole else 0.0


def stopped_words(early: Stopped) -> str:
    """`stopped after 1 min of 1 h 00: 6 of 10 objectives not reached`."""
    far = f"stopped after {spoken(early.after)} of {spoken(early.length)}"
    return f"{far}: {early.not_reached} of {early.objectives} objectives not reached"


def _cut(words: str) -> str:
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"


def _bar(share: float) -> str:
    marks = round(min(max(share, 0.0), 1.0) * WIDTH)
    return f"[{'#' * marks}{'-' * (WIDTH - marks)}]"


def _score(drill: DrillSummary, *, short: bool = False) -> str:
    score = f"{drill.objectives_met} of {drill.objectives_evaluated}"
    if drill.stopped is not None and short:
        return f"{drill.objectives_met} of {len(drill.ratings)}, stopped after {spoken(drill.stopped.after)}"
    if drill.stopped is not None:
        return stopped_words(drill.stopped)
    if short:
        return score
    left = len(drill.ratings) - drill.objectives_evaluated
    return f"{score} met" + (f", {left} not evaluated" if left else "")


def _first(drill: DrillSummary) -> str:
    if drill.first_after is None:
        return "no statement"
    return f"first statement after {spoken(drill.first_after)}"
