"""Points in time as a file writes them: an instant, a day or hour of a local calendar, a time of day, a zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from crisis_cli.domain.nearest import nearest
from crisis_cli.files.parsing.nodes import Node, Scalar
from crisis_cli.files.parsing.report import quoted
from crisis_cli.files.shapes.reading import Reading

_DAY = r"\d{4}-\d\d-\d\d"
_MOST_SUGGESTED = 10
"""A file with more wrong than this gets no nearest zone: each costs milliseconds."""

_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"


class Instant:
    """A moment in UTC: the same for everybody, wherever the file is read."""

    expected = "a moment in UTC, such as 2026-11-22T01:55Z"
    pattern = rf"{_DAY}T{_TIME}(?::[0-5]\d)?Z"

    def read(self, node: Node, reading: Reading) -> datetime | None:
        """The moment."""
        if isinstance(node, Scalar) and re.fullmatch(self.pattern, node.value):
            try:
                return datetime.fromisoformat(node.value).astimezone(UTC)
            except (ValueError, OverflowError):
                reading.wrong(node, self.expected, "that day is not in the calendar")
                return None
        reading.wrong(node, self.expected, "write year-month-day, a T, hours:minutes, and a Z for UTC")
        return None


class LocalMoment:
    """A day, or a day and a time, of a calendar whose zone the file names elsewhere; a day alone begins with its
    first minute, or, where a stretch of time `ends` with it, lasts to its last."""

    expected = "a day or a local time, such as 2026-12-24 or 2026-12-24T18:00"
    pattern = rf"{_DAY}(?:T{_TIME})?"

    def __init__(self, *, ends: bool = False) -> None:
        self.ends = ends

    def read(self, node: Node, reading: Reading) -> datetime | None:
        """The moment, without a zone."""
        if isinstance(node, Scalar) and re.fullmatch(self.pattern, node.value):
            try:
                moment = datetime.fromisoformat(node.value)
                return moment + timedelta(days=1) if self.ends and len(node.value) == 10 else moment
            except (ValueError, OverflowError):
                reading.wrong(node, self.expected, "that day is not in the calendar")
                return None
        reading.wrong(node, self.expected, "write year-month-day, or year-month-dayThours:minutes, without a zone")
        return None


class TimeOfDay:
    """A time of the day. Without quotes YAML counts it in sixties."""

    expected = 'a time of day in quotes, such as "22:00"'
    pattern = _TIME

    def read(self, node: Node, reading: Reading) -> time | None:
        """The time, without a zone."""
        if isinstance(node, Scalar) and re.fullmatch(self.pattern, node.value):
            reading.check_misread(node)
            return time.fromisoformat(node.value)
        reading.wrong(node, self.expected, 'write hours and minutes with two digits each, such as "07:30"')
        return None


class Zone:
    """The name of a time zone."""

    expected = "the name of a time zone, such as Europe/Berlin"
    pattern = r"[A-Za-z][A-Za-z0-9_+/-]{1,63}"

    def read(self, node: Node, reading: Reading) -> str | None:
        """The name, if this machine knows it."""
        if not isinstance(node, Scalar) or re.fullmatch(self.pattern, node.value) is None:
            reading.wrong(node, self.expected, "write continent/city, such as Europe/Paris, or UTC")
            return None
        if is_zone(node.value):
            return node.value
        meant = nearest(node.value, _zones()) if len(reading.report) < _MOST_SUGGESTED else ""
        message = f"{quoted(node.value)} is no time zone that this machine knows"
        hint = f'did you mean "{meant}"?' if meant else "write continent/city, such as Europe/Paris, or UTC"
        reading.report.error("unknown-zone", node, message, hint)
        return None


@cache
def _zones() -> frozenset[str]:
    """Every zone of this machine; it walks a folder, so only a mistake should need it."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


@lru_cache(maxsize=256)
def is_zone(name: str) -> bool:
    """Whether this machine has the time zone of that name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a folder, an absolute path, nothing of that name
        return False
    return True
