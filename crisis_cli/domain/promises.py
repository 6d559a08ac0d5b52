"""The clocks the public holds: when each promise is due, and whether it is kept, missed or released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.corrections import changes_of
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Promise


@dataclass(frozen=True, slots=True)
class PromiseState:
    """`due_at` None: its clock has not started. `status`: open, kept, missed or released."""

    promise: Promise
    due_at: datetime | None
    status: str
    kept_at: datetime | None


def promise_states(incident: Incident, at: datetime) -> list[PromiseState]:
    """Every promise at `at`, in the playbook's order; a closed run's clocks stand still."""
    stopped = incident.clock_stops(at)
    return [_state(incident, promise, stopped) for promise in incident.playbook.promises.values()]


def _state(incident: Incident, promise: Promise, at: datetime) -> PromiseState:
    base = _counts_from(incident, promise)
    due = base + promise.within if base is not None else None
    kept_at = _kept_at(incident, promise)
    if kept_at is not None:
        late = due is not None and kept_at > due
        return PromiseState(promise, due, "missed" if late else "kept", kept_at)
    if incident.state(promise.kept_by).status is Status.NOT_NEEDED:
        return PromiseState(promise, due, "released", None)
    if promise.counts_from == "change" and due is None and incident.closed is not None:
        return PromiseState(promise, None, "released", None)  # nothing that was said has changed
    missed = due is not None and at >= due
    return PromiseState(promise, due, "missed" if missed else "open", None)


def _counts_from(incident: Incident, promise: Promise) -> datetime | None:
    if promise.counts_from == "seen":
        return incident.seen_at
    if promise.counts_from == "start":
        return incident.opened_at
    if promise.counts_from == "change":
        return _last_change(incident, promise)
    state = incident.state(promise.counts_from)
    return state.settled_at if state.status is Status.DONE else None


def _last_change(incident: Incident, promise: Promise) -> datetime | None:
    """When a fact that stands in a published text took another value: the earliest change without an answer; once
    all have one, the earliest of those that the last answer settled."""
    answers = _answers(incident, promise)
    last = max((answer for _, answer in answers if answer is not None), default=None)
    waiting = [changed_at for changed_at, answer in answers if answer is None]
    return min(waiting or [changed_at for changed_at, answer in answers if answer == last], default=None)


def _answers(incident: Incident, promise: Promise) -> list[tuple[datetime, datetime | None]]:
    """Each change that the promise is about, and when it was answered: by the first text of `kept_by` that says
    so, on any channel; without one, on the very channel, or by taking the post down."""
    step = incident.step(promise.kept_by)
    if step is None:
        return [(change.changed_at, change.answered_at) for change in changes_of(incident)]
    changes = changes_of(incident, step.target)
    return [(change.changed_at, change.told.moment if change.told else None) for change in changes]


def _kept_at(incident: Incident, promise: Promise) -> datetime | None:
    """The first published channel of `kept_by`, by the time it happened; without one, when the last text that says
    otherwise was corrected or taken down."""
    if promise.counts_from == "change":
        return _put_right_at(incident, promise)
    step = incident.step(promise.kept_by)
    if step is None:
        return None
    if step.kind is not Kind.PUBLISH:
        state = incident.state(step.id)
        return state.settled_at if state.status is Status.DONE else None
    return next((post.moment for post in incident.statement(step.target).published), None)


def _put_right_at(incident: Incident, promise: Promise) -> datetime | None:
    """When the last change was answered; None while one is not, or where nothing changed."""
    answers = [answer for _, answer in _answers(incident, promise)]
    return None if None in answers else max((answer for answer in answers if answer is not None), default=None)
