"""Taking back that a step was settled: it is open again; what it had opened waits again if nobody touched it."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident, Status, StepState
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.records import Act
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.turns import follows_settled
from crisis_cli.errors import Refused


def reopen(batch: Batch, act: Act, body: e.StepAnswered | e.StepDone | e.StepSkipped) -> None:
    """The step is open again with the time it had; raises Refused when others have built on it since."""
    step = batch.incident.step(body.step)
    state = batch.incident.state(body.step)
    if step is None or not _stands(state, act, body):
        raise Refused(
            f"{body.step} has moved on since; {batch.actor}'s last act cannot be taken back.",
            f"It is {state.status.value} now.",
        )
    _refuse_if_its_text_is_out(batch.incident, step)
    if state.opened_at is None:
        batch.follow(e.StepSetBack(step.id, "it was left out ahead of its turn; taken back"))
    else:
        due = state.before.due_at if state.status is Status.OPEN and state.before else state.due_at
        batch.follow(e.StepReopened(step.id, due, "taken back"))
    _set_back_what_followed(batch, step, act.at)
    if isinstance(body, e.StepAnswered):
        _answer_before(batch, act, body)


def _stands(state: StepState, act: Act, body: e.Body) -> bool:
    """Whether the step stands as the act left it, or has only come again by itself."""
    if state.status is Status.OPEN and state.before is not None:
        return state.before.settled_recorded_at == act.at
    if isinstance(body, e.StepAnswered):
        return state.status is Status.DONE and state.answer == body.choice
    return state.status in (Status.DONE, Status.SKIPPED) and state.settled_recorded_at == act.at


def _refuse_if_its_text_is_out(incident: Incident, step: Step) -> None:
    statement = incident.statement(step.target)
    if step.kind in (Kind.DRAFT, Kind.APPROVE) and statement.is_out(statement.round):
        raise Refused(f"The {step.target} statement is out.", f"Correct it: crisis edit {step.target}")


def _set_back_what_followed(batch: Batch, step: Step, since: datetime) -> None:
    playbook = batch.incident.playbook
    back = {step.id}
    while True:
        followers = (
            other
            for other in playbook.steps.values()
            if other.id not in back
            and (back.intersection(playbook.predecessors[other.id]) or _came_again(batch.incident, other, step))
        )
        found = next((other for other in followers if _untouched(batch.incident, other, since)), None)
        if found is None:
            return
        back.add(found.id)
        unsettled = _came_again(batch.incident, found, step) or not follows_settled(batch.incident, found)
        if unsettled and batch.incident.state(found.id).status is Status.OPEN:
            batch.follow(e.StepSetBack(found.id, f"{step.id} is open again"))


def _came_again(incident: Incident, draft: Step, step: Step) -> bool:
    """Whether the draft came again because `step` had published its round."""
    again = draft.repeat is not None and incident.state(draft.id).before is not None
    return again and step.kind is Kind.PUBLISH and draft in incident.playbook.path_of(step)


def _untouched(incident: Incident, step: Step, since: datetime) -> bool:
    state = incident.state(step.id)
    if state.status is Status.NOT_NEEDED:
        return True
    text = incident.statement(step.target).current if step.kind is Kind.DRAFT else None
    touched = state.acks or state.checked or (text is not None and text.seq > state.opened_seq)
    return state.status is Status.OPEN and state.opened_at is not None and state.opened_at >= since and not touched


def _answer_before(batch: Batch, act: Act, body: e.StepAnswered) -> None:
    """An answer that was changed: the one before it stands again."""
    earlier = (
        other.body
        for other in reversed(batch.incident.acts)
        if other.seq < act.seq and other.seq not in batch.incident.undone
    )
    answers = (other for other in earlier if isinstance(other, e.StepAnswered) and other.step == body.step)
    if answer := next(answers, None):
        batch.follow(e.StepAnswered(body.step, answer.choice))
