"""The fold of what fires by itself and of the outbox: overdue, rungs, missed promises, silences, pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.delivery import NO_TEAM
from crisis_cli.domain.evolve_steps import change
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.records import Page, RungReached


def _overdue(body: e.StepFellOverdue, incident: Incident, event: e.Event) -> None:
    change(incident, body.step, stamped=incident.state(body.step).stamped | {body.due_at})


def _rung_fired(body: e.RungFired, incident: Incident, event: e.Event) -> None:
    _reached(incident, body.step, RungReached(body.rung, body.role, body.person, body.fired_at, body.until_at))


def _rung_passed(body: e.RungPassed, incident: Incident, event: e.Event) -> None:
    _reached(incident, body.step, RungReached(body.rung, body.role, "", body.fired_at, None))


def _reached(incident: Incident, step: str, rung: RungReached) -> None:
    change(incident, step, rungs=(*incident.state(step).rungs, rung))


def _promise_missed(body: e.PromiseMissed, incident: Incident, event: e.Event) -> None:
    incident.missed.add((body.promise, body.due_at))


def _consult_lapsed(body: e.ConsultLapsed, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    incident.statements[body.statement] = replace(state, lapsed=(*state.lapsed, (body.round, body.entry)))


def _page_queued(body: e.PageQueued, incident: Incident, event: e.Event) -> None:
    incident.pages[body.page] = Page(
        id=body.page,
        about=body.about,
        step=body.step,
        person=body.person,
        text=body.text,
        due_at=body.due_at,
        late_seconds=body.late_seconds,
        queued_at=event.at,
        late_because=body.late_because,
    )
    incident.waiting_pages[body.page] = None


def _page_attempted(body: e.PageAttempted, incident: Incident, event: e.Event) -> None:
    tries = incident.pages[body.page].tries + 1
    _page(incident, body.page, state="attempted", attempts=body.attempt, tries=tries, retry_at=body.lease_at)


def _page_sent(body: e.PageSent, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="sent", retry_at=None, sent_at=event.moment)


def _page_failed(body: e.PageFailed, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="queued" if body.retry_at else "failed", retry_at=body.retry_at)
    if body.next_channel:
        _page(incident, body.page, channel=incident.pages[body.page].channel + 1, tries=0)
    if body.failed_as == NO_TEAM:
        _page(incident, body.page, tries=0)


def _page_acknowledged(body: e.PageAcknowledged, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, read_by=body.person)


def _page_dropped(body: e.PageDropped, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="dropped", retry_at=None)


def _page(incident: Incident, page: str, **changes: Any) -> None:
    now = replace(incident.pages[page], **changes)
    incident.pages[page] = now
    if now.state in ("sent", "failed", "dropped"):
        incident.waiting_pages.pop(page, None)


TIMERS: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.StepFellOverdue: _overdue,
    e.RungFired: _rung_fired,
    e.RungPassed: _rung_passed,
    e.PromiseMissed: _promise_missed,
    e.ConsultLapsed: _consult_lapsed,
    e.PageQueued: _page_queued,
    e.PageAttempted: _page_attempted,
    e.PageSent: _page_sent,
    e.PageFailed: _page_failed,
    e.PageDropped: _page_dropped,
    e.PageAcknowledged: _page_acknowledged,
}
