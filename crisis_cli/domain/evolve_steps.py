"""The fold of events about steps: opened, moved, acknowledged, settled, open again, added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.evolve_statements import make_ready
from crisis_cli.domain.incident import Incident, Status, StepState
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.records import Ack


def change(incident: Incident, step: str, **changes: Any) -> None:
    """Put a new state of the step in place, with these fields changed."""
    incident.states[step] = replace(incident.state(step), **changes)


def _opened(body: e.StepOpened, incident: Incident, event: e.Event) -> None:
    """A question that is asked again keeps its last answer until there is another."""
    before = incident.state(body.step)
    step = incident.step(body.step)
    comes_again = step is not None and step.repeat is not None and before.status in (Status.DONE, Status.SKIPPED)
    incident.states[body.step] = StepState(
        status=Status.OPEN,
        round=body.round,
        rounds_done=before.rounds_done,
        first_opened_at=before.first_opened_at or event.at,
        opened_at=event.at,
        opened_seq=event.seq,
        due_at=body.due_at,
        answer=before.answer if comes_again else None,
        before=replace(before, before=None) if comes_again else None,
    )


def _due_moved(body: e.DueMoved, incident: Incident, event: e.Event) -> None:
    before = incident.state(body.step).due_at
    change(incident, body.step, due_at=body.due_at, due_before=before, due_moved_at=event.at)


def _set_back(body: e.StepSetBack, incident: Incident, event: e.Event) -> None:
    """A repeating step goes back to where it stood before its present round; any other has never been open."""
    state = incident.state(body.step)
    _begin_again(incident, body.step)
    incident.states[body.step] = state.before or StepState(
        round=state.round,
        rounds_done=state.rounds_done,
        first_opened_at=state.first_opened_at,
        opened_seq=state.opened_seq,
        checked=state.checked,
    )


def _not_needed(body: e.StepNotNeeded, incident: Incident, event: e.Event) -> None:
    _settle(incident, body.step, Status.NOT_NEEDED, event, reason=body.why)


def _repetition_ended(body: e.RepetitionEnded, incident: Incident, event: e.Event) -> None:
    status = Status.DONE if incident.state(body.step).rounds_done else Status.NOT_NEEDED
    _settle(incident, body.step, status, event, reason=body.why, ended=True)


def _acknowledged(body: e.StepAcknowledged, incident: Incident, event: e.Event) -> None:
    acks = (*incident.state(body.step).acks, Ack(body.person, event.moment, body.until_at))
    change(incident, body.step, acks=acks)


def _ack_withdrawn(body: e.AckWithdrawn, incident: Incident, event: e.Event) -> None:
    acks = list(incident.state(body.step).acks)
    last = max((index for index, ack in enumerate(acks) if ack.person == body.person), default=None)
    if last is not None:
        del acks[last]
    change(incident, body.step, acks=tuple(acks))


def _done(body: e.StepDone, incident: Incident, event: e.Event) -> None:
    done = incident.state(body.step).rounds_done + 1
    _settle(incident, body.step, Status.DONE, event, rounds_done=done)
    step = incident.step(body.step)
    if step is not None and step.kind is Kind.DRAFT:
        make_ready(incident, step.target, by=step.id)


def _answered(body: e.StepAnswered, incident: Incident, event: e.Event) -> None:
    done = incident.state(body.step).rounds_done + 1
    _settle(incident, body.step, Status.DONE, event, answer=body.choice, rounds_done=done)


def _skipped(body: e.StepSkipped, incident: Incident, event: e.Event) -> None:
    _settle(incident, body.step, Status.SKIPPED, event, reason=body.reason)


def _settle(incident: Incident, name: str, status: Status, event: e.Event, **changes: Any) -> None:
    ahead = incident.state(name).status is Status.WAITING
    change(
        incident,
        name,
        status=status,
        settled_at=event.moment,
        settled_recorded_at=event.at,
        settled_by=event.actor,
        **changes,
    )
    step = incident.step(name)
    if step is None or status is Status.NOT_NEEDED:
        return
    statement = incident.statement(step.target)
    if step.kind in (Kind.APPROVE, Kind.PUBLISH):
        # One that is left out ahead of its turn is left out of the round that is still to come.
        round_ = statement.next_round() if ahead else statement.round
        change(incident, name, round=round_)
        if step.kind is Kind.PUBLISH and (not ahead or statement.ready == round_):
            incident.statements[step.target] = replace(statement, shut=round_)
    elif step.kind is Kind.DRAFT and status is Status.SKIPPED and statement.round > statement.ready:
        incident.statements[step.target] = replace(statement, shut=statement.round)


def _begin_again(incident: Incident, name: str) -> None:
    """What the settling of a draft or publish step said about its statement's round is so no longer."""
    step, state = incident.step(name), incident.state(name)
    if step is None or state.status not in (Status.DONE, Status.SKIPPED):
        return
    if step.kind in (Kind.DRAFT, Kind.PUBLISH):
        statement = incident.statement(step.target)
        last = max(statement.round - 1, 0)
        ready = min(statement.ready, last) if step.kind is Kind.DRAFT else statement.ready
        incident.statements[step.target] = replace(statement, ready=ready, shut=min(statement.shut, last))


def _reopened(body: e.StepReopened, incident: Incident, event: e.Event) -> None:
    """A repeating step whose next round is open goes back to the round before."""
    state = incident.state(body.step)
    _begin_again(incident, body.step)
    if state.status is Status.OPEN and state.before is not None:
        state = state.before
    incident.states[body.step] = StepState(
        status=Status.OPEN,
        round=state.round,
        rounds_done=max(state.rounds_done - (state.status is Status.DONE), 0),
        first_opened_at=state.first_opened_at or event.at,
        opened_at=event.at,
        opened_seq=event.seq,
        due_at=body.due_at,
        checked=state.checked,
        before=state.before,
    )


def _checked(body: e.ItemChecked, incident: Incident, event: e.Event) -> None:
    checked = incident.state(body.step).checked
    change(incident, body.step, checked=checked | {body.item} if body.checked else checked - {body.item})


def _added(body: e.StepAdded, incident: Incident, event: e.Event) -> None:
    role = body.owner if body.owner in incident.playbook.roles else None
    incident.added[body.step] = _to_do(body.step, role, body.corrects, body.text)
    if body.owner and role is None:
        incident.step_owners[body.step] = body.owner
    incident.states[body.step] = StepState(
        status=Status.OPEN,
        round=1,
        first_opened_at=event.at,
        opened_at=event.at,
        opened_seq=event.seq,
        due_at=body.due_at,
    )


def _reworded(body: e.StepReworded, incident: Incident, event: e.Event) -> None:
    before = incident.added[body.step]
    incident.added[body.step] = _to_do(body.step, before.role, before.target, body.text)


def _to_do(name: str, role: str | None, target: str, text: str) -> Step:
    title, _, more = text.partition("\n")
    return Step(id=name, kind=Kind.DO, role=role, title=title, target=target, after=(), guidance=more)


STEPS: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.StepOpened: _opened,
    e.DueMoved: _due_moved,
    e.StepSetBack: _set_back,
    e.StepNotNeeded: _not_needed,
    e.RepetitionEnded: _repetition_ended,
    e.StepAcknowledged: _acknowledged,
    e.AckWithdrawn: _ack_withdrawn,
    e.StepDone: _done,
    e.StepAnswered: _answered,
    e.StepSkipped: _skipped,
    e.StepReopened: _reopened,
    e.ItemChecked: _checked,
    e.StepAdded: _added,
    e.StepReworded: _reworded,
}
