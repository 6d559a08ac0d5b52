"""How the rules about promises say lengths of time, and the path on which a promise comes so late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Related
from crisis_cli.domain.playbook import Promise
from crisis_cli.domain.timing import show_duration, spoken

if TYPE_CHECKING:  # only a promise that is late has a path
    from collections.abc import Sequence
    from datetime import datetime

    from crisis_cli.proof.paths import Leg

MOST_LEGS = 12
"""A longer path is shown with its middle left out."""


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


def shown_legs(legs: Sequence[Leg], begins: datetime, noticed: timedelta) -> str:
    """`noticed 5m -> size-up 5m -> write-holding 8m`, with what is waited for between two steps."""
    parts = [f"noticed {show_duration(noticed)}"] if noticed else []
    now = begins
    for leg in legs:
        if leg.start > now:
            parts.append(f"wait {show_duration(leg.start - now)}")
        parts.append(leg.step if leg.end is None else f"{leg.step} {show_duration(leg.end - leg.start)}")
        now = leg.end or now
    if len(parts) > MOST_LEGS:
        half = MOST_LEGS // 2
        parts = [*parts[:half], f"({len(parts) - 2 * half} more)", *parts[-half:]]
    return " -> ".join(parts)


def on_the_way(legs: Sequence[Leg]) -> list[Related]:
    """The steps of a path, each with the time that it takes."""
    shown = [*legs[: MOST_LEGS // 2], *legs[max(MOST_LEGS // 2, len(legs) - MOST_LEGS // 2) :]]
    return [
        Related(f'"{leg.step}" takes {show_duration(leg.end - leg.start)}', ("steps", leg.step))
        for leg in shown
        if leg.end is not None and leg.end > leg.start
    ]
