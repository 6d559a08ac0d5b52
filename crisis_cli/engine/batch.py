"""The events of one decision while it is being made: each is folded in at once, so the next one can see it."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.events import Body, Event
from crisis_cli.domain.evolve import ReadPlaybook, evolve
from crisis_cli.domain.incident import Incident
from crisis_cli.engine.ports import Checks, unchecked


class Batch:
    """`incident` is a private copy that already believes what was added; `bodies` is what will be written.

    Each body stands beside the moment at which it took place, None where that is simply now.
    """

    def __init__(
        self,
        incident: Incident,
        *,
        at: datetime,
        actor: str,
        happened_at: datetime | None = None,
        read_playbook: ReadPlaybook,
        checks: Checks = unchecked,
    ) -> None:
        self.incident = incident.copy()
        self.at = at
        self.actor = actor
        self.happened_at = happened_at
        self.bodies: list[tuple[Body, datetime | None]] = []
        self.checks = checks
        self.late_because = ""
        self._read_playbook = read_playbook

    def act(self, body: Body) -> None:
        """Add what the person did; it took place when the person says so."""
        self._add(body, self.happened_at)

    def follow(self, body: Body) -> None:
        """Add a consequence; it takes place now."""
        self._add(body, None)

    def _add(self, body: Body, happened_at: datetime | None) -> None:
        seq = self.incident.version + 1
        event = Event(self.incident.id, seq, "", 1, self.at, happened_at, self.actor, body, "")
        self.incident = evolve(self.incident, event, self._read_playbook)
        self.bodies.append((body, happened_at))

    @property
    def moment(self) -> datetime:
        """When the act took place."""
        return self.happened_at or self.at

    def ago(self, moment: datetime) -> timedelta:
        """How long before now."""
        return self.at - moment
