"""Builds a Team from the values that the table of fields has read."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.team import Duty, Person, Rotation, StandIn, Team

Values = dict[str, Any]


def team_from(values: Values) -> Team:
    """The team; what is missing or broken in the values is left out; a role whose holder could not be read
    is there, held by nobody."""
    zone: str = values.get("zone", "UTC")
    people = {id_: _person(id_, found, zone) for id_, found in values.get("people", {}).items()}
    duties = {role: _duty(found, zone) for role, found in values.get("roles", {}).items()}
    holders = {role: _holders(duty, tuple(people)) for role, duty in duties.items()}
    return Team(people, holders, duties, values.get("team", "unnamed"), zone, values.get("review_every"))


def _person(id_: str, values: Values, zone: str) -> Person:
    return Person(
        id_,
        values.get("name", id_),
        values.get("loud", ()),
        values.get("quiet", ()),
        values.get("languages", ()),
        values.get("zone", zone),
        values.get("reviewed"),
        values.get("phone", ""),
    )


def _duty(found: str | Values, zone: str) -> Duty:
    if isinstance(found, str):
        return Duty(found, zone=zone)
    turns = found.get("rotation", {})
    whole = turns.get("people") and "every" in turns and "starts" in turns
    return Duty(
        found.get("person"),
        Rotation(turns["people"], turns["every"], turns["starts"]) if whole else None,
        found.get("calendar", ""),
        tuple(
            StandIn(one["person"], one["from"], one["until"])
            for one in found.get("dates", ())
            if one.keys() >= {"person", "from", "until"}
        ),
        found.get("zone", zone),
    )


def _holders(duty: Duty, everybody: tuple[str, ...]) -> tuple[str, ...]:
    found = [duty.person] if duty.person else []
    found += duty.rotation.people if duty.rotation else ()
    found += (one.person for one in duty.dates)
    found += everybody if duty.calendar else ()
    return tuple(dict.fromkeys(found))
