"""When the next rung of a ladder fires (DESIGN: Order)."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.incident import Incident, Status, StepState
from crisis_cli.domain.playbook import Rung, Step


def next_rung(incident: Incident, step: Step, at: datetime) -> tuple[int, Rung, datetime] | None:
    """The next rung, its number and its moment, None when there is none (or the step is not open, or not due).

    The first fires at due + its `after`, at once when nobody holds the step; each later one keeps its distance to
    the one before; a rung that was passed costs no time. A due time that was moved after the last rung holds the
    next one back. An acknowledgement that covers the moment pushes it to the acknowledgement's end.
    """
    state = incident.state(step.id)
    if state.status is not Status.OPEN or len(state.rungs) >= len(step.ladder):
        return None
    index = len(state.rungs)
    rung = step.ladder[index]
    moment = _moment(incident, step, state, rung, at)
    return (index, rung, _pushed(state, moment)) if moment is not None else None


def _moment(incident: Incident, step: Step, state: StepState, rung: Rung, at: datetime) -> datetime | None:
    index = len(state.rungs)
    due = state.due_at + rung.after if state.due_at is not None else None
    if index:
        before = state.rungs[-1]
        gap = rung.after - step.ladder[index - 1].after if before.person else timedelta()
        moved_since = state.due_moved_at is not None and state.due_moved_at > before.fired_at
        moment = before.fired_at + gap
        return max(moment, due) if moved_since and due is not None else moment
    if state.opened_at is None or incident.owner(step.id, at) is not None:
        return due
    unheld_since = max(state.opened_at, incident.people_moved_at or state.opened_at)
    return min(due or unheld_since, unheld_since)


def _pushed(state: StepState, moment: datetime) -> datetime:
    for ack in sorted(state.acks, key=lambda ack: ack.at):
        if ack.at <= moment < ack.until:
            moment = ack.until
    return moment
