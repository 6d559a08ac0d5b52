"""Who is on duty by the team file while a run goes on: a change of shift is noticed, said, and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.commands import wiring
from crisis_cli.commands.reaching.team_readings import TeamReadings
from crisis_cli.domain.duties import holder
from crisis_cli.domain.events import Event, HandedOver
from crisis_cli.domain.intents import NoticeShift
from crisis_cli.engine.session import KEEPER, Session
from crisis_cli.errors import CrisisError

if TYPE_CHECKING:
    from crisis_cli.files.team.finding import TeamFile

EVERY = 60.0
"""Seconds between two looks at the team files: turns are of whole hours."""

MOST = 50
"""How many open runs are looked at, the newest: what was left open long ago has no shifts."""


class ShiftWatch:
    """`look` whenever the keeper does; `tell` hears what was written."""

    def __init__(self, tell: Callable[[list[Event]], None]) -> None:
        self._tell = tell
        self._readings = TeamReadings(wiring.journal().now, wiring.zone)
        self._sessions: dict[str, Session] = {}
        self._next = wiring.clock().monotonic()

    def look(self) -> bool:
        """Let every open run know who is on duty now; whether that was news to any. Raises SurroundingsFailed when
        the store failed."""
        if wiring.clock().monotonic() < self._next:
            return False
        news = False
        self._next = wiring.clock().monotonic() + EVERY
        for head in wiring.journal().heads(open_only=True)[-MOST:]:
            with suppress(CrisisError):  # closed meanwhile, of a newer version: the keeper itself says so
                news |= self._attend(head.incident)
        return news

    def _attend(self, name: str) -> bool:
        if name not in self._sessions:
            self._sessions[name] = wiring.session(name)
        session = self._sessions[name]
        session.refresh()
        if session.incident.closed is not None or session.incident.exercise is not None:
            return False
        events = [event for intent in self._changes(session) for event in session.act(intent, actor=KEEPER)]
        self._tell(events)
        return bool(events)

    def _changes(self, session: Session) -> Iterator[NoticeShift]:
        """Who is on duty now, for every role that nobody handed over on purpose since that last changed."""
        incident, now = session.incident, session.now()
        try:
            found = self._readings.team(incident) if incident.team else None
        except CrisisError:
            return  # pages wait for it, and say so
        if found is None:
            return
        duties = _on_duty(found, now)
        for role in incident.playbook.roles:
            person, handed_at = duties.get(role), _handed_at(session, role)
            if person and (handed_at is None or _on_duty(found, handed_at).get(role) != person):
                yield NoticeShift(role, person)


def _on_duty(found: TeamFile, at: datetime) -> dict[str, str | None]:
    """Who has which role by the team file; without those of a calendar that cannot be read."""
    calendars, _ = found.calendars(at)
    known = {role: duty for role, duty in found.team.duties.items() if not duty.calendar or role in calendars}
    return {role: holder(duty, at, calendars.get(role, ()))[0] for role, duty in known.items()}


def _handed_at(session: Session, role: str) -> datetime | None:
    """When somebody last took the role here; None: whoever had it by the team file still has it."""
    for event in reversed(session.history):
        if isinstance(event.data, HandedOver) and event.data.what == role:
            return event.moment
    return None
