"""What an event's sentence needs beside the event's own body: who did it, in which run, and names for people."""

from __future__ import annotations

from datetime import datetime, tzinfo

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import clock_or_day


class Telling:
    """One event that is told; times are local in `zone`."""

    def __init__(self, event: e.Event, incident: Incident, zone: tzinfo) -> None:
        self.by = event.actor
        self.at = event.at
        self.incident = incident
        self.zone = zone

    def title(self, step: str) -> str:
        found = self.incident.step(step)
        return found.title if found is not None else step

    def role(self, role: str) -> str:
        found = self.incident.playbook.roles.get(role)
        return found.title if found is not None else role

    def time(self, moment: datetime | None) -> str:
        """On the clock; with its day where the next such time would be another one."""
        return clock_or_day(moment, self.at, self.zone) if moment is not None else "no time set"
