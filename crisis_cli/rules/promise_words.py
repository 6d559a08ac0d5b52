"""How the rules about promises say lengths of time, and the path on which a promise comes so late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Related, Route
from crisis_cli.domain.playbook import Promise
from crisis_cli.domain.timing import show_duration, spoken

if TYPE_CHECKING:  # only a promise that is late has a path
    from collections.abc import Sequence
    from datetime import datetime

    from crisis_cli.proof.paths import Leg

MOST_LEGS = 12
"""A longer path is shown with its middle left out."""

_WIDEST = 30
"""Names up to this length stand in a column."""


def length(time: timedelta) -> str:
    """`37 min`, or `37m30s` where that would be rounded."""
    seconds = int(time.total_seconds())
    exact = seconds < 60 or (seconds % 60 == 0 and seconds < 86_400) or seconds % 3_600 == 0
    return spoken(time) if exact else show_duration(time)


def since(promise: Promise) -> str:
    """Behind a length of time: from when this promise counts."""
    if promise.counts_from == "seen":
        return "after it was seen"
    return "after the start" if promise.counts_from == "start" else f'after "{promise.counts_from}" was done'


def on_the_way(legs: Sequence[Leg], begins: datetime, noticed: timedelta) -> list[Related]:
    """A line for each step of a path, and for what is waited for between two: `5m-8m  size-up  3m`. `begins`: the
    moment from which the promise counts; `noticed`: how long it took from then until the run started."""
    rows: list[tuple[datetime, datetime, str, Route]] = []
    now = begins + noticed
    if noticed:
        rows.append((begins, now, "noticed", ("noticed_within",)))
    for leg in legs:
        if leg.start > now:
            rows.append((now, leg.start, "(wait)", ("steps", leg.step)))
        now = leg.end or now
        if leg.start < now:
            rows.append((leg.start, now, leg.step, ("steps", leg.step)))
    half, many = MOST_LEGS // 2, len(rows) > MOST_LEGS
    ends = [*rows[:half], *rows[-half:]] if many else rows
    told = [
        (f"{_mark(start - begins)}-{_mark(end - begins)}", what, show_duration(end - start), route)
        for start, end, what, route in ends
    ]
    wide = [max((min(len(row[at]), _WIDEST) for row in told), default=0) for at in (0, 1)]
    shown = [
        Related(f"{when:<{wide[0]}}  {what:<{wide[1]}}  {time}", route, listed=True)
        for when, what, time, route in told
    ]
    if many:
        shown.insert(half, Related(f"({len(rows) - 2 * half} more)", rows[half][3], listed=True))
    return shown


def _mark(time: timedelta) -> str:
    return show_duration(time) if time else "0"
