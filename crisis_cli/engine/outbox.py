"""Sends what waits in the outbox: each page under a lease, several at once, one after the other to one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.clocks import Clock
from crisis_cli.domain import intents as i
from crisis_cli.domain.delivery import FAULT, Outcome
from crisis_cli.domain.events import Event, PageAttempted
from crisis_cli.domain.records import Page
from crisis_cli.engine.decide_pages import LEASE
from crisis_cli.engine.ports import DeliveryFailed, Sending, Sink
from crisis_cli.engine.session import KEEPER, Session

AT_ONCE = 12
"""Pages on their way at one time. Each is a process of its own; one that hangs is ended before its lease is."""

PATIENCE = LEASE - timedelta(seconds=5)
"""How long whoever ends waits for what is on its way; a sink has given up by then."""

Tell = Callable[[list[Event]], object]


class Outbox:
    """What one keeper has on its way. A service that hangs holds up whoever it was to reach, and nobody else."""

    def __init__(self, sink_for: Callable[[bool], Sink], keeper: str, tell: Tell) -> None:
        self._sink_for = sink_for
        self._keeper = keeper
        self._tell = tell
        self._on_the_way: dict[tuple[str, str], tuple[Session, str, Sending]] = {}

    def send_one(self, session: Session) -> bool:
        """Take the next page that may go now and send it, or begin to; False: there is none."""
        if len(self._on_the_way) >= AT_ONCE:
            return False
        busy = {person for _, person, _ in self._on_the_way.values()}
        page = next((page for page in waiting(session) if page.person not in busy), None)
        if page is None:
            return False
        attempt = _attempt(session, page.id, self._keeper)
        self._tell(attempt)
        if not any(isinstance(event.data, PageAttempted) for event in attempt):
            return bool(attempt)
        begun = _deliver(session, page.id, self._sink_for)
        if isinstance(begun, Outcome):
            self._tell(_settle(session, page.id, begun))
        else:
            self._on_the_way[session.name, page.id] = (session, page.person, begun)
        return True

    def collect(self) -> None:
        """Write down how those went of which something is known by now."""
        for key, (session, _, sending) in list(self._on_the_way.items()):
            outcome = sending.outcome()
            if outcome is not None:
                self._tell(_settle(session, key[1], outcome))
                del self._on_the_way[key]

    def finish(self, clock: Clock) -> None:
        """Wait for what is on its way, so that nobody has to send it again."""
        until = clock.monotonic() + PATIENCE.total_seconds()
        while self._on_the_way and clock.monotonic() < until:
            self.collect()
            if self._on_the_way:
                clock.sleep(0.05)
        for _, _, sending in self._on_the_way.values():
            sending.end()


def send(
    session: Session,
    page: str,
    sink_for: Callable[[bool], Sink],
    keeper: str,
    on_events: Callable[[list[Event]], None],
) -> bool:
    """Take the page under a lease in that keeper's name and say how sending went, for a sink that knows at once;
    False: nothing came of it."""
    attempt = _attempt(session, page, keeper)
    on_events(attempt)
    if not any(isinstance(event.data, PageAttempted) for event in attempt):
        return bool(attempt)
    begun = _deliver(session, page, sink_for)
    if isinstance(begun, Outcome):
        on_events(_settle(session, page, begun))
    return True


def waiting(session: Session) -> list[Page]:
    """What is to be sent now: not under somebody's lease, nor waiting for its next try."""
    now = session.now()
    return [page for page in session.incident.unsent_pages() if (page.retry_at or now) <= now]


def _attempt(session: Session, page: str, keeper: str) -> list[Event]:
    return session.act(i.AttemptPage(page, keeper, session.now() + LEASE), actor=KEEPER)


def _deliver(session: Session, page: str, sink_for: Callable[[bool], Sink]) -> Outcome | Sending:
    incident = session.incident
    try:
        begun = sink_for(incident.drill).deliver(incident.pages[page], incident)
    except DeliveryFailed as failure:
        return failure.outcome
    except Exception as fault:  # whatever a sink runs into, a keeper goes on; its text might hold a secret
        return Outcome("", FAULT, f"sending it ran into a fault ({type(fault).__name__})")
    return Outcome(begun) if isinstance(begun, str) else begun


def _settle(session: Session, page: str, outcome: Outcome) -> list[Event]:
    if outcome.channel:
        return session.act(i.SettlePage(page, channel=outcome.channel), actor=KEEPER)
    failed = i.SettlePage(
        page,
        failure=outcome.why or "no reason given",
        failed_as=outcome.failed_as,
        another=outcome.another,
        again_after=outcome.again_after,
    )
    return session.act(failed, actor=KEEPER)
