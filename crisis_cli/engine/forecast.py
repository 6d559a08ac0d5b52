"""When each promise is kept if everybody uses all their time from here on, and which act would save most."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.proof.standing import Standing


def standing(incident: Incident, at: datetime) -> Standing:
    """Where the run stands at `at`, for the proof."""
    settled: dict[str, datetime] = {}
    ends: dict[str, datetime | None] = {}
    for step in incident.playbook.steps.values():
        state = incident.state(step.id)
        if state.status in SETTLED and state.settled_at is not None:
            settled[step.id] = state.settled_at
        elif state.status is Status.OPEN:
            ends[step.id] = end_if_all_time_is_used(incident, step, at)
    passed_over = (name for name in settled if incident.state(name).status is Status.NOT_NEEDED)
    return Standing(
        at=at,
        seen_at=incident.seen_at,
        started_at=incident.opened_at,
        settled=settled,
        not_needed=frozenset(passed_over),
        ends=ends,
        values=incident.values(),
    )


def end_if_all_time_is_used(incident: Incident, step: Step, at: datetime) -> datetime | None:
    """An open step ends when it is due; an approve step when its last rung's person has used their time.

    Never before `at`; None when the step has no due time.
    """
    state = incident.state(step.id)
    if state.due_at is None:
        return None
    end = state.due_at
    if step.kind is Kind.APPROVE and step.ladder:
        last = step.ladder[-1]
        end = max(end, state.due_at + last.after + (last.within or step.within or timedelta()))
    return max(end, at)
