"""Who is there: people, how to reach each, and who holds which role now or by rotation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple


class Person(NamedTuple):
    """`loud` wakes somebody at night, `quiet` does not; both are addresses in the order in which they are tried,
    secrets left as `${NAME}`. `phone` is rung by hand. `zone`: an IANA time zone. `reviewed`: the day on which
    somebody checked this."""

    id: str
    name: str
    loud: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    zone: str = ""
    reviewed: date | None = None
    phone: str = ""


class Rotation(NamedTuple):
    """People who take turns of `every` (whole hours) from `starts` on, a moment of the duty's local calendar."""

    people: tuple[str, ...]
    every: timedelta
    starts: datetime


class StandIn(NamedTuple):
    """Who holds a role from `start` up to `end`, moments of the duty's local calendar."""

    person: str
    start: datetime
    end: datetime


class Duty(NamedTuple):
    """How a role is held: a stand-in rules over the rotation or the calendar (an .ics file's path, from beside the
    team file), and those over `person`. `zone`: whose calendar its local moments are of."""

    person: str | None = None
    rotation: Rotation | None = None
    calendar: str = ""
    dates: tuple[StandIn, ...] = ()
    zone: str = ""


class Team(NamedTuple):
    """`holders`: for each role the people who hold it, at least now and then (a rotation has several; where a
    calendar says it, everybody could). `review_every`: how long a `reviewed` counts, if somebody said."""

    people: Mapping[str, Person] = {}
    holders: Mapping[str, tuple[str, ...]] = {}
    duties: Mapping[str, Duty] = {}
    id: str = ""
    zone: str = ""
    review_every: timedelta | None = None

    def called(self, name: str) -> str:
        """The short name of whom people call so, in whichever letters; empty where that is nobody."""
        wanted = " ".join(name.split()).casefold()
        people = self.people.items()
        return next((id_ for id_, one in people if wanted in (id_.casefold(), one.name.casefold())), "")

    def channels(self, person: str, *, loud: bool) -> tuple[str, ...]:
        """The addresses of a person in the order in which they are tried: the loud ones first, or the quiet ones;
        without those that somebody dials by hand. None for somebody whom the team file does not have."""
        found = self.people.get(person)
        if found is None:
            return ()
        addresses = (*found.loud, *found.quiet) if loud else (*found.quiet, *found.loud)
        return tuple(address for address in addresses if not address.startswith("tel:"))

    def usual_holders(self, role: str) -> tuple[str, ...]:
        """Those who hold a role on a day on which nobody stands in; where that is nobody, those who stand in."""
        duty = self.duties.get(role)
        if duty is None or duty.calendar:
            return self.holders.get(role, ())
        usual = (*((duty.person,) if duty.person else ()), *(duty.rotation.people if duty.rotation else ()))
        return tuple(dict.fromkeys(usual)) or self.holders.get(role, ())
