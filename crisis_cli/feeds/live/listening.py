"""All live sources of a watch at once: a thread for each, one bounded queue, whoever reads it never waits long."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.standing import Standing
from crisis_cli.feeds.live.following import follow
from crisis_cli.feeds.live.stream import Batch, Stream

MOST_WAITING = 2_000
"""Batches; when so many wait, the sources wait too, and their servers keep the rest."""

MOST_BYTES = 64_000_000
"""The same for hostile ones, whose lines are long."""

AT_ONCE = 500

Came = tuple[str, Batch | Standing]


class Listening:
    """`start` begins; `marks`: where each source goes on. The threads end with the process: a socket that hangs
    holds nobody up."""

    def __init__(self, streams: Mapping[str, Stream], clock: Clock, chance: Callable[[], float]) -> None:
        self._streams = streams
        self._clock, self._chance = clock, chance
        self._queue: queue.Queue[Came] = queue.Queue(MOST_WAITING)
        self._room = threading.Condition()
        self._bytes = 0
        self._threads: dict[str, threading.Thread] = {}

    def start(self, names: Iterable[str], marks: Mapping[str, Any]) -> None:
        """Connect to those that are not yet."""
        for name in [name for name in names if name not in self._threads]:
            put = partial(self._put, name)
            words = (name, self._streams[name], marks.get(name), put, self._clock, self._chance)
            thread = threading.Thread(target=follow, args=words, name=f"source {name}", daemon=True)
            self._threads[name] = thread
            thread.start()

    def _put(self, name: str, came: Batch | Standing) -> None:
        with self._room:
            self._room.wait_for(lambda: self._bytes < MOST_BYTES)
            self._bytes += _size(came)
        self._queue.put((name, came))

    def came(self, wait: float) -> list[Came]:
        """What came meanwhile, in order; waits up to so many seconds for the first."""
        found: list[Came] = []
        with suppress(queue.Empty):
            found.append(self._queue.get(timeout=wait))
            while len(found) < AT_ONCE:
                found.append(self._queue.get_nowait())
        with self._room:
            self._bytes -= sum(_size(came) for _, came in found)
            self._room.notify_all()
        return found

    @property
    def over(self) -> bool:
        """Whether every source has ended for ever and nothing of it waits."""
        ended = self._threads.keys() == self._streams.keys()
        return ended and not any(map(threading.Thread.is_alive, self._threads.values())) and self._queue.empty()


def _size(came: Batch | Standing) -> int:
    return sum(map(len, came.lines)) if isinstance(came, Batch) else 0
