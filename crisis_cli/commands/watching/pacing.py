"""How fast a replay goes: a file of posts at their own pace or many times as fast, and how long that takes."""

from __future__ import annotations

import os
from datetime import timedelta
from math import ceil
from statistics import median

from crisis_cli.clocks import Clock
from crisis_cli.domain.timing import spoken
from crisis_cli.errors import UsageError
from crisis_cli.feeds.lines import Lines
from crisis_cli.feeds.reading import read

AS_FAST_AS_IT_GOES = "max"

DAY = 86_400.0

GAP = DAY
"""A leap of more than so many seconds from one post to the next is not waited for: nobody listened, or it is a
wrong clock."""


EDGE, FEW = 1 << 16, 9
"""Bytes at either end of a file that are asked for its first and last times, and so many posts in the middle of
which they are taken: one clock may be wrong."""


class Pace:
    """Lets the posts of a file come as they came, `speed` times as fast, by their own times. `span`: the times of
    its first and its last post, None when nobody knows them yet."""

    def __init__(self, clock: Clock, speed: float, span: tuple[float, float] | None = None) -> None:
        self._clock, self._speed, self._span = clock, speed, span
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

    def begins(self) -> str:
        """One sentence for the start: how long it will take, and how to end it."""
        if self._span is None:
            takes = "How long it takes cannot be told before a packed or piped file ends."
        else:
            takes = f"It takes {spoken(self._left(self._span[0]))} at most."
        return f"A replay at {self._speed:g} times its speed. {takes} Ctrl-C ends it, with the table."

    def stands(self, now: float | None) -> tuple[str, ...]:
        """For the screen: that this is a replay, where in the recording it is, how long it goes on. `now`: the
        time in the recording."""
        head = f"REPLAY at {self._speed:g} times its speed"
        if self._span is not None and now is not None:
            first, last = self._span
            days = max(ceil((last - first) / DAY), 1)
            day = min(max(int((now - first) // DAY) + 1, 1), days)
            head += f": day {day} of {days}, {spoken(self._left(now))} left at most"
        return head, "Ctrl-C ends it now, with the table of what was found so far."

    def _left(self, now: float) -> timedelta:
        """Leaps in time are not waited for, so it may be less."""
        return timedelta(seconds=max(self._span[1] - now, 0.0) / self._speed) if self._span else timedelta()


def span_of(name: str) -> tuple[float, float] | None:
    """When the first and the last post of a file were written, about; None for one that is packed or piped."""
    if name.endswith(".gz") or not os.path.isfile(name):
        return None
    try:
        with open(name, "rb") as file:
            head = file.read(EDGE).split(b"\n")
            file.seek(max(os.fstat(file.fileno()).st_size - EDGE, 0))
            tail = file.read(EDGE).split(b"\n")
    except OSError:
        return None
    first, last = _times(head)[:FEW], _times(tail)[-FEW:]
    return (median(first), median(last)) if first and last else None


def _times(lines: list[bytes]) -> list[float]:
    found: list[float] = []
    read(lines, Lines(), lambda _: (0,), lambda mention, _: found.append(mention.at))
    return found


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
