"""Reads the one line of something that came in: `Reuters wants word by 03:40` is a text and a time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.timing import parse_moment

_UNIT = r"(?:d|h|m|s|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)"
_WHEN = re.compile(
    rf"""\s*[,;:]?\s*\b(?:
      (?:by|before|until|till|at)\s+(?P<clock>\d{{1,2}}[:h]\d{{2}})(?![\d:])
      | (?:in|within)\s+(?P<length>\d{{1,6}}\s*{_UNIT}(?:\s*(?:and\s+)?\d{{1,6}}\s*{_UNIT})*)\b(?!\s+ago)
    )""",
    re.IGNORECASE | re.VERBOSE,
)

STILL_TODAY = timedelta(hours=1)
"""A time of day that passed less than this ago is a deadline missed just now; an earlier one means tomorrow."""


def parse(text: str, at: datetime, zone: tzinfo) -> tuple[str, datetime | None]:
    """The text and when it is due in UTC, None if it names no time; a time at the end is taken out of the text.

    Times: `by 03:40` (local in `zone`; tomorrow if that was over an hour ago), `in 20m`, `within 1 h 30 min`.
    A line that only looks like a time stays as it is; nothing is refused.
    """
    said = " ".join(text.split())
    for found in reversed(list(_WHEN.finditer(said))):
        due = _due(found, at, zone)
        if due is not None:
            rest = said[: found.start()] + said[found.end() :]
            at_the_end = not said[found.end() :].strip(" .!")
            return (rest.strip(" .!,;:") or said) if at_the_end else said, due
    return said, None


def _due(found: re.Match[str], at: datetime, zone: tzinfo) -> datetime | None:
    try:
        if found["clock"]:
            due = parse_moment(found["clock"], at=at, zone=zone)
            return due if due > at - STILL_TODAY else due + timedelta(days=1)
        return parse_moment(f"in {found['length']}", at=at, zone=zone)
    except (ValueError, OverflowError):
        return None
