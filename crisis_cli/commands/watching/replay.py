"""What `crisis watch --replay` shows: a file as if it came in now, the alerts as a table, false alarms a week."""

from __future__ import annotations

import csv
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.domain.alert import Alert
from crisis_cli.errors import UsageError
from crisis_cli.feeds.moments import seconds_of
from crisis_cli.files.disk import read_regular

MOST = 10_000_000
WEEK = 7 * 86_400

AS_FAST_AS_IT_GOES = "max"

GAP = 86_400.0
"""A leap of more than so many seconds from one post to the next is not waited for: nobody listened, or it is a
wrong clock."""


class Pace:
    """Lets the posts of a file come as they came, `speed` times as fast, by their own times."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self._clock, self._speed = clock, speed
        self._began: tuple[float, float] | None = None
        self._last = 0.0

    def wait_for(self, at: float) -> None:
        """Wait until a post of that time is due. A late one is due at once."""
        if self._began is None or abs(at - self._last) > GAP:
            self._began = at, self._clock.monotonic()
        self._last = at
        first, began = self._began
        pause = (at - first) / self._speed - (self._clock.monotonic() - began)
        if pause > 0:
            self._clock.sleep(pause)


def speed_of(text: str) -> float:
    """How many times as fast as it came; 0 for as fast as it goes. Raises UsageError."""
    if text == AS_FAST_AS_IT_GOES:
        return 0.0
    try:
        speed = float(text.removesuffix("x"))
    except ValueError:
        speed = 0.0
    if not 0 < speed < 1e9:
        raise UsageError(f'"{text}" is no speed.', "Write --speed 60 (a minute in a second), or --speed max.")
    return speed


def read_labels(name: str) -> list[tuple[float, float]]:
    """The stretches in which something did happen: lines of begin,end. Raises UsageError."""
    if not name:
        return []
    found = []
    text = read_regular(Path(name), MOST).decode("utf-8", "replace")
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        if not row or (number == 1 and not row[0][:1].isdigit()):
            continue
        try:
            begin, end = seconds_of(row[0].strip()), seconds_of(row[1].strip())
        except (ValueError, IndexError, OverflowError):
            raise UsageError(
                f"{name}, line {number}: no stretch of time.",
                "Write begin,end, such as 2026-11-21T22:00:00Z,2026-11-22T04:00:00Z",
            ) from None
        found.append((begin, end))
    return found


def judged(alerts: list[Alert], labels: list[tuple[float, float]], seconds: float) -> dict[str, float]:
    """Of the alerts: how many were in a labelled stretch, how many false ones a week, how many stretches were
    missed."""
    inside = [alert for alert in alerts if any(begin <= alert.at <= end for begin, end in labels)]
    met = sum(any(begin <= alert.at <= end for alert in alerts) for begin, end in labels)
    false = len(alerts) - len(inside)
    weeks = max(seconds / WEEK, 1 / 7)
    return {
        "alerts": len(alerts),
        "false_alarms": false,
        "false_alarms_per_week": round(false / weeks, 2),
        "labelled": len(labels),
        "missed": len(labels) - met,
    }
