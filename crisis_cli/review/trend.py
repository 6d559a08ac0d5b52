"""Drills beside each other: what each came to, and how that moves from one drill of a scenario to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Scenario
from crisis_cli.review.drill.rated import MET, all_met
from crisis_cli.review.drill.rows import DrillSummary, Mark
from crisis_cli.review.drill.stopped import stopped
from crisis_cli.review.objectives import rate
from crisis_cli.review.public import first_statement


def summarize(
    incident: Incident, history: Sequence[e.Event], scenario: Scenario, *, number: int, held_at: datetime
) -> DrillSummary:
    """The drill whose whole history this is, in a line."""
    rated = rate(history, incident, scenario)
    counted = [one.counts for one in rated if one.counts]
    first = first_statement(incident)
    early = stopped(incident, scenario, rated)
    return DrillSummary(
        incident=incident.id,
        number=number,
        scenario=scenario.id,
        title=scenario.title,
        held_at=held_at,
        open=incident.closed is None,
        met=all_met(rated) and early is None,
        ratings=tuple(Mark(one.objective.id, one.counts, one.objective.title) for one in rated),
        objectives_met=sum(rating in MET for rating in counted),
        objectives_evaluated=len(counted),
        first_after=first.after if first is not None else None,
        stopped=early,
    )


def by_objective(drills: Sequence[DrillSummary]) -> dict[str, tuple[str, ...]]:
    """How each objective was rated from drill to drill, in their order; `-` where a drill did not have it, empty
    where it was not evaluated."""
    names = dict.fromkeys(mark.objective for drill in drills for mark in drill.ratings)
    ratings = [{mark.objective: mark.rating for mark in drill.ratings} for drill in drills]
    return {name: tuple(found.get(name, "-") for found in ratings) for name in names}


def titles(drills: Sequence[DrillSummary]) -> dict[str, str]:
    """What each objective is called in the latest drill that had it; by its id, where it has no title."""
    return {mark.objective: mark.title or mark.objective for drill in drills for mark in drill.ratings}
