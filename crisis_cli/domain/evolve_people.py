"""The fold of events about people: who holds what, who is away, who was tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.records import Shift, Try


def _offered(body: e.HandoverOffered, incident: Incident, event: e.Event) -> None:
    incident.offers[body.what] = body.person


def _declined(body: e.HandoverDeclined, incident: Incident, event: e.Event) -> None:
    incident.offers.pop(body.what, None)


def _handed_over(body: e.HandedOver, incident: Incident, event: e.Event) -> None:
    incident.offers.pop(body.what, None)
    incident.shifts.pop(body.what, None)
    incident.people_moved_at = event.at
    table = incident.holders if body.what in incident.playbook.roles else incident.step_owners
    if body.person:
        table[body.what] = body.person
    else:
        table.pop(body.what, None)


def _shift(body: e.ShiftChanged, incident: Incident, event: e.Event) -> None:
    incident.shifts[body.role] = (*incident.shifts.get(body.role, ()), Shift(body.person, event.at))


def _went_away(body: e.PersonWentAway, incident: Incident, event: e.Event) -> None:
    incident.away[body.person] = body.until_at
    incident.people_moved_at = event.at


def _came_back(body: e.PersonCameBack, incident: Incident, event: e.Event) -> None:
    incident.away.pop(body.person, None)
    incident.people_moved_at = event.at


def _tried(body: e.PersonTried, incident: Incident, event: e.Event) -> None:
    incident.tries.append(Try(body.person, body.via, body.result, event.actor, event.moment))


PEOPLE: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.HandoverOffered: _offered,
    e.HandoverDeclined: _declined,
    e.HandedOver: _handed_over,
    e.ShiftChanged: _shift,
    e.PersonWentAway: _went_away,
    e.PersonCameBack: _came_back,
    e.PersonTried: _tried,
}
