"""Who holds what, until when, and who is next: as lines, and as a value for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from crisis_cli.domain.duties import Held
from crisis_cli.domain.team import Team
from crisis_cli.domain.timing import clock_or_day, dated, iso
from crisis_cli.ui.safe import safe_line

_BY = {"dates": "stands in", "rotation": "by turns", "calendar": "by the calendar", "person": "", "": ""}


def lines(held: Sequence[Held], team: Team, at: datetime, zone: tzinfo) -> list[str]:
    """The moment that it is about, then one line a role."""
    rows = [(one.role, _name(team, one.person), _until(one, team, at, zone)) for one in held]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    held_by = [f"{role:<{widths[0]}}  {name:<{widths[1]}}  {until}".rstrip() for role, name, until in rows]
    return [f"{dated(at, zone)}:", *held_by]


def rows(held: Sequence[Held], at: datetime) -> dict[str, Any]:
    """The same for a script."""
    return {
        "at": iso(at),
        "roles": [
            {
                "role": one.role,
                "person": one.person,
                "why": one.why,
                "until": iso(one.until) if one.until is not None else None,
                "next": one.next_person,
            }
            for one in held
        ],
    }


def _name(team: Team, person: str | None) -> str:
    if person is None:
        return "NOBODY"
    name = team.people[person].name if person in team.people else person
    return safe_line(person if name.casefold() == person else f"{person} ({name})")


def _until(one: Held, team: Team, at: datetime, zone: tzinfo) -> str:
    if one.until is None:
        return _BY[one.why]
    why = f"{_BY[one.why]} " if _BY[one.why] else ""
    return f"{why}until {clock_or_day(one.until, at, zone)}, then {_name(team, one.next_person)}"
