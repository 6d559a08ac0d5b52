"""What falls due by itself: openings, overdue steps, rungs, missed promises, silences; a tick fires it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Rung, Step
from crisis_cli.domain.promises import PromiseState, promise_states
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.flow import settle
from crisis_cli.engine.ladders import next_rung
from crisis_cli.engine.turns import follows_settled, truth_of

MOST_PER_TICK = 10_000
"""A belt: no playbook within the loader's limits comes near it."""


WARNED_BEFORE = timedelta(minutes=5)
"""How long before a promise is due whoever is in charge is told; of a short one the last quarter."""


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that fires at `moment`."""

    moment: datetime
    fire: Callable[[Batch], None]


def timers(incident: Incident, at: datetime) -> Iterator[Timer]:
    """Everything that will fire by itself as things stand at `at`, in no order; nothing once it is closed."""
    if incident.closed is not None:
        return
    for step in incident.steps():
        yield from _of_step(incident, step, at)
    for promise in promise_states(incident, at):
        name, due = promise.promise.name, promise.due_at
        if (
            due is not None
            and promise.kept_at is None
            and promise.status != "released"
            and (name, due) not in incident.missed
        ):
            yield Timer(due, _missed(name, due))
        if due is not None and promise.kept_at is None and promise.status != "released":
            yield from _warning(incident, promise, due)
    for statement in incident.playbook.statements:
        yield from _silences(incident, statement, at)


def next_due(incident: Incident, at: datetime) -> datetime | None:
    """When a keeper must look again: the earliest timer, or what waits in the outbox."""
    moments = [timer.moment for timer in timers(incident, at)]
    moments += [page.retry_at or page.queued_at for page in incident.unsent_pages()]
    return min(moments, default=None)


def tick(batch: Batch) -> None:
    """Fire all that is due, in the order of the moments, each stamped with its own moment; then one page a step,
    to the highest rung that was reached (DESIGN: Time)."""
    reached: dict[str, e.RungFired] = {}
    settle(batch)
    for _ in range(MOST_PER_TICK):
        due = min(timers(batch.incident, batch.at), key=lambda timer: timer.moment, default=None)
        if due is None or due.moment > batch.at:
            break
        before = len(batch.bodies)
        due.fire(batch)
        reached |= {body.step: body for body, _ in batch.bodies[before:] if isinstance(body, e.RungFired)}
        settle(batch)
    for fired in reached.values():
        page_rung(batch, fired)


def page_rung(batch: Batch, fired: e.RungFired) -> None:
    """Queue the page of a rung that fired; says how late when it is."""
    step = batch.incident.step(fired.step)
    title = step.title if step is not None else fired.step
    late = batch.ago(fired.fired_at)
    text = f"{title}: nobody has finished it. Take it, or say that you cannot."
    pages.queue(batch, "rung", fired.step, fired.person, text, due_at=fired.until_at, late=late)


def fire_rung(batch: Batch, step: Step, rung: Rung, index: int, moment: datetime, why: str) -> None:
    """A rung is reached: its person is named, or it is passed because nobody is there, and said."""
    incident = batch.incident
    person = incident.holders.get(rung.page)
    if person is None or incident.is_away(person, batch.at):
        reason = f"{person} is away" if person else "nobody holds this role"
        batch.follow(e.RungPassed(step.id, index, rung.page, moment, reason))
        return
    within = rung.within or step.within
    until = moment + within if within is not None else None
    batch.follow(e.RungFired(step.id, index, rung.page, person, moment, until, why))


def _of_step(incident: Incident, step: Step, at: datetime) -> Iterator[Timer]:
    state = incident.state(step.id)
    if state.status is Status.OPEN:
        if state.due_at is not None and state.due_at not in state.stamped:
            yield Timer(state.due_at, _overdue(step.id, state.due_at))
        found = next_rung(incident, step, at)
        if found is not None:
            index, rung, moment = found
            yield Timer(moment, _rung(step, rung, index, moment))
    elif state.status is Status.WAITING and step.not_before is not None:
        opens = incident.seen_at + step.not_before
        waits = truth_of(incident, step) is Truth.TRUE and follows_settled(incident, step)
        if waits and opens > at:
            yield Timer(opens, settle)


def _overdue(step: str, due: datetime) -> Callable[[Batch], None]:
    return lambda batch: batch.follow(e.StepFellOverdue(step, due))


def _rung(step: Step, rung: Rung, index: int, moment: datetime) -> Callable[[Batch], None]:
    return lambda batch: fire_rung(batch, step, rung, index, moment, "due")


def _missed(name: str, due: datetime) -> Callable[[Batch], None]:
    return lambda batch: batch.follow(e.PromiseMissed(name, due))


def _warning(incident: Incident, promise: PromiseState, due: datetime) -> Iterator[Timer]:
    """One page before the promise is due, while there is still time to do something about it."""
    step = promise.promise.kept_by
    said = (page for page in incident.pages.values() if page.about == "promise")
    if not any(page.step == step and page.due_at == due for page in said):
        moment = due - min(WARNED_BEFORE, promise.promise.within / 4)
        yield Timer(moment, lambda batch: pages.warn_of_promise(batch, promise, moment))


def _lapsed(body: e.ConsultLapsed) -> Callable[[Batch], None]:
    return lambda batch: batch.follow(body)


def _silences(incident: Incident, statement: str, at: datetime) -> Iterator[Timer]:
    """The silence of those only consulted is recorded once their time, counted from the approve step, is up."""
    steps = [step for step in incident.playbook.steps_of(statement) if step.kind is Kind.APPROVE]
    state = incident.statement(statement)
    opened = [incident.state(step.id) for step in steps if incident.state(step.id).round == state.round]
    asked_at = min((found.opened_at for found in opened if found.opened_at), default=None)
    if asked_at is None or state.round != state.ready:
        return
    for entry in approval_standing(incident, statement, at).entries:
        within = entry.approval.within
        if entry.approval.consult and entry.open and not entry.lapsed and within is not None:
            body = e.ConsultLapsed(statement, state.round, entry.index, entry.approval.roles)
            yield Timer(asked_at + within, _lapsed(body))
