"""An iCalendar file that says who has a duty: its entries as shifts, repeated ones as often as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crisis_cli.domain.duties import Shift
from crisis_cli.domain.team import Person
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.files.disk import read_regular

MOST_BYTES = 1 << 20
"""Of a calendar file: a year of shifts by the hour, with room."""

MOST_SHIFTS = 10_000
"""Entries of a calendar in the time that is looked at."""

_TOO_OFTEN = re.compile(rb"FREQ\s*=\s*(?:SECONDLY|MINUTELY)", re.IGNORECASE)
"""Nobody's duty changes by the minute, and to count such entries out would take minutes."""


def read_shifts(
    path: Path, people: Mapping[str, Person], zone: str, *, start: datetime, end: datetime
) -> tuple[list[Shift], list[str]]:
    """The shifts between the two moments, in order, and the titles that name nobody of `people`; entries of whole
    days are days in `zone`. Raises SurroundingsFailed when the file cannot be read or is no calendar."""
    data = read_regular(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise SurroundingsFailed(f"{path} is larger than a megabyte", "export only who is on duty")
    if _TOO_OFTEN.search(data.replace(b"\r\n ", b"")):
        raise SurroundingsFailed(f"{path} has an entry that comes again every minute", "export who is on duty")
    by_title = {name.casefold(): id_ for id_, person in people.items() for name in (id_, person.name)}
    shifts: list[Shift] = []
    strangers: dict[str, None] = {}
    for count, entry in enumerate(_entries(path, data, start, end)):
        if count >= MOST_SHIFTS:
            raise SurroundingsFailed(f"{path} has more than {MOST_SHIFTS} entries", "export only who is on duty")
        title = " ".join(str(entry.get("SUMMARY", "")).split())
        person = by_title.get(title.casefold())
        if person is None:
            strangers[title] = None
        else:
            shifts.append(Shift(person, *_span(entry, ZoneInfo(zone or "UTC"))))
    return sorted(shifts, key=lambda shift: shift.start), list(strangers)


def _entries(path: Path, data: bytes, start: datetime, end: datetime) -> Any:
    import icalendar
    import recurring_ical_events  # type: ignore[import-untyped]

    try:
        calendar = icalendar.Calendar.from_ical(data)
        yield from recurring_ical_events.of(calendar).between(start, end)
    except SurroundingsFailed:
        raise
    except Exception as failed:  # the libraries raise whatever a broken file makes them trip over
        why = type(failed).__name__
        raise SurroundingsFailed(
            f"{path} cannot be read as a calendar ({why})", "export it anew as iCalendar (.ics)"
        ) from None


def _span(entry: Any, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start = _moment(entry.start, zone)
    return start, max(_moment(entry.end, zone), start + timedelta(seconds=1))


def _moment(when: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
