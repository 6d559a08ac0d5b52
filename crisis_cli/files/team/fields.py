"""The table of a team file's fields: people, how to reach each, and who holds which role."""

from __future__ import annotations

from typing import Any

from crisis_cli.files.shapes.addresses import Address
from crisis_cli.files.shapes.groups import ByForm, Field, ListOf, MapOf, Record
from crisis_cli.files.shapes.names import Name, Ref
from crisis_cli.files.shapes.scalars import Day, Duration, Text
from crisis_cli.files.shapes.times import LocalMoment, Zone
from crisis_cli.files.shapes.values import LANGUAGE
from crisis_cli.files.team.checks import check_duty, check_person, check_rotation, check_stand_in, check_team

_TITLE = Text(most=120)
_PERSON = Ref("person")
_ADDRESSES = ListOf(Address(), "addresses", or_one=True, unique=True)

PERSON = Record(
    "a person",
    Field("name", _TITLE, "what people call them", True),
    Field("phone", _TITLE, 'the number that somebody rings by hand, in quotes: "+49 30 1234567"'),
    Field("loud", _ADDRESSES, "addresses that wake them at night, in the order in which they are tried"),
    Field("quiet", _ADDRESSES, "addresses that wake nobody, such as mail, in the order in which they are tried"),
    Field(
        "languages",
        ListOf(LANGUAGE, "languages", or_one=True, unique=True),
        "the languages they read, the best first; pages come in the first that there is",
    ),
    Field("zone", Zone(), "the time zone they live in; the team's unless said"),
    Field("reviewed", Day(), "the day on which somebody last rang them up to check all this"),
    check=check_person,
)
ROTATION = Record(
    "a rotation",
    Field("people", ListOf(_PERSON, "people"), "who takes turns, in order", True),
    Field("every", Duration(), "how long a turn lasts: 7d for a week, 1d for a day, 12h for day and night", True),
    Field(
        "starts",
        LocalMoment(),
        "when the first person's first turn began; later turns change at the same hour of the local clock",
        True,
    ),
    check=check_rotation,
)
STAND_IN = Record(
    "a stand-in",
    Field("person", _PERSON, "who holds the role in that time", True),
    Field("from", LocalMoment(), "the day, or the day and hour, on which it begins", True),
    Field("until", LocalMoment(ends=True), "the last day, or the day and hour at which it ends", True),
    check=check_stand_in,
)
DUTY = Record(
    "who holds a role",
    Field("person", _PERSON, "who holds it whenever nothing else here says otherwise"),
    Field("rotation", ROTATION, "people who take turns"),
    Field("calendar", _TITLE, "an iCalendar file (.ics) beside this one; an event's title names the person"),
    Field("dates", ListOf(STAND_IN, "stand-ins"), "holidays and swaps; they rule over rotation and calendar"),
    Field("zone", Zone(), "the time zone in which turns change; the team's unless said"),
    check=check_duty,
)
TEAM = Record(
    "a team",
    Field("team", Name("team"), "its short name, such as walrus-burger", True),
    Field("title", _TITLE, "what people call it"),
    Field("zone", Zone(), "the time zone of everybody who has none of their own, such as Europe/Berlin", True),
    Field("review_every", Duration(), "how long an address counts as checked, such as 180d"),
    Field("people", MapOf(Name("person", kept=True), PERSON, otherwise={}), "who there is", True),
    Field(
        "roles",
        MapOf(
            Name("role"),
            ByForm[Any](
                "the name of a person, or {person: ..., rotation: ..., dates: ...}",
                scalar=_PERSON,
                entries=DUTY,
            ),
            otherwise={},
        ),
        "who holds which role of the playbooks",
        True,
    ),
    check=check_team,
)
