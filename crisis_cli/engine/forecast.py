"""When each promise is kept if everybody uses all their time from here on, and which act would save most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.promises import promise_states
from crisis_cli.proof.bounds import NEVER, ends_when_due
from crisis_cli.proof.savings import Saving, savings
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.worst import Worst, worst

LIVE_STATES = 2_000
"""A board asks every second: a tangle is given up after milliseconds; CI has more patience."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One promise from here on. `best`: the act that would save most, None when none would; `passes_over`: that
    act is not to wait for whoever is asked now, but to page the next person of the ladder."""

    worst: Worst
    best: Saving | None
    passes_over: bool


def forecast(incident: Incident, at: datetime) -> Forecast | None:
    """The next promise that is still open and has a time; None when there is none. When a correction is kept hangs
    on no plan: it is left out."""
    open_ = [state for state in promise_states(incident, at) if state.status == "open" and state.due_at]
    states = [state for state in open_ if state.promise.counts_from != "change"]
    if not states or incident.closed is not None:
        return None
    promise = min(states, key=lambda state: state.due_at or at).promise
    here = standing(incident, at)
    found = worst(incident.playbook, here, promise, limit=LIVE_STATES)
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
        if state.status in SETTLED and state.settled_at is not None and _for_good(incident, step):
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


def _for_good(incident: Incident, step: Step) -> bool:
    """A step that is not needed, before its turn came, is left to the proof: it may be needed after all."""
    return incident.state(step.id).status is not Status.NOT_NEEDED or incident.is_settled(step.id)


def end_if_all_time_is_used(incident: Incident, step: Step, at: datetime) -> datetime | None:
    """When an open step ends if everybody uses all their time; never before `at`, None when that has no bound."""
    due = incident.state(step.id).due_at
    end = ends_when_due(step, due) if due is not None else None
    return None if end is None or end == NEVER else max(end, at)
