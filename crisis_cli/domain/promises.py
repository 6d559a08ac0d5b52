"""The clocks the public holds: when each promise is due, and whether it is kept, missed or released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
    kept_at = _kept_at(incident, promise, base)
    if kept_at is not None:
        late = due is not None and kept_at > due
        return PromiseState(promise, due, "missed" if late else "kept", kept_at)
    if incident.state(promise.kept_by).status is Status.NOT_NEEDED:
        return PromiseState(promise, due, "released", None)
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
    """When a fact that stands in a published text took another value: the earliest change that no text has
    answered yet; once all are answered, the earliest of those that the last text answered."""
    step = incident.step(promise.kept_by)
    if step is None:
        return None
    changes: list[datetime] = []
    state = incident.statement(step.target)
    for post in state.published:
        used = {name for version in state.versions if version.round == post.round for name in version.facts}
        for name in used:
            records = incident.facts.get(name, ())
            before = [record.value for record in records if record.moment <= post.moment]
            later = [record for record in records if record.moment > post.moment]
            changes += [record.moment for record in later if before and record.value != before[-1]][:1]
    answers = {
        change: next((post.moment for post in state.published if post.moment > change), None) for change in changes
    }
    answered = [answer for answer in answers.values() if answer is not None]
    last = max(answered) if answers and len(answered) == len(answers) else None
    return min((change for change, answer in answers.items() if answer == last), default=None)


def _kept_at(incident: Incident, promise: Promise, base: datetime | None) -> datetime | None:
    """The first published channel of `kept_by`, by the time it happened."""
    step = incident.step(promise.kept_by)
    if step is None:
        return None
    if step.kind is not Kind.PUBLISH:
        state = incident.state(step.id)
        return state.settled_at if state.status is Status.DONE else None
    since = base if promise.counts_from == "change" else None
    posts = incident.statement(step.target).published
    return next((post.moment for post in posts if since is None or post.moment > since), None)
