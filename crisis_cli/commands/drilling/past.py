"""The drills in this journal that followed a scenario, each summed up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.picking import pick
from crisis_cli.domain.journal import Head
from crisis_cli.errors import SurroundingsFailed, UsageError

if TYPE_CHECKING:
    from crisis_cli.review.drill.rows import DrillSummary


def summaries(scenario: str = "", *, until: int | None = None) -> list[DrillSummary]:
    """Every drill, or those of one scenario, the earliest first; `until`: only up to that number. One whose pinned
    files this version cannot read is named on stderr and left out."""
    from crisis_cli.commands.scenarios import scenario_of
    from crisis_cli.review.trend import summarize

    found: list[DrillSummary] = []
    for head in wiring.journal().heads():
        if not head.drill or (until is not None and head.number > until):
            continue
        try:
            run = wiring.run(head.incident)
            exercise = run.incident.exercise
            if exercise is None or scenario not in ("", exercise.scenario):
                continue
            pinned = scenario_of(run.incident)
        except SurroundingsFailed as failure:
            print(f"{head.incident} is left out: {failure}", file=sys.stderr)
            continue
        found.append(summarize(run.incident, run.history, pinned, number=head.number, held_at=head.stored_at))
    return found


def latest_drill(given: str) -> Head:
    """The drill that is meant: by its name, else an open one, else the latest; raises UsageError without any."""
    if given:
        return pick(given)
    drills = [head for head in wiring.journal().heads() if head.drill]
    if not drills:
        raise UsageError("There was no drill yet.", "Begin one: crisis drill SCENARIO")
    return max(drills, key=lambda head: (head.open, head.number))
