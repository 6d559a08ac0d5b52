"""A process without a screen that fires due timers and empties the outbox; any number may run at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.clocks import Clock
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event, PageAttempted
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.journal import Head, Journal, KeeperSeen
from crisis_cli.engine.decide_pages import LEASE
from crisis_cli.engine.ports import DeliveryFailed, NewId, Sink
from crisis_cli.engine.session import KEEPER, Session

LOOK = 0.5
"""Seconds between two looks: a timer fires within 1.1 s of its moment."""

BEAT = timedelta(seconds=4)
"""Between two signs of life; after 15 s without one everybody says so."""

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

    def look(self) -> list[Head]:
        """Do what is due now; returns the incidents that are still open."""
        now = self._journal.now()
        self._beat(now)
        heads = self._journal.heads(open_only=True)
        self._notice_jump(heads)
        for head in heads:
            if head.next_due is not None and head.next_due <= now:
                self._attend(head)
        return heads

    def leave(self) -> None:
        """End in good order."""
        self._journal.forget_keeper(self._identity.id)

    def _beat(self, now: datetime) -> None:
        if self._beaten is None or abs(now - self._beaten) >= BEAT:
            who = self._identity
            self._journal.beat(KeeperSeen(who.id, who.host, who.pid, now))
            self._beaten = now

    def _notice_jump(self, heads: list[Head]) -> None:
        """The machine slept, or somebody set its clock: an event of every open run, not a mystery."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        if self._last is not None:
            jump = (wall - self._last[0]).total_seconds() - (steady - self._last[1])
            if abs(jump) > JUMP:
                for head in heads:
                    notice = i.NoticeClockJump(round(jump), self._identity.id)
                    self._on_events(self._session(head.incident).act(notice, actor=KEEPER))
        self._last = (wall, steady)

    def _session(self, name: str) -> Session:
        if name not in self._sessions:
            self._sessions[name] = Session(
                self._journal, name, read_playbook=self._read_playbook, new_id=self._new_id
            )
        return self._sessions[name]

    def _attend(self, head: Head) -> None:
        session = self._session(head.incident)
        fired = session.act(i.Tick(), actor=KEEPER)
        self._on_events(fired)
        now = session.now()
        waiting = [page for page in session.incident.unsent_pages() if (page.retry_at or now) <= now]
        for page in waiting:
            self._send(session, page.id)
        if not fired and not waiting:
            session.tidy()

    def _send(self, session: Session, page: str) -> None:
        """Under a lease: whoever wrote the attempt sends; if this process dies, another takes over."""
        lease = session.now() + LEASE
        attempt = session.act(i.AttemptPage(page, self._identity.id, lease), actor=KEEPER)
        self._on_events(attempt)
        if not any(isinstance(event.data, PageAttempted) for event in attempt):
            return
        incident = session.incident
        try:
            channel = self._sink_for(incident.drill).deliver(incident.pages[page], incident)
            outcome = i.SettlePage(page, channel=channel)
        except DeliveryFailed as failure:
            outcome = i.SettlePage(page, failure=str(failure) or "no reason given")
        self._on_events(session.act(outcome, actor=KEEPER))
