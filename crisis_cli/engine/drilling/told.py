"""What the tool's players do about an inject, and about a role that is offered to them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Value
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import FactSpec, FactType
from crisis_cli.domain.scenario import Inject, InjectKind, Scenario, Told, in_language
from crisis_cli.engine.drilling.acts import PlayerAct
from crisis_cli.engine.drilling.presence import Presence

_TRUTHS = {"true": True, "false": False}


def facts_told(
    incident: Incident, exercise: Exercise, scenario: Scenario, presence: Presence
) -> Iterator[PlayerAct]:
    """Whoever an inject was for, else the lead, records what it told, unless somebody did; what a later one told
    anew is not recorded from the earlier."""
    latest: dict[str, tuple[datetime, Inject]] = {}
    for inject, played_at in _played(exercise, scenario):
        latest |= {name: (played_at, inject) for name in inject.facts if name in incident.playbook.facts}
    for name, (played_at, inject) in latest.items():
        told = inject.facts[name]
        value = read_told(incident.playbook.facts[name], told)
        known = any(
            (record.value, record.status) == (value, told.status) and record.moment >= played_at
            for record in incident.facts.get(name, ())
        )
        person = next((one for one in _hearers(incident, inject) if presence.is_played(one)), None)
        if known or value is None or person is None:
            continue
        moment = presence.free_from(person, played_at + presence.ack(person, f"{inject.id} facts"))
        if moment is not None:
            yield PlayerAct(
                moment,
                person,
                i.RecordFact(name, value, told.status, told.source or inject.sender_in(exercise.language)),
            )


def read_told(spec: FactSpec, told: Told) -> Value | None:
    """The value as the playbook's fact has it; None where it does not fit (which the scenario's check says)."""
    if spec.type is FactType.BOOLEAN:
        return _TRUTHS.get(told.value)
    if spec.type is FactType.INTEGER:
        return int(told.value) if told.value.removeprefix("-").isdecimal() else None
    return told.value


def decisions(
    incident: Incident, exercise: Exercise, scenario: Scenario, presence: Presence
) -> Iterator[PlayerAct]:
    """Whoever decides what the room talks through says what: as the scenario answers it, else the first option."""
    for inject, played_at in _played(exercise, scenario):
        if inject.kind is not InjectKind.DISCUSS or inject.id in exercise.decided or not inject.options:
            continue
        person = incident.holders.get(inject.owner or "lead")
        if person is None or not presence.is_played(person):
            continue
        moment = presence.free_from(person, played_at + presence.act(person, f"{inject.id} decides"))
        if moment is None:
            continue
        options = {key: in_language(words, exercise.language) for key, words in inject.options.items()}
        chosen = scenario.answers.get(inject.id, "")
        decision = options.get(chosen) or next(iter(options.values()))
        table = "; ".join(options.values())
        yield PlayerAct(
            moment, person, i.DecideTogether(inject.id, table, person, decision, "decided by the tool's player")
        )


def acceptances(incident: Incident, presence: Presence, at: datetime) -> Iterator[PlayerAct]:
    """They take what is offered to them."""
    for what, person in incident.offers.items():
        if presence.is_played(person):
            offered = [
                page for page in incident.pages.values() if page.about == "handover" and page.person == person
            ]
            since = offered[-1].queued_at if offered else at
            moment = presence.free_from(person, since + presence.ack(person, f"{what} offered"))
            if moment is not None:
                yield PlayerAct(moment, person, i.Accept((what,), person))


def _played(exercise: Exercise, scenario: Scenario) -> list[tuple[Inject, datetime]]:
    found = ((inject, exercise.played.get(inject.id)) for inject in scenario.acted_on)
    return sorted(((one, moment) for one, moment in found if moment is not None), key=lambda pair: pair[1])


def _hearers(incident: Incident, inject: Inject) -> list[str]:
    return [incident.holders[role] for role in (*inject.to, "lead") if role in incident.holders]
