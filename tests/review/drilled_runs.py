"""Drills to look back at: the runs of `reviewed_runs` with a scenario, whose injects are played by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import DrillBegan
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Scenario
from crisis_cli.engine.ports import Unchecked
from crisis_cli.files.documents import read_document
from crisis_cli.review import Review, review
from crisis_cli.review.drill.rated import Rated
from crisis_cli.review.objectives import rate
from tests.review.reviewed_runs import MINUTE, PLAYBOOK, SEEN, Run, read

NIGHT = Path(__file__).parents[1] / "playbooks" / "good_documents" / "night.yaml"

SCENARIO = """
scenario: bad-night
title: A bad night
playbook: bad-batch
summary: It is five to three.
starts: 2026-11-22T01:59Z
seen_before: 4m
length: 60m
speed: 6
seed: 7
languages: [en]
objectives:
  - {id: first-word, title: The first word comes in time, capability: Public information, promise: first_statement}
  - {id: right-yes, title: The holding statement has its yes, approved: holding, by: ceo}
  - {id: put-right, title: The wrong count is corrected, corrected: wrong-count, within: 20m}
  - {id: sized-up, title: It is sized up at once, done: size-up, within: 8m}
  - {id: paged-once, title: Nobody is paged twice for one thing, paged_once: true}
  - {id: only-confirmed, title: Nothing unconfirmed is said as a fact, only_confirmed: true}
  - {id: calm, title: The room stays calm, capability: Leadership, observed: "Do they let each other finish?"}
players:
  ceo: {name: clara, silent: {from: 10m, until: 40m}}
  coo: {name: omar}
  legal: {absent: true, silent: true}
injects:
  - {id: first-post, at: 0m, post: My daughter is sick., from: "@lena_cooks", network: x}
  - {id: plant-calls, at: 12m, call: Two people called our line., to: [lead]}
  - {id: gazette, at: 15m, mail: "Can you confirm?", from: Rita Holm, subject: Your bar, deadline: 25m}
  - {id: wrong-count, at: 18m, wrong: Hundreds are ill!, from: "@shouty", about: people_ill}
  - {id: later, at: 50m, leak: Our note is online.}
  - id: recall-talk
    by_hand: true
    discuss: "Do we take it back?"
    options: {now: Tonight, morning: Tomorrow}
    owner: coo
"""


def scenario_of(text: str) -> Scenario:
    """The scenario of a text that is known to be right."""
    found = read_document(text, "scenarios/test.yaml")
    assert found.scenario is not None, found.findings
    assert found.sound, found.findings
    return found.scenario


class Told(Unchecked):
    """Finds no fault, and says which facts stand in a text by looking for a word of it."""

    WORDS: Mapping[str, str] = {"people_ill": "people are ill", "product": "Berry Nut"}

    def facts(self, incident: Incident, statement: str, _: Collection[str]) -> dict[str, int]:
        current = incident.statement(statement).current
        text = current.text if current is not None else ""
        known = {fact: incident.fact(fact) for fact, word in self.WORDS.items() if word in text}
        return {fact: record.seq for fact, record in known.items() if record is not None}


class Drill(Run):
    """A run that follows a scenario. Minutes count from the sighting, four before the drill's start."""

    def __init__(
        self, text: str = PLAYBOOK, *, scenario: str = SCENARIO, auto: tuple[str, ...] = (), language: str = "en"
    ) -> None:
        self.scenario = scenario_of(scenario)
        began = DrillBegan(self.scenario.id, scenario, language, "6", 7, auto, ("legal",))
        holders = {role: player.name for role, player in self.scenario.players.items() if player.name}
        super().__init__(text, drill=True, exercise=began, holders=holders, checks=Told())

    def play(self, inject: str) -> None:
        """It happens to the team now."""
        found = self.scenario.injects[inject]
        text = next(iter(found.text.values()), "")
        subject = next(iter(found.subject.values()), "")
        self.act(
            i.PlayInject(inject, found.kind.value, text, found.sender, subject, found.to, by_hand=True), by="fran"
        )

    def review(self, *, at: float | None = None) -> Review:
        """The review with the drill's own rows."""
        moment = SEEN + at * MINUTE if at is not None else self.clock.now()
        session = self.session
        return review(session.incident, session.history, at=moment, read_playbook=read, scenario=self.scenario)

    def rated(self) -> dict[str, Rated]:
        """What the objectives came to, by their ids."""
        found = rate(self.session.history, self.session.incident, self.scenario)
        return {one.objective.id: one for one in found}

    def ratings(self) -> dict[str, str]:
        """By their ids, by the journal."""
        return {name: one.rating for name, one in self.rated().items()}


HOLDING = """We are told that people fell ill after eating our Berry Oat bar.
We have stopped the sale. We speak again at 03:45.
"""


def whole_drill(*, silent_ceo: bool = False, closed: bool = True) -> Drill:
    """An hour with one of everything: injects, a decision, notes, a rating, a lesson. `silent_ceo`: no yes."""
    run = Drill(auto=("coo",))
    run.play("first-post")
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    run.act(i.RecordFact("people_ill", 3, "unconfirmed", "two posts and a caller"))
    run.to(13)
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.to(16)
    run.play("plant-calls")
    run.to(19)
    run.play("gazette")
    run.act(i.NotePlayer("lead", "Let the others finish."), by="fran")
    if not silent_ceo:
        run.to(22)
        run.act(i.Approve("holding"), by="clara")
        run.act(i.Post("holding", (), "https://x.example/1", SEEN + 50 * MINUTE))
        run.play("wrong-count")
        run.act(i.RecordFact("people_ill", 3, "confirmed", "the clinic"))
        run.to(36)
        run.act(i.Edit("update", "Three people are ill, not hundreds.\n"), i.Complete("keep-talking"))
        run.act(i.Approve("update"), by="clara")
        run.act(i.Post("update"))
    run.play("recall-talk")
    run.act(i.DecideTogether("recall-talk", "tonight or tomorrow", "coo", "Tonight", "Nobody is sure."), by="fran")
    run.act(i.DropInject("later", "no time left"), by="fran")
    run.to(64)
    if closed:
        run.act(i.EndDrill("time is up"), by="fran")
        run.act(i.RateObjective("calm", "S", "They shouted once."), by="fran")
        run.act(i.Learn("clara", "One person types.", "A second phone for the night.", "omar", "2026-12-15"))
    return run
