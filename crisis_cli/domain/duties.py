"""Who holds a role at a moment, until when, and who is next: stand-ins over turns, both over the usual holder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crisis_cli.domain.team import Duty, Rotation, Team

HORIZON = timedelta(days=400)
"""How far ahead a change of hands is looked for: a year, and its holidays."""

MOST_CHANGES = 1_000
"""How many moments are looked at for it: two people who take turns by the hour change more often than that."""


class Shift(NamedTuple):
    """A person has the duty from `start` up to `end`, UTC: an entry of a calendar."""

    person: str
    start: datetime
    end: datetime


class Held(NamedTuple):
    """`person` None: nobody. `until`: when it changes hands (None: not within HORIZON), to whom: `next_person`.
    `why`: person, rotation, calendar or dates."""

    role: str
    person: str | None
    why: str = ""
    until: datetime | None = None
    next_person: str | None = None


Calendars = Mapping[str, Sequence[Shift]]
"""By role, for those that a calendar feeds."""


def who_holds(team: Team, at: datetime, calendars: Calendars) -> list[Held]:
    """Every role of the team file at `at`, in its order."""
    return [_held(role, duty, at, calendars.get(role, ())) for role, duty in team.duties.items()]


def holder(duty: Duty, at: datetime, shifts: Sequence[Shift] = ()) -> tuple[str | None, str]:
    """Who holds it at `at`, and why it is them. Of two entries of a calendar the one that began last counts."""
    zone = ZoneInfo(duty.zone or "UTC")
    for stand_in in duty.dates:
        if _utc(stand_in.start, zone) <= at < _utc(stand_in.end, zone):
            return stand_in.person, "dates"
    if duty.rotation is not None and (turn := _turn(duty.rotation, at, zone)) >= 0:
        return duty.rotation.people[turn % len(duty.rotation.people)], "rotation"
    on = [shift for shift in shifts if shift.start <= at < shift.end]
    if on:
        return max(on, key=lambda shift: shift.start).person, "calendar"
    return duty.person, "person" if duty.person else ""


def _held(role: str, duty: Duty, at: datetime, shifts: Sequence[Shift]) -> Held:
    person, why = holder(duty, at, shifts)
    for count, moment in enumerate(_changes(duty, at, shifts)):
        after, _ = holder(duty, moment, shifts)
        if after != person:
            return Held(role, person, why, moment, after)
        if count >= MOST_CHANGES:
            break
    return Held(role, person, why)


def _changes(duty: Duty, at: datetime, shifts: Sequence[Shift]) -> Iterator[datetime]:
    """The moments after `at` at which it may change hands, in order."""
    zone = ZoneInfo(duty.zone or "UTC")
    fixed = {_utc(moment, zone) for one in duty.dates for moment in (one.start, one.end)}
    fixed |= {moment for shift in shifts for moment in (shift.start, shift.end)}
    waiting = sorted(moment for moment in fixed if at < moment <= at + HORIZON)
    for turn in _turns_after(duty.rotation, at, zone):
        while waiting and waiting[0] <= turn:
            yield waiting.pop(0)
        yield turn
    yield from waiting


def _turns_after(rotation: Rotation | None, at: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    if rotation is None:
        return
    number = max(_turn(rotation, at, zone) + 1, 0)
    while (begins := _begins(rotation, number, zone)) <= at + HORIZON:
        yield begins
        number += 1


def _turn(rotation: Rotation, at: datetime, zone: ZoneInfo) -> int:
    """The number of the turn at `at`, below 0 before the first. Compared in UTC: in the night on which an hour
    comes twice nobody's turn comes back."""
    local = at.astimezone(zone).replace(tzinfo=None)
    number = (local - rotation.starts) // rotation.every + 1
    while _begins(rotation, number, zone) > at:
        number -= 1
    return number


def _begins(rotation: Rotation, number: int, zone: ZoneInfo) -> datetime:
    return _utc(rotation.starts + number * rotation.every, zone)


def _utc(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)
