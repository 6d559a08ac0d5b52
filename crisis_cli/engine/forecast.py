"""When each promise is kept if everybody uses all their time from here on, and which act would save most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.promises import promise_states
from crisis_cli.proof.savings import Saving, savings
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.worst import Worst, worst


@dataclass(frozen=True, slots=True)
class Forecast:
    """One promise from here on. `best`: the act that would save most, None when none would; `passes_over`: that
    act is not to wait for whoever is asked now, but to page the next person of the ladder."""

    worst: Worst
    best: Saving | None
    passes_over: bool


def forecast(incident: Incident, at: datetime) -> Forecast | None:
    """The next promise that is still open and has a time; None when there is none."""
    states = [state for state in promise_states(incident, at) if state.status == "open" and state.due_at]
    if not states or incident.closed is not None:
        return None
    promise = min(states, key=lambda state: state.due_at or at).promise
    here = standing(incident, at)
    found = worst(incident.playbook, here, promise)
    sooner = _if_passed_over(incident, at)
    best = next(iter(savings(incident.playbook, here, promise, now=found, sooner=sooner)), None)
    return Forecast(found, best, best is not None and best.step in sooner)


def _if_passed_over(incident: Incident, at: datetime) -> dict[str, datetime]:
    """For each open approve step with a rung left: when it ends if the next person is paged now."""
    ends: dict[str, datetime] = {}
    for step in incident.playbook.steps.values():
        state = incident.state(step.id)
        if step.kind is Kind.APPROVE and state.status is Status.OPEN and len(state.rungs) < len(step.ladder):
            rung = step.ladder[len(state.rungs)]
            ends[step.id] = at + (rung.within or step.within or timedelta())
    return ends


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
