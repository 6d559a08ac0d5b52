"""Whether a drill was ended before it could show what it was for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import ObjectiveKind, Scenario
from crisis_cli.review.drill.rated import Rated
from crisis_cli.review.drill.rows import Stopped


def stopped(incident: Incident, scenario: Scenario, rated: Sequence[Rated]) -> Stopped | None:
    """How far it got, where somebody ended it before its time was up, and not by its playbook's last step; None
    for one that is open, that ran its time, or in which all was evaluated but what only a facilitator sees."""
    closed = incident.closed
    if closed is None or closed.at >= scenario.starts + scenario.length:
        return None
    if any(step.ends == closed.outcome for step in incident.playbook.steps.values()):
        return None
    left = sum(not one.counts and one.objective.kind is not ObjectiveKind.OBSERVED for one in rated)
    return (
        Stopped(max(closed.at - scenario.starts, timedelta()), scenario.length, left, len(rated)) if left else None
    )
