"""A step's turn: it waits for what it follows, opens, steps aside when it is not needed, ends (DESIGN: Order)."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch

IN_ROUND = (Kind.APPROVE, Kind.PUBLISH)
"""The kinds of step that come with each round of their statement."""


def truth_of(incident: Incident, step: Step) -> Truth:
    """Whether its `when` holds now."""
    return step.when.truth(incident.values()) if step.when.any_of else Truth.TRUE


def follows_settled(incident: Incident, step: Step) -> bool:
    """Whether everything it follows is settled; how an approve or publish step follows the other steps of its
    statement is a matter of rounds."""
    own = {other.id for other in incident.playbook.path_of(step)} if step.kind in IN_ROUND else set()
    return all(incident.is_settled(name) for name in incident.playbook.predecessors[step.id] if name not in own)


def may_open(incident: Incident, step: Step, at: datetime) -> bool:
    """Whether what it follows is settled and its `not_before`, counted from the first sighting, has passed."""
    in_time = step.not_before is None or at >= incident.seen_at + step.not_before
    return in_time and follows_settled(incident, step)


def advance(batch: Batch, step: Step, truth: Truth) -> bool:
    """Wait, step aside, or come back, for a step that is not done or skipped; True when it must open now.

    What is open stays open when something that it followed comes back.
    """
    incident = batch.incident
    status = incident.state(step.id).status
    if truth is Truth.FALSE:
        step_aside(batch, step, "its condition does not hold")
    elif truth is Truth.TRUE and status is not Status.OPEN and may_open(incident, step, batch.at):
        return True
    elif status is Status.NOT_NEEDED:
        batch.follow(e.StepSetBack(step.id, "it may be needed after all; its turn has not come yet"))
    elif truth is Truth.WAITING and status is Status.OPEN:
        batch.follow(e.StepSetBack(step.id, "the question that it hangs on is open again"))
    return False


def step_aside(batch: Batch, step: Step, why: str) -> None:
    """It is not needed, at once; what follows it still waits for what it follows (`Incident.is_settled`)."""
    if batch.incident.state(step.id).status in (Status.OPEN, Status.WAITING):
        batch.follow(e.StepNotNeeded(step.id, why))


def open_step(batch: Batch, step: Step, *, round_: int = 1, due_at: datetime | None = None) -> None:
    """Its turn has come; `due_at` where its `within` and `by` do not say it. A notify step ends at once."""
    due = due_at or step.due(opened_at=batch.at, seen_at=batch.incident.seen_at)
    batch.follow(e.StepOpened(step.id, round_, due))
    if step.kind is not Kind.NOTIFY:
        pages.announce(batch, step)
        return
    pages.notify(batch, step)
    batch.follow(e.StepDone(step.id, round_))
    if step.ends and _may_end(batch):
        batch.follow(e.IncidentClosed(step.ends))


def finish(batch: Batch, step: Step) -> None:
    """A step is done by the act itself; one that `ends` closes the run, unless a public word stands or something
    is frozen."""
    batch.act(e.StepDone(step.id, batch.incident.state(step.id).round or 1))
    if step.ends and _may_end(batch):
        batch.act(e.IncidentClosed(step.ends))


def _may_end(batch: Batch) -> bool:
    return batch.incident.next_word is None and not batch.incident.still_frozen()
