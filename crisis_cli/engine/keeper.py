"""A process without a screen that fires due timers and empties the outbox; any number may run at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.clocks import Clock
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.journal import Head, Journal, KeeperSeen
from crisis_cli.engine.outbox import Outbox, waiting
from crisis_cli.engine.ports import NewId, Sink, unchecked
from crisis_cli.engine.session import KEEPER, Session
from crisis_cli.errors import JournalTooNew, PlaybookUnreadable, SurroundingsFailed

LOOK = 0.5
"""Seconds between two looks: a timer fires within 1.1 s of its moment."""

BEAT = timedelta(seconds=4)
"""Between two signs of life; after 15 s without one everybody says so."""

LEFT_ALONE = timedelta(minutes=1)
"""How long an incident that this version cannot keep is left alone before it is tried again."""

LONGEST_WAIT = timedelta(minutes=5)
"""Longer than any page waits for its next try: what a closed run still has to send is due within it."""

JUMP = 2.0
"""Seconds by which wall and monotonic clock may drift between two looks (research: engine design)."""


class Keeper:
    """`look` is one look: signs of life, clock jumps, due timers, pages. `on_events` is told what was written."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        sink_for: Callable[[bool], Sink],
        *,
        identity: KeeperSeen,
        read_playbook: ReadPlaybook,
        new_id: NewId,
        on_events: Callable[[list[Event]], None],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._identity = identity
        self._read_playbook = read_playbook
        self._new_id = new_id
        self._on_events = on_events
        self._sessions: dict[str, Session] = {}
        self._beaten: datetime | None = None
        self._last: tuple[datetime, float] | None = None
        self._left_alone: dict[str, datetime] = {}
        self._trouble: SurroundingsFailed | None = None
        self._late_because = "no keeper was running"
        self._outbox = Outbox(sink_for, identity.id, self._tell)

    def look(self) -> list[Head]:
        """Do what is due now; returns an incident that is still open, else those with pages to send.

        Timers come first, and again between two pages. Raises SurroundingsFailed when the store failed, and, once
        all others were attended to, when an incident cannot be kept from here; that one is then left alone for a
        while.
        """
        self._beat(self._journal.now())
        self._notice_jump()
        self._trouble = None
        try:
            self._do_what_is_due()
        except SurroundingsFailed:
            self._late_because = "the store could not be reached"
            raise
        self._late_because = ""
        if self._trouble is not None:
            raise self._trouble
        soon = self._journal.now() + LONGEST_WAIT
        return self._journal.heads(open_only=True, limit=1) or self._journal.heads(due_before=soon)

    def finish(self) -> None:
        """Wait for the pages that are on their way."""
        self._outbox.finish(self._clock)

    def leave(self) -> None:
        """End in good order."""
        self.finish()
        self._journal.forget_keeper(self._identity.id)

    def _do_what_is_due(self) -> None:
        while True:
            self._outbox.collect()
            due = self._journal.heads(due_before=self._journal.now())
            for head in due:
                self._attend(head, self._fire)
            sent = [self._attend(head, self._outbox.send_one) for head in due]
            if not any(sent):
                return

    def _beat(self, now: datetime) -> None:
        if self._beaten is None or abs(now - self._beaten) >= BEAT:
            who = self._identity
            self._journal.beat(KeeperSeen(who.id, who.host, who.pid, now))
            self._beaten = now

    def _notice_jump(self) -> None:
        """The machine slept, or somebody set its clock: an event of every open run, not a mystery."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        if self._last is not None:
            jump = (wall - self._last[0]).total_seconds() - (steady - self._last[1])
            if abs(jump) > JUMP:
                self._late_because = "this machine slept, or its clock was set"
                notice = i.NoticeClockJump(round(jump), self._identity.id)
                for head in self._journal.heads(open_only=True):
                    self._attend(head, lambda session: self._tell(session.act(notice, actor=KEEPER)))
        self._last = (wall, steady)

    def _session(self, name: str) -> Session:
        if name not in self._sessions:
            self._sessions[name] = Session(
                self._journal, name, read_playbook=self._read_playbook, new_id=self._new_id, checks=unchecked
            )
        return self._sessions[name]

    def _attend(self, head: Head, do: Callable[[Session], bool]) -> bool:
        """One incident that cannot be read or written by this version does not keep the others waiting."""
        now = self._journal.now()
        if head.incident in self._left_alone and now < self._left_alone[head.incident]:
            return False
        try:
            return do(self._session(head.incident))
        except (JournalTooNew, PlaybookUnreadable) as trouble:
            self._left_alone[head.incident] = now + LEFT_ALONE
            self._trouble = SurroundingsFailed(f"{head.incident} cannot be kept: {trouble.message}", trouble.hint)
            return False

    def _tell(self, events: list[Event]) -> bool:
        self._on_events(events)
        return bool(events)

    def _fire(self, session: Session) -> bool:
        if self._tell(session.act(i.Tick(self._late_because), actor=KEEPER)):
            return True
        if not waiting(session):
            session.tidy()
        return False
