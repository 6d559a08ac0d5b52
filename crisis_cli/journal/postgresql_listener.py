"""Hears of commits as they happen: LISTEN on a connection and a thread of its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import psycopg

from crisis_cli.journal.postgresql_access import LONGEST_PAUSE, SHORTEST_PAUSE, Connection, connect
from crisis_cli.journal.postgresql_tables import CHANNEL


class Listener:
    """`heard` is set when something was notified, and whenever something may have been missed: at the beginning,
    and after a lost connection. `hears`: whether the connection stands. `changed` is called
    each time."""

    def __init__(self, info: str, changed: Callable[[], None]) -> None:
        self.heard = threading.Event()
        self.hears = False
        self.changed = changed
        self._info = info
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="listener", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._end.is_set():
            try:
                with contextlib.closing(connect(self._info)) as db:
                    db.execute(f"LISTEN {CHANNEL}")
                    pause = SHORTEST_PAUSE
                    self._until_lost(db)
            except psycopg.Error:
                self.hears = False
                self._tell()
                self._end.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def _until_lost(self, db: Connection) -> None:
        self.hears = True
        self._tell()
        while not self._end.is_set():
            for _ in db.notifies(timeout=0.5, stop_after=1):
                self._tell()

    def _tell(self) -> None:
        self.heard.set()
        self.changed()

    def close(self) -> None:
        """End the thread; it may be waiting for the network, and goes with the process then."""
        self._end.set()
        self._thread.join(1.5)
