"""The times that platforms write, as seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}

_SCALES = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3), (0.0, 1.0))
"""A number above the first is of this many seconds a unit: nanoseconds, microseconds, milliseconds, seconds."""

LAST = 253_402_300_000.0
"""The end of the year 9999; nothing is later."""

SNOWFLAKE_EPOCH = 1_288_834_974.657
"""When X began to count (its documentation): the time in an id is milliseconds since then, above 22 bits."""


def seconds_of(written: Any) -> float:
    """Seconds since 1970. Reads ISO 8601 (without a zone: UTC), `Wed Jan 06 18:40:40 +0000 2021`, and numbers of
    seconds, milliseconds, microseconds or nanoseconds by their size. Raises ValueError."""
    if isinstance(written, str):
        if written[4:5] == "-" and written[:4].isdecimal():
            return _iso(written)
        if written[:3].isalpha() and len(written) > 20:
            return _old(written)
        written = float(written)
    if isinstance(written, bool) or not isinstance(written, int | float) or not 0 < written < 1e20:
        raise ValueError("no time")
    scale = next(scale for least, scale in _SCALES if written > least)
    return _within(written * scale)


def snowflake(id_: str) -> float:
    """The time inside an id of X. Raises ValueError."""
    number = int(id_) >> 22
    if not number:
        raise ValueError("an id without a time")
    return _within(SNOWFLAKE_EPOCH + number / 1000)


def _iso(written: str) -> float:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _within(moment.timestamp())


def _old(written: str) -> float:
    """By hand, because strptime reads month names in the machine's language."""
    _, month, day, clock, offset, year = written.split()
    iso = f"{int(year):04}-{_MONTHS.get(month, 0):02}-{int(day):02}T{clock}{offset[:3]}:{offset[3:]}"
    return _iso(iso)


def _within(seconds: float) -> float:
    if not 0 < seconds < LAST:
        raise ValueError("a time beyond the calendar")
    return seconds
