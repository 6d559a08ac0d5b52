"""How live sources stand, in words: on the screen all the time, below it when something changes."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.standing import Standing, State
from crisis_cli.domain.timing import clock_or_day, spoken
from crisis_cli.ui.safe import safe_line

LONGEST = 200

QUIET = timedelta(minutes=1)
"""From then on the screen says for how long a source that is connected has said nothing."""


def standing_line(standing: Standing, lines: int, quiet: timedelta, at: datetime, zone: tzinfo) -> str:
    """`ok bluesky: connected since 03:05, 1204 lines, QUIET for 7 min`; a mark and a word, for a lost one too."""
    since = clock_or_day(standing.since, at, zone)
    if standing.state is State.CONNECTED:
        silent = f", QUIET for {spoken(quiet)}" if quiet >= QUIET and not standing.polled else ""
        return f"ok {standing.source}: connected since {since}, {lines} lines{silent}"
    if standing.state is State.LOST:
        return f"!! {standing.source}: LOST since {since} ({_why(standing)}); {_next(standing, at)}"
    return f".. {standing.source}: {standing.state}"


def change_said(standing: Standing, before: Standing, at: datetime) -> str:
    """One sentence about what has become of a source. `before`: how it stood."""
    if standing.state is State.LOST:
        still = f"still LOST after {spoken(at - standing.since)}" if before.state is State.LOST else "LOST"
        return f"{standing.source}: {still}: {_why(standing)}; {_next(standing, at)}."
    if before.state is State.LOST:
        return f"{standing.source}: {standing.state} again after {spoken(at - before.since)}."
    return f"{standing.source}: {standing.state}."


def quiet_said(source: str, quiet: timedelta) -> str:
    """One sentence about a source that is connected and says nothing."""
    return f"{source}: connected, and quiet for {spoken(quiet)}."


def _why(standing: Standing) -> str:
    return safe_line(standing.why, LONGEST)  # it may hold the name of a file


def _next(standing: Standing, at: datetime) -> str:
    left = standing.next_try - at if standing.next_try is not None else timedelta()
    return f"next try in {spoken(left)}" if left >= timedelta(seconds=1) else "next try now"
