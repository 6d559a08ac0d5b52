"""The journal seen from a thread of its own, so that a store that hangs or fails never stops the clocks on screen.

Only this thread touches the session. The board reads `picture`, which is replaced whole and never changed.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import contextvars
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from crisis_cli.domain.events import Event
from crisis_cli.domain.exercise import drill_time
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Intent
from crisis_cli.engine.drilling.clock import DrillJournal
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.ui.board.parts import BoardParts

Found = TypeVar("Found")

POLL = 0.1
"""Seconds between two looks at the journal (research A7: 0.13 % of a processor, seen within 0.12 s)."""

BEHIND = 2.0
"""Seconds without a good look at the journal after which the picture is called stale."""

GLANCE = 1.0
"""Seconds between two looks at the keepers and at the journal's own clock, which change without an event."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The run at the last good look. `ahead`: the journal's clock minus this machine's. `hands`: the moment of the
    last event by a drill's own clock, and when that was stored by ours. `real`: while this is a drill, the real
    runs that are open, by name with number and title. `team_trouble`: what is wrong with the team file."""

    incident: Incident
    history: tuple[Event, ...]
    keeper_seen_at: datetime | None
    ahead: timedelta
    hands: tuple[datetime, datetime] | None = None
    real: tuple[tuple[str, int, str], ...] = ()
    team_trouble: str = ""


def _beside(picture: Picture) -> tuple[object, ...]:
    """What of it changes without an event of this run."""
    return picture.keeper_seen_at, picture.ahead, picture.hands, picture.real, picture.team_trouble


class Store:
    """`picture` is what the journal held at the last good look; `trouble` says why there is no newer one."""

    def __init__(self, parts: BoardParts) -> None:
        self._parts = parts
        self._version: int | None = None
        self._glanced = self._good = parts.clock.monotonic()
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._tell: Callable[[], None] = lambda: None
        self.trouble = ""
        self.picture = Picture(
            *self._run_now(), parts.keeper_seen(), self._ahead(), *self._heads(), parts.team_trouble()
        )

    # --- for the board ---------------------------------------------------------------------------------------

    def start(self, changed: Callable[[], None]) -> None:
        """Watch the journal from now on; `changed` is called in the running loop when the picture changed."""
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()

        def tell() -> None:
            loop.call_soon_threadsafe(changed, context=context)

        self._tell = tell
        self._thread = threading.Thread(target=self._watch, name="journal", daemon=True)
        self._thread.start()
        self._parts.session.journal.watch(lambda: self._jobs.put(self._look))

    @property
    def stale(self) -> timedelta | None:
        """For how long there has been no good look; None while the picture is fresh."""
        gone = self._parts.clock.monotonic() - self._good
        return timedelta(seconds=gone) if gone >= BEHIND or self.trouble else None

    def at(self) -> datetime:
        """The moment to show: the journal's clock, or the drill's own; never before the last event."""
        now = self._parts.clock.now() + self.picture.ahead
        exercise, hands, last = self.picture.incident.exercise, self.picture.hands, self.picture.incident.last_at
        if exercise is not None and self.picture.incident.closed is not None:
            return last or now  # a drill that is over stands where it ended
        if exercise is not None and hands is not None:
            now = drill_time(exercise, last_at=hands[0], stored_at=hands[1], wall=now)
        return max(now, last) if last else now

    async def look(self) -> None:
        """Look now; what could not be seen is said by `trouble` and `stale`."""
        await self._in_thread(self._look)

    async def act(self, intent: Intent, *, actor: str, happened_at: datetime | None = None) -> list[Event]:
        """Let the intent happen; raises CrisisError when it is refused or could not be stored."""
        return await self.call(lambda: self._parts.session.act(intent, actor=actor, happened_at=happened_at))

    async def call(self, work: Callable[[], Found]) -> Found:
        """Do something that uses the session or takes its time; the picture is up to date afterwards."""

        def both() -> Found:
            try:
                return work()
            except OSError as failed:
                raise SurroundingsFailed(
                    f"The journal cannot be reached: {failed}.", "Nothing was stored."
                ) from None
            finally:
                self._take(self.picture.keeper_seen_at)

        return await self._in_thread(both)

    async def _in_thread(self, work: Callable[[], Found]) -> Found:
        answer: concurrent.futures.Future[Found] = concurrent.futures.Future()

        def job() -> None:
            if not answer.set_running_or_notify_cancel():  # whoever asked has gone
                return
            try:
                answer.set_result(work())
            except Exception as wrong:
                answer.set_exception(wrong)

        self._jobs.put(job)
        return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """Let what is under way end, and let go of the thread."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(1.0)

    # --- in the thread ---------------------------------------------------------------------------------------

    def _watch(self) -> None:
        while True:
            before = (self.picture, self.trouble)
            try:
                job = self._jobs.get(timeout=POLL)
            except queue.Empty:
                job = self._look
            if job is None:
                return
            job()
            if before != (self.picture, self.trouble):
                with contextlib.suppress(RuntimeError):  # the board is closed
                    self._tell()

    def _look(self) -> None:
        try:
            version = self._parts.session.journal.version()
            moment = self._parts.clock.monotonic()
            if version != self._version:
                self._parts.session.refresh()
            if version != self._version or moment - self._glanced >= GLANCE:
                self._glanced = moment
                self._take(self._parts.keeper_seen())
            self._version, self._good, self.trouble = version, moment, ""
        except CrisisError as failed:
            self.trouble, self._version = failed.message, None
        except Exception as wrong:  # whatever it is, it is said and tried again
            self.trouble, self._version = f"{type(wrong).__name__}: {wrong}", None

    def _take(self, keeper_seen_at: datetime | None) -> None:
        """A new picture, if there is anything new in it."""
        picture, session = self.picture, self._parts.session
        run = (picture.incident, picture.history)
        if session.incident.version != picture.incident.version:
            run = self._run_now()
        now = Picture(*run, keeper_seen_at, self._ahead(), *self._heads(), self._parts.team_trouble())
        if run[0] is not picture.incident or _beside(now) != _beside(picture):
            self.picture = now

    def _run_now(self) -> tuple[Incident, tuple[Event, ...]]:
        session = self._parts.session
        return session.incident.copy(), tuple(session.history)

    def _heads(self) -> tuple[tuple[datetime, datetime] | None, tuple[tuple[str, int, str], ...]]:
        """A drill's own hands, and the real runs beside it; nothing for a real run."""
        session = self._parts.session
        if not session.incident.drill:
            return None, ()
        heads = session.journal.heads()
        own = next((head for head in heads if head.incident == session.name), None)
        real = tuple((head.incident, head.number, head.title) for head in heads if head.open and not head.drill)
        return (own.last_at, own.stored_at) if own is not None else None, real

    def _ahead(self) -> timedelta:
        journal = self._parts.session.journal
        below = journal.below if isinstance(journal, DrillJournal) else journal
        ahead = below.now() - self._parts.clock.now()
        return ahead if abs(ahead) >= timedelta(seconds=1) else timedelta()  # the same clock, read twice
