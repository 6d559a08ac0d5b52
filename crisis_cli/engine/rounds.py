"""Approve and publish steps: they come with each round of their statement (DESIGN: Who may say yes)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.turns import finish, may_open, open_step, step_aside, truth_of


def advance_in_round(batch: Batch, step: Step) -> None:
    """Open it when the text is ready, take it back while the text is worked on, end it when nothing is missing."""
    incident = batch.incident
    state, statement = incident.state(step.id), incident.statement(step.target)
    truth = truth_of(incident, step)
    if state.status in (Status.DONE, Status.SKIPPED) and state.round == statement.ready:
        _reopen_if_edited(batch, step)
    elif _nobody_writes(incident, step):
        step_aside(batch, step, f"nobody writes the {step.target} statement")
    elif truth is Truth.FALSE:
        step_aside(batch, step, "its condition does not hold")
    elif truth is Truth.WAITING or not _text_is_ready(incident, step):
        if state.status in (Status.OPEN, Status.NOT_NEEDED):
            batch.follow(e.StepSetBack(step.id, "its text, or an answer, is being worked on"))
    elif statement.ready <= statement.shut and not incident.round_is_out(step.target):
        step_aside(batch, step, "this round was left out")
    elif state.status is not Status.OPEN or state.round != statement.ready:
        _open_for_round(batch, step)
    if batch.incident.state(step.id).status is Status.OPEN:
        _end_if_complete(batch, step)


def _open_for_round(batch: Batch, step: Step) -> None:
    incident = batch.incident
    written = all(incident.state(draft.id).status in SETTLED for draft in incident.playbook.drafts_for(step))
    if written and may_open(incident, step, batch.at):
        open_step(batch, step, round_=incident.statement(step.target).ready)
    elif incident.state(step.id).status is Status.NOT_NEEDED:
        batch.follow(e.StepSetBack(step.id, "it may be needed again; its turn has not come yet"))


def _text_is_ready(incident: Incident, step: Step) -> bool:
    """Whether the writer said done to the latest round, and for a publish step, whether it was approved."""
    statement = incident.statement(step.target)
    ready = statement.ready == statement.round and _written_on_its_path(incident, step)
    return ready and (step.kind is not Kind.PUBLISH or _approved(incident, step))


def _written_on_its_path(incident: Incident, step: Step) -> bool:
    """Whether a text is there, and not from another path of the same statement."""
    statement = incident.statement(step.target)
    path = incident.playbook.path_of(step)
    elsewhere = (other.id for other in incident.playbook.steps_of(step.target) if other not in path)
    return bool(statement.ready) and statement.ready_by not in elsewhere


def _nobody_writes(incident: Incident, step: Step) -> bool:
    drafts = [other for other in incident.playbook.path_of(step) if other.kind is Kind.DRAFT]
    states = ((draft, incident.state(draft.id).status) for draft in drafts)
    given_up = all(
        status is Status.NOT_NEEDED or (status is Status.SKIPPED and draft.repeat is None)
        for draft, status in states
    )
    return bool(drafts) and given_up and not _written_on_its_path(incident, step)


def _approved(incident: Incident, step: Step) -> bool:
    """Whether the approve steps of its path are settled in this round."""
    ready = incident.statement(step.target).ready
    approvals = (other for other in incident.playbook.path_of(step) if other.kind is Kind.APPROVE)
    states = (incident.state(other.id) for other in approvals)
    return all(
        state.status is Status.NOT_NEEDED or (state.status in SETTLED and state.round == ready) for state in states
    )


def _reopen_if_edited(batch: Batch, step: Step) -> None:
    """An edit after approval reopens the approve step (the publish step then falls back by itself)."""
    incident = batch.incident
    if step.kind is not Kind.APPROVE or incident.state(step.id).status is not Status.DONE:
        return
    statement = incident.statement(step.target)
    in_work = statement.ready != statement.round
    if in_work or incident.round_over(step.target) or approval_standing(incident, step.target, batch.at).complete:
        return
    due = step.due(opened_at=batch.at, seen_at=incident.seen_at)
    batch.follow(e.StepReopened(step.id, due, "this text has no yes any more"))
    pages.announce(batch, step)


def _end_if_complete(batch: Batch, step: Step) -> None:
    incident = batch.incident
    if step.kind is Kind.APPROVE:
        complete = approval_standing(incident, step.target, batch.at).complete
    else:
        complete = incident.round_is_out(step.target)
    if complete:
        finish(batch, step)
