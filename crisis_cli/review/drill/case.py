"""What an objective is rated from: the journal of one drill, and what of it every rating asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.records import FactRecord
from crisis_cli.domain.scenario import Scenario
from crisis_cli.domain.statement import Post
from crisis_cli.review.waiting import Wait


@dataclass(frozen=True)
class Case:
    """The drill, by its own clock. `waits`: who was waited for, and for how long."""

    incident: Incident
    history: Sequence[e.Event]
    scenario: Scenario
    waits: tuple[Wait, ...] = ()

    @property
    def at(self) -> datetime:
        """The end of the drill, or its last event so far."""
        return self.incident.clock_stops(self.history[-1].at)

    def acts(self, *kinds: type[e.Body]) -> Iterator[e.Event]:
        """The events of these kinds that nobody took back, in order."""
        for event in self.history:
            if isinstance(event.data, kinds) and event.seq not in self.incident.undone:
                yield event

    def played(self, inject: str) -> e.Event | None:
        """When it happened; None: not in this drill."""
        events = (event for event in self.acts(e.InjectPlayed))
        return next(
            (one for one in events if isinstance(one.data, e.InjectPlayed) and one.data.inject == inject), None
        )

    def posted(self, statement: str, post: Post) -> list[e.Event]:
        """The event by which that post was recorded, as a list of at most one."""
        key = (statement, post.round, post.channel)
        found = [
            event
            for event in self.acts(e.StatementPosted)
            if isinstance(body := event.data, e.StatementPosted)
            and (body.statement, body.round, body.channel) == key
        ]
        return found[-1:]

    def fact_at(self, fact: str, moment: datetime) -> FactRecord | None:
        """What was known of the fact at that moment."""
        records = self.incident.facts.get(fact, ())
        return next((record for record in reversed(records) if record.moment <= moment), None)
