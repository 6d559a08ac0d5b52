"""Durations and moments as people write and read them: `1h30m`, `3 min ago`, "4 min left".

Durations are `timedelta`s; moments are aware UTC datetimes, shown in the zone handed in.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?")
_SPOKEN = re.compile(r"(\d{1,6})\s*(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[dhms])\b")
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?")

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Our own, because those of strftime change with the machine's language."""

NEAR = timedelta(days=366)
"""Further away than this is a slip of the finger, not a moment of a crisis."""


def parse_duration(text: str) -> timedelta:
    """Read `90s`, `5m`, `1h30m`, `2d`; raises ValueError saying what was expected."""
    found = _DURATION.fullmatch(text)
    if not text or found is None:
        raise ValueError(_why_no_duration(text))
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _why_no_duration(text: str) -> str:
    if re.fullmatch(r"\d+", text):
        return f'"{text}" has no unit: write {text}m for minutes or {text}s for seconds'
    if found := re.fullmatch(r"(\d+):(\d+)(?::\d+)?", text):
        number = int(found[1]) * 60 + int(found[2])
        return f'"{text}" is read as the number {number} by YAML: write a unit, such as {found[1]}m or {found[1]}h'
    return f'"{text}" is not a duration: write it like 90s, 5m, 1h30m or 2d'


def show_duration(length: timedelta) -> str:
    """`1h30m`, the way a playbook writes it; the inverse of `parse_duration` for whole seconds."""
    left = max(int(length.total_seconds()), 0)
    shown = ""
    for unit, size in _UNITS.items():
        count, left = divmod(left, size)
        shown += f"{count}{unit}" if count else ""
    return shown or "0s"


def spoken(length: timedelta) -> str:
    """`45 s`, `4 min`, `2 h 13`, `3 d 4 h`; rounded down, never negative."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3_600:
        return f"{seconds // 60} min"
    if seconds < 86_400:
        return f"{seconds // 3_600} h {seconds % 3_600 // 60:02}"
    return f"{seconds // 86_400} d {seconds % 86_400 // 3_600} h"


def left_or_late(due: datetime, at: datetime) -> str:
    """`4 min left` (rounded down) or `3 min late`."""
    return f"{spoken(due - at)} left" if at < due else f"{spoken(at - due)} late"


def parse_moment(text: str, *, at: datetime, zone: tzinfo) -> datetime:
    """Read `now`, `3 min ago`, `in 20 min`, `03:05` (the nearest such time) or an ISO date and time.

    A time without an offset is local in `zone`; returns UTC; raises ValueError saying what was expected.
    """
    said = text.strip().lower()
    if said in {"now", ""}:
        return at
    if said.endswith(" ago"):
        return at - _length(said.removesuffix(" ago"), text)
    if said.startswith("in "):
        return at + _length(said.removeprefix("in "), text)
    if found := _CLOCK.fullmatch(said):
        return _nearest(found, text, at, zone)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f'"{text}" is not a time: write now, "3 min ago", 03:05 or 2026-11-22T03:05+01:00'
        ) from None
    found_at = _to_utc(moment, zone, text)
    if abs(found_at - at) > NEAR:
        raise ValueError(f'"{text}" is {abs(found_at - at).days} days from now: expected a time near today')
    return found_at


def _to_utc(moment: datetime, zone: tzinfo, text: str) -> datetime:
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError:
        raise ValueError(f'"{text}" is beyond the calendar: expected a date near today') from None


def _length(said: str, text: str) -> timedelta:
    parts = _SPOKEN.findall(said)
    if not parts or _SPOKEN.sub("", said).strip(" ,") not in {"", "and"}:
        raise ValueError(f'"{text}" is not a time: write it like "3 min ago" or "in 1 h 20 min"')
    length = sum((timedelta(seconds=int(count) * _UNITS[unit[0]]) for count, unit in parts), timedelta())
    if length > NEAR:
        raise ValueError(f'"{text}" is {length.days} days from now: expected a time near today')
    return length


def _nearest(found: re.Match[str], text: str, at: datetime, zone: tzinfo) -> datetime:
    hour, minute, second = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(f'"{text}" is not a time of day: hours go to 23, minutes to 59')
    local = at.astimezone(zone)
    days = (local + timedelta(days=shift) for shift in (-1, 0, 1))
    moments = (day.replace(hour=hour, minute=minute, second=second, microsecond=0) for day in days)
    return min(moments, key=lambda moment: abs(moment - local)).astimezone(UTC)


def clock_time(moment: datetime, zone: tzinfo, *, seconds: bool = False) -> str:
    """`03:05` in that zone."""
    return moment.astimezone(zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def clock_or_day(moment: datetime, at: datetime, zone: tzinfo) -> str:
    """`03:05` for a moment less than a day from `at`, else `Wed 25 Nov 03:05`, both in that zone."""
    shown = clock_time(moment, zone)
    if abs(moment - at) < timedelta(days=1):
        return shown
    day = moment.astimezone(zone)
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {shown}"


def dated(moment: datetime, zone: tzinfo) -> str:
    """`Wed 25 Nov 2026 03:05 CET`, for what is read away from its moment."""
    day = moment.astimezone(zone)
    name = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year} {clock_time(moment, zone)}"
    return f"{name} {day.tzname() or ''}".rstrip()


def iso(moment: datetime) -> str:
    """The one stored form: UTC with microseconds and a Z, so that text order is time order."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
