"""A process without a screen that fires due timers and empties the outbox; any number may run at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.clocks import Clock
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event, PageAttempted
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.journal import Head, Journal, KeeperSeen
from crisis_cli.domain.records import Page
from crisis_cli.engine.decide_pages import LEASE
from crisis_cli.engine.ports import DeliveryFailed, NewId, Sink, unchecked
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
        self._sink_for = sink_for
        self._identity = identity
        self._read_playbook = read_playbook
        self._new_id = new_id
        self._on_events = on_events
        self._sessions: dict[str, Session] = {}
        self._beaten: datetime | None = None
        self._last: tuple[datetime, float] | None = None
        self._left_alone: dict[str, datetime] = {}
        self._trouble: SurroundingsFailed | None = None

    def look(self) -> list[Head]:
        """Do what is due now; returns the incidents that are still open, or have pages to send.

        Timers come first, and again between two pages: however slow a page is, it delays no other by more than
        itself. Raises SurroundingsFailed when the store failed, and, once all others were attended to, when an
        incident cannot be kept from here; that one is then left alone for a while.
        """
        self._beat(self._journal.now())
        self._notice_jump()
        self._trouble = None
        while True:
            due = self._journal.heads(due_before=self._journal.now())
            for head in due:
                self._attend(head, self._fire)
            sent = [self._attend(head, self._send_one) for head in due]
            if not any(sent):
                break
        if self._trouble is not None:
            raise self._trouble
        closed = self._journal.heads(due_before=self._journal.now() + LONGEST_WAIT)
        return [*self._journal.heads(open_only=True), *(head for head in closed if not head.open)]

    def leave(self) -> None:
        """End in good order."""
        self._journal.forget_keeper(self._identity.id)

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
        if self._tell(session.act(i.Tick(), actor=KEEPER)):
            return True
        if not _waiting(session):
            session.tidy()
        return False

    def _send_one(self, session: Session) -> bool:
        """Send the next page, if there is one, under a lease: whoever wrote the attempt sends; if this process
        dies, another takes over."""
        waiting = _waiting(session)
        return bool(waiting) and send(session, waiting[0].id, self._sink_for, self._identity.id, self._on_events)


def send(
    session: Session,
    page: str,
    sink_for: Callable[[bool], Sink],
    keeper: str,
    on_events: Callable[[list[Event]], None],
) -> bool:
    """Take the page under a lease in that keeper's name and say how sending went; False: nothing came of it."""
    attempt = session.act(i.AttemptPage(page, keeper, session.now() + LEASE), actor=KEEPER)
    on_events(attempt)
    if not any(isinstance(event.data, PageAttempted) for event in attempt):
        return bool(attempt)
    incident = session.incident
    try:
        channel = sink_for(incident.drill).deliver(incident.pages[page], incident)
        outcome = i.SettlePage(page, channel=channel)
    except DeliveryFailed as failure:
        outcome = i.SettlePage(page, failure=str(failure) or "no reason given")
    on_events(session.act(outcome, actor=KEEPER))
    return True


def _waiting(session: Session) -> list[Page]:
    """What is to be sent now: not under somebody's lease, nor waiting for its next try."""
    now = session.now()
    return [page for page in session.incident.unsent_pages() if (page.retry_at or now) <= now]
