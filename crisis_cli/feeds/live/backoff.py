"""How long to leave a server alone after a connection was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from crisis_cli.feeds.live.stream import Lost, Trouble

JITTER = 0.25
"""By up to so much of itself a wait gets longer: a thousand clients do not come back in the same moment."""

LONGEST_ASKED = 3_600.0
"""Seconds; whoever asks for more is asked again after an hour."""


class BackOff:
    """The waits that X documents for its streams, which are kind enough for every other server: after a network
    error 250 ms more each time, up to 16 s; after an HTTP error 5 s, doubled up to 320 s; after a 429 a minute,
    doubled (and here up to 16 min). Source: docs.x.com/x-api/fundamentals/handling-disconnections.

    `chance`: a number from 0 to 1, for the jitter.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._times: Counter[Trouble] = Counter()

    def wait(self, lost: Lost) -> float:
        """Seconds until the next try; never less than the server asked for."""
        self._times[lost.trouble] += 1
        times = self._times[lost.trouble]
        doubled = 2.0 ** min(times - 1, 10)
        least = {
            Trouble.NETWORK: min(0.25 * times, 16.0),
            Trouble.REFUSED: min(5.0 * doubled, 320.0),
            Trouble.TOO_MANY: min(60.0 * doubled, 960.0),
        }[lost.trouble]
        return max(least, min(lost.after, LONGEST_ASKED)) * (1 + JITTER * self._chance())

    def worked(self) -> None:
        """A connection held: the next loss is the first again."""
        self._times.clear()
