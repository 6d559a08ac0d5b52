"""What follows from what is so now: every step is asked until nothing more changes (DESIGN: Order)."""

from __future__ import annotations

from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Step
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.corrections import follow_changes
from crisis_cli.engine.repeats import advance_repeat
from crisis_cli.engine.rounds import advance_in_round
from crisis_cli.engine.turns import IN_ROUND, advance, open_step, truth_of


def settle(batch: Batch) -> None:
    """Add consequences until nothing more follows. A closed run stands still."""
    steps = tuple(batch.incident.playbook.steps.values())
    for _ in range(2 * len(steps) + 2):
        before = len(batch.bodies)
        for step in steps:
            if batch.incident.closed is None:
                _advance(batch, step)
        if len(batch.bodies) == before:
            break
    if batch.incident.closed is None:
        follow_changes(batch)
    pages.drop_stale(batch)


def _advance(batch: Batch, step: Step) -> None:
    incident = batch.incident
    if step.repeat is not None:
        advance_repeat(batch, step, step.repeat)
    elif step.kind in IN_ROUND:
        advance_in_round(batch, step)
    elif incident.state(step.id).status not in (Status.DONE, Status.SKIPPED) and advance(
        batch, step, truth_of(incident, step)
    ):
        open_step(batch, step)
