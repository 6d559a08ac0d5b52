"""One run as this process last read it: its events, and what they add up to."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events import Event, TextRedacted
from crisis_cli.domain.evolve import ReadPlaybook, evolve
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import Journal
from crisis_cli.errors import UsageError


class Run:
    """`incident` and `history` are what the journal held at the last look."""

    def __init__(self, journal: Journal, name: str, *, read_playbook: ReadPlaybook) -> None:
        self.journal = journal
        self.name = name
        self.history: list[Event] = []
        self._read_playbook = read_playbook
        self._incident: Incident | None = None
        self.refresh()

    @property
    def incident(self) -> Incident:
        """The run as of the last look; raises UsageError when the journal has none of that name."""
        if self._incident is None:
            raise UsageError(f'There is no incident "{self.name}".', "crisis incidents lists them.")
        return self._incident

    def refresh(self) -> list[Event]:
        """Look what is new; returns those events, oldest first."""
        news = self.journal.read(self.name, after=self._incident.version if self._incident else 0)
        if self._incident is not None and any(isinstance(event.data, TextRedacted) for event in news):
            self.forget()  # words that were read before must go from this process too
            self.refresh()
            return news
        for event in news:
            self._incident = evolve(self._incident, event, self._read_playbook)
        self.history += news
        return news

    def forget(self) -> None:
        """Read everything anew at the next look."""
        self.history.clear()
        self._incident = None

    def now(self) -> datetime:
        """The moment to decide by: the journal's clock, never before the last event."""
        now = self.journal.now()
        last = self.incident.last_at
        return max(now, last) if last else now
