"""Runs to look back at: a real engine on a journal in memory, with a clock moved by hand and a patient keeper."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import DrillBegan, Event
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.decide_pages import LEASE
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import Checks, unchecked
from crisis_cli.engine.session import KEEPER, open_run
from crisis_cli.engine.timers import next_due
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.review import Review, review
from tests.fakes import FakeClock

SEEN = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

PLAYBOOK = """
playbook: bad-batch
title: A bad batch
promises:
  first_statement: {within: 30m, kept_by: publish-holding}
roles:
  lead: {title: Comms lead, deputy: ceo}
  ceo: {title: Chief executive, deputy: coo}
  coo: {title: Operations chief, deputy: ceo}
  legal: {title: Counsel, deputy: coo}
facts:
  product: {ask: "Which product?", type: text, required: true}
  people_ill: {ask: "How many people are ill?", type: integer, min: 0}
  cause: {ask: "What is wrong with it?", type: text}
  resolved: {ask: "Is it over?", type: boolean}
statements:
  holding:
    template: holding
    speaker: ceo
    approvals: [{any: [ceo, coo]}, {consult: legal, within: 2m}]
    channels: [x, website]
  update: {template: update, speaker: ceo, approvals: [{any: [ceo, coo]}], channels: [x]}
steps:
  - id: size-up
    role: lead
    ask: "Is this a crisis?"
    choices: {isolated: "One unhappy customer", crisis: "Hundreds, with a hashtag"}
    within: 5m
  - id: answer-in-person
    when: {size-up: isolated}
    role: lead
    do: Answer the customer by name.
    ends: handled in person
  - id: write-holding
    after: [size-up]
    when: {size-up: crisis}
    role: lead
    title: Write the holding statement
    draft: holding
    within: 8m
  - id: yes-to-holding
    role: ceo
    title: Say yes to the holding statement
    approve: holding
    within: 3m
    ladder: [{after: 1m, page: coo, within: 3m}]
  - id: publish-holding
    role: lead
    title: Publish the holding statement
    publish: holding
    within: 2m
  - id: keep-talking
    role: lead
    title: Write the next update
    draft: update
    repeat: {every: 20m, until: {resolved: true}, on_change: [people_ill]}
  - id: yes-to-update
    role: ceo
    title: Say yes to the update
    approve: update
    within: 3m
  - id: publish-update
    role: lead
    title: Publish the update
    publish: update
    within: 2m
"""
"""Small, and with one of everything that a report tells."""

ANOTHER = """
playbook: other
title: Another
roles: {lead: {title: Lead}}
steps: [{id: go, role: lead, do: Go}]
"""


def read(text: str) -> Playbook:
    """The playbook of a text that is known to be right."""
    playbook = read_playbook(text, "test.yaml").playbook
    assert playbook is not None
    return playbook


class Run:
    """One run. `to(14)` lets the keeper watch until 14 minutes after the sighting; `act` is what somebody does."""

    def __init__(
        self,
        text: str = PLAYBOOK,
        *,
        noticed: float = 4,
        drill: bool = False,
        starter: str = "ana",
        facts: tuple[i.RecordFact, ...] = (),
        read: ReadPlaybook = read,
        exercise: DrillBegan | None = None,
        holders: Mapping[str, str] | None = None,
        checks: Checks = unchecked,
    ) -> None:
        self._read = read
        self.clock = FakeClock(SEEN + noticed * MINUTE)
        self.journal = MemoryJournal(self.clock, salt=_salts())
        opening = Opening(
            read(text), SEEN, starter, drill=drill, facts=facts, exercise=exercise, holders=holders or {}
        )
        self.session = open_run(self.journal, opening, read_playbook=read, new_id=_ids(), checks=checks)

    def to(self, minutes: float, *, watched: bool = True) -> None:
        """Let time pass up to that minute; unwatched, nobody notices what falls due until then."""
        end = SEEN + minutes * MINUTE
        while watched:
            self._deliver()
            due = next_due(self.session.incident, self.clock.now())
            if due is None or due > end:
                break
            self._until(due)
            if not self.session.act(i.Tick(), actor=KEEPER):
                break
        self._until(end)
        self.session.act(i.Tick(), actor=KEEPER)
        self._deliver()

    def _until(self, moment: datetime) -> None:
        self.clock.advance(max(moment - self.clock.now(), timedelta()))

    def _deliver(self) -> None:
        for page in self.session.incident.unsent_pages():
            lease = self.clock.now() + LEASE
            self.session.act(i.AttemptPage(page.id, "keeper-1", lease), actor=KEEPER)
            self.session.act(i.SettlePage(page.id, channel="board"), actor=KEEPER)

    def act(self, *intents: i.Intent, by: str = "ana", happened: float | None = None) -> list[Event]:
        """Somebody does something, half a second after whatever was before; `happened`: at which minute."""
        stored: list[Event] = []
        for intent in intents:
            self.clock.advance(timedelta(milliseconds=500))
            moment = SEEN + happened * MINUTE if happened is not None else None
            stored += self.session.act(intent, actor=by, happened_at=moment)
        return stored

    def hand(self, role: str, person: str) -> None:
        """Give a role to a person, who accepts it."""
        self.act(i.Offer((role,), person))
        self.act(i.Accept((role,), person), by=person)

    def review(self, *, at: float | None = None) -> Review:
        """The review as of now, or of a minute."""
        moment = SEEN + at * MINUTE if at is not None else self.clock.now()
        return review(self.session.incident, self.session.history, at=moment, read_playbook=self._read)


HOLDING = """We have heard that people fell ill after eating our Berry Oat bar.
We have stopped the sale. We do not know the cause.
We speak again at 03:45.
"""

SHORTER = """We have heard that three people fell ill after eating our Berry Oat bar.
We stopped the sale everywhere. We do not know the cause.
We speak again at 03:45.
"""


def whole_crisis(*, drill: bool = False) -> Run:
    """From the first sighting to stand-down: a page nobody answered, a no, a yes by phone, an update, a close."""
    run = Run(drill=drill)
    run.hand("ceo", "clara")
    run.hand("coo", "omar")
    run.hand("legal", "lin")
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    run.act(i.RecordFact("product", "Berry Oat 500 g", "confirmed", "the pack"))
    run.act(i.RecordFact("people_ill", 3, "unconfirmed", "two posts and a caller"))
    run.act(i.TakeNote("An agency calls back at 03:40."), i.TakeNote("The CEO was at a wedding.", private=True))
    run.to(13)
    run.act(i.Draft("holding", HOLDING, ("product",)), i.Complete("write-holding"))
    run.to(15)
    run.act(i.Reject("holding", "Say how many."), by="clara")
    run.act(i.Edit("holding", SHORTER), i.Complete("write-holding"))
    run.to(20)
    run.act(i.RecordTry("clara", "phone", "none"))
    run.to(23)
    run.act(i.Approve("holding", for_="coo", via="phone"), happened=22)
    run.act(i.Post("holding", ("x",), "https://x.example/1", SEEN + 50 * MINUTE), happened=22.5)
    run.act(i.SkipChannel("holding", "website", "the site is down"))
    run.to(48)
    run.act(i.Edit("update", "It was the oats. It is over.\n"), i.Complete("keep-talking"))
    run.act(i.Approve("update"), by="clara")
    run.act(i.Post("update", (), "https://x.example/2"))
    run.act(i.RecordFact("resolved", True, "confirmed", "food safety"))
    run.to(60)
    run.act(i.Close("the product is off the shelves"))
    return run


def _ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"id-{next(count)}"


def _salts() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"{next(count):032x}"
