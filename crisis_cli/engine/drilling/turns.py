"""When those whom the tool plays turn to a step: who was told that it is theirs, when they begin and end. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.scenario import InjectKind, Scenario
from crisis_cli.engine.drilling.presence import Presence

USUAL = timedelta(minutes=3)
"""How long an approval or a publication is reckoned to take where the playbook does not say it."""


class Turns:
    """Of the open steps, as things stand at `at`."""

    def __init__(
        self, incident: Incident, exercise: Exercise, scenario: Scenario, presence: Presence, at: datetime
    ) -> None:
        self._incident = incident
        self._exercise = exercise
        self._scenario = scenario
        self._presence = presence
        self._at = at

    def asked(self, step: Step) -> dict[str, datetime]:
        """Those of the tool's who were told that it is theirs, and when: its owner, and whom a rung paged."""
        state = self._incident.state(step.id)
        owner = self._incident.owner(step.id, self._at)
        found = {owner: self.begins(step)} if owner else {}
        for rung in state.rungs:
            if rung.person:
                found.setdefault(rung.person, rung.fired_at)
        return {person: since for person, since in found.items() if self._presence.is_played(person)}

    def begins(self, step: Step) -> datetime:
        """When its owner turns to it: at once; what comes again so early that it is out when it is due, or once
        something wrong is said that no text has answered."""
        state = self._incident.state(step.id)
        opened = state.opened_at or self._at
        if step.repeat is None or state.due_at is None:
            return opened
        owner = self._incident.owner(step.id, self._at) or ""
        path = self._incident.playbook.path_of(step)
        behind = [other.within or USUAL for other in path if other.kind in (Kind.APPROVE, Kind.PUBLISH)]
        half = opened + max(state.due_at - opened, timedelta()) / 2  # else short rounds would follow at once
        begins = max(half, state.due_at - sum(behind, self._presence.slowest(owner)))
        wrong = self._unanswered(step) if step.kind is Kind.DRAFT else None
        return min(begins, max(opened, wrong)) if wrong is not None else begins

    def says_mine(self, step: Step, person: str, since: datetime) -> datetime | None:
        """When somebody who was told at `since` says that it is theirs; None: never."""
        return self._presence.free_from(person, since + self._presence.ack(person, self._key(step)))

    def ends(self, step: Step, person: str, since: datetime, key: str = "") -> datetime | None:
        """When they are through with it, or with the part of it that `key` names; None: never."""
        mine = self.says_mine(step, person, since)
        if mine is None:
            return None
        ends = since + self._presence.act(person, f"{self._key(step)}{key}")
        return self._presence.free_from(person, max(mine, ends))

    def _key(self, step: Step) -> str:
        return f"{step.id} {self._incident.state(step.id).round}"

    def _unanswered(self, step: Step) -> datetime | None:
        versions = self._incident.statement(step.target).versions
        written = versions[-1].at if versions else self._scenario.starts
        played = self._exercise.played
        wrong = (one.id for one in self._scenario.acted_on if one.kind is InjectKind.WRONG)
        return min((played[name] for name in wrong if name in played and played[name] > written), default=None)
