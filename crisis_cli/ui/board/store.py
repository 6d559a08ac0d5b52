"""The journal seen from a thread of its own, so that a store that hangs or fails never stops the clocks on screen.

Only this thread touches the session. The board reads `picture`, which is replaced whole and never changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from crisis_cli.domain.events import Event
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Intent
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.ui.board.parts import BoardParts

Found = TypeVar("Found")

BEHIND = 2.0
"""Seconds without a good look at the journal after which the picture is called stale."""

GLANCE = 1.0
"""Seconds between two looks at the keepers and at the journal's own clock, which change without an event."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The run at the last good look. `ahead`: the journal's clock minus this machine's."""

    incident: Incident
    history: tuple[Event, ...]
    keeper_seen_at: datetime | None
    ahead: timedelta


class Store:
    """`picture` is what the journal held at the last good look; `trouble` says why there is no newer one."""

    def __init__(self, parts: BoardParts) -> None:
        self._parts = parts
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._version: int | None = None
        self._glanced = parts.clock.monotonic()
        self._good = parts.clock.monotonic()
        self.trouble = ""
        self.picture = self._take(parts.keeper_seen())

    @property
    def stale(self) -> timedelta | None:
        """For how long there has been no good look; None while the picture is fresh."""
        gone = self._parts.clock.monotonic() - self._good
        return timedelta(seconds=gone) if gone >= BEHIND or self.trouble else None

    def at(self) -> datetime:
        """The moment to show: the journal's clock, never before the last event."""
        now = self._parts.clock.now() + self.picture.ahead
        last = self.picture.incident.last_at
        return max(now, last) if last else now

    async def look(self) -> None:
        """Look whether something changed; what could not be seen is said by `trouble` and `stale`."""
        try:
            await self._in_thread(self._look)
        except CrisisError as failed:
            self.trouble, self._version = failed.message, None
        except Exception as wrong:  # whatever it is, it is said and tried again
            self.trouble, self._version = f"{type(wrong).__name__}: {wrong}", None

    async def act(self, intent: Intent, *, actor: str, happened_at: datetime | None = None) -> list[Event]:
        """Let the intent happen; raises CrisisError when it is refused or could not be stored."""
        return await self.call(lambda: self._parts.session.act(intent, actor=actor, happened_at=happened_at))

    async def call(self, work: Callable[[], Found]) -> Found:
        """Do something that uses the session or takes its time; the picture is up to date afterwards."""

        def both() -> Found:
            try:
                return work()
            finally:
                self.picture = self._take(self.picture.keeper_seen_at)

        return await self._in_thread(both)

    async def _in_thread(self, work: Callable[[], Found]) -> Found:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except OSError as failed:
            raise SurroundingsFailed(f"The journal cannot be reached: {failed}.", "Nothing was stored.") from None

    def close(self) -> None:
        """Let go of the thread; what it is doing ends by itself."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    # --- in the thread ---------------------------------------------------------------------------------------

    def _look(self) -> None:
        session, clock = self._parts.session, self._parts.clock
        version = session.journal.version()
        moment = clock.monotonic()
        if version != self._version:
            session.refresh()
        if version != self._version or moment - self._glanced >= GLANCE:
            self._glanced = moment
            self.picture = self._take(self._parts.keeper_seen())
        self._version, self._good, self.trouble = version, moment, ""

    def _take(self, keeper_seen_at: datetime | None) -> Picture:
        session = self._parts.session
        ahead = session.journal.now() - self._parts.clock.now()
        if abs(ahead) < timedelta(seconds=1):  # the same clock, read twice
            ahead = timedelta()
        if hasattr(self, "picture") and session.incident.version == self.picture.incident.version:
            return Picture(self.picture.incident, self.picture.history, keeper_seen_at, ahead)
        return Picture(session.incident.copy(), tuple(session.history), keeper_seen_at, ahead)
