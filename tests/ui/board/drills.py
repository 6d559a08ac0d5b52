"""A drill that follows a scenario, on a journal in memory, and boards of its players."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import DrillBegan
from crisis_cli.domain.scenario import Scenario
from crisis_cli.engine.drilling.clock import DrillJournal
from crisis_cli.engine.drilling.injects import play
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import KEEPER, Session, open_run
from crisis_cli.files.documents import read_document
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.ui.board.parts import BoardParts
from tests.fakes import FakeClock
from tests.ui.board.boards import CET, HOLDERS, PLAYBOOK, Told, beside, new_ids, playbook_of

STARTS = datetime(2026, 11, 22, 1, 55, tzinfo=UTC)
"""By the drill's own clock; ours stands elsewhere."""

MINUTE = timedelta(minutes=1)

SCENARIO = """
scenario: night
title: Contaminated product, at night
playbook: contaminated
starts: 2026-11-22T01:55Z
seen_before: 4m
length: 60m
speed: 6
seed: 7
objectives:
  - {id: first-word, title: The first statement comes in time, promise: first_statement}
  - {id: calm, title: The room stays calm, observed: Do they let each other finish?}
injects:
  - id: first-post
    at: 1m
    post: My daughter is sick after your oat burger.
    from: "@lena_cooks"
    network: x
    reach: 12000
    growth: {peak: 20m, mentions_per_hour: 900, halves: 20m}
    echoes: ["Same here. #walrusburger", "#walrusburger"]
    expected: EXPECTED size it up within five minutes
    note: NOTE-FOR-ME-ALONE
  - {id: plant-calls, at: 2m, call: The batch is 0422., to: [quality], from: The plant}
  - {id: gazette, at: 15m, mail: Can you confirm? We print at four., from: "Rita Holm, Harbour Gazette",
     subject: Your burger, deadline: 25m}
  - {id: wrong-shop, at: 18m, wrong: FUTURE they knew for weeks!, from: "@shouty", about: people_ill}
  - {id: phone-off, at: 20m, off: ceo, for: 30m}
  - {id: silence, when: {publish-holding: not done}, by: 30m, order: FUTURE say nothing., from: FUTURE board}
  - {id: too-late, when: {publish-holding: done}, after: 3m, leak: FUTURE our note is online.}
  - id: recall-talk
    by_hand: true
    discuss: Do we take it back tonight?
    options: {now: Tonight, morning: In the morning}
    owner: coo
    note: NOTE let it run
"""


def scenario_of(text: str) -> Scenario:
    """The scenario of a text."""
    found = read_document(text, "night.yaml").scenario
    assert found is not None
    return found


class Drill:
    """One drill, begun at its scenario's time. `play` lets something happen to the team as its runner would."""

    def __init__(self, clock: FakeClock, folder: Path, *, text: str = SCENARIO, speed: str = "6") -> None:
        self.clock = clock
        self.folder = folder
        self.below = MemoryJournal(clock, salt=lambda: "00")
        self.ids = new_ids()
        self.scenario = scenario_of(text)
        opening = Opening(
            playbook_of(PLAYBOOK),
            self.scenario.starts - self.scenario.seen_before,
            "facilitator",
            drill=True,
            exercise=DrillBegan(self.scenario.id, self.scenario.text, "en", speed, 7),
            holders={"lead": "anna", **HOLDERS},
        )
        self.session = open_run(
            DrillJournal(self.below, None, held=self.scenario.starts),
            opening,
            read_playbook=playbook_of,
            new_id=self.ids,
            checks=unchecked,
        )
        self.session.journal = self.journal = DrillJournal(self.below, self.session)

    def act(self, intent: i.Intent, actor: str = "facilitator") -> None:
        """Somebody does something elsewhere."""
        self.session.act(intent, actor=actor)

    def play(self, *injects: str) -> None:
        """Let these happen now."""
        for name in injects:
            intent = play(self.scenario.injects[name], "en", self.session.now(), by_hand=True)
            self.act(intent, KEEPER)

    def pass_(self, seconds: float) -> None:
        """So many of our seconds pass while somebody keeps the drill's clock."""
        while seconds > 0:
            self.clock.advance(timedelta(seconds=min(seconds, 10)))
            self.act(i.TickDrill(), KEEPER)
            seconds -= 10

    def parts(self, me: str = "anna", *, room: bool = False) -> BoardParts:
        """What a board of `me` is handed; each has a session of its own."""
        session = Session(
            self.below, self.session.name, read_playbook=playbook_of, new_id=self.ids, checks=unchecked
        )
        session.journal = journal = DrillJournal(self.below, session)
        return BoardParts(
            session=session,
            clock=self.clock,
            zone=CET,
            me=me,
            number=7,
            keeper_seen=lambda: session.now() if journal.is_kept() else None,
            draft=lambda name: i.Draft(name, "We know of three ill people.\n"),
            correct=lambda name: i.Draft(name, "We know of three ill people.\n", corrects=1),
            wording=beside,
            check=lambda *_: (),
            edit_elsewhere=lambda text: text,
            brief=lambda: "The run on one page",
            scratch=self.folder,
            scenario=self.scenario,
            room=room,
        )

    def real_run(self) -> None:
        """Meanwhile something real begins, in the same journal."""
        opening = Opening(playbook_of(PLAYBOOK), self.clock.now(), "anna")
        open_run(self.below, opening, read_playbook=playbook_of, new_id=self.ids, checks=unchecked)

    def told(self, kind: type) -> list[Told]:
        """The events of one kind, in order."""
        self.session.refresh()
        return [Told(event.data) for event in self.session.history if isinstance(event.data, kind)]
