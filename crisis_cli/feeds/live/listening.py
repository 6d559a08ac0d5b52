"""All live sources of a watch at once: a thread for each, one bounded queue, whoever reads it never waits long."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.standing import Standing
from crisis_cli.feeds.live.following import follow
from crisis_cli.feeds.live.stream import Batch, Stream

MOST_WAITING = 2_000
"""Batches; when so many wait, the sources wait too, and their servers keep the rest."""

AT_ONCE = 500

Came = tuple[str, Batch | Standing]


class Listening:
    """`start` begins; `marks`: where each source goes on. The threads end with the process: a socket that hangs
    holds nobody up."""

    def __init__(self, streams: Mapping[str, Stream], clock: Clock, chance: Callable[[], float]) -> None:
        self._streams = streams
        self._clock, self._chance = clock, chance
        self._queue: queue.Queue[Came] = queue.Queue(MOST_WAITING)
        self._threads: list[threading.Thread] = []

    def start(self, marks: Mapping[str, Any]) -> None:
        """Connect to all of them."""
        for name, stream in self._streams.items():
            put = partial(self._put, name)
            words = (name, stream, marks.get(name), put, self._clock, self._chance)
            thread = threading.Thread(target=follow, args=words, name=f"source {name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _put(self, name: str, came: Batch | Standing) -> None:
        self._queue.put((name, came))

    def came(self, wait: float) -> list[Came]:
        """What came meanwhile, in order; waits up to so many seconds for the first."""
        found: list[Came] = []
        with suppress(queue.Empty):
            found.append(self._queue.get(timeout=wait))
            while len(found) < AT_ONCE:
                found.append(self._queue.get_nowait())
        return found

    @property
    def over(self) -> bool:
        """Whether every source has ended for ever and nothing of it waits."""
        return not any(thread.is_alive() for thread in self._threads) and self._queue.empty()
