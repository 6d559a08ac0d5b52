"""People who act in any order, answer anything and say yes by phone bring every shipped playbook to its end."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import FactType, Kind, Playbook, Step
from crisis_cli.domain.statement import next_word
from crisis_cli.engine.decide import decide
from crisis_cli.engine.opening import Opening, begin
from crisis_cli.files.playbook.reader import load_playbook

FOLDER = Path(__file__).parent
FILES = [*sorted((FOLDER.parents[1] / "playbooks").glob("*.yaml")), *sorted((FOLDER / "plans").glob("*.yaml"))]
OVER = {"resolved": True, "recovered": True, "calmed": True, "ended": True, "investigating": False}
"""The facts that end a repetition, in all of these playbooks."""
TALKING = ("holding", "update", "long-update", "ceo-word", "follow-up")


class Walker:
    """One person who holds every role and does whatever is open; when nothing else is, it is over."""

    def __init__(self, playbook: Playbook, seed: int) -> None:
        self.playbook = playbook
        self.random = random.Random(seed)
        self.at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
        self.incident: Incident = begin("walk", Opening(playbook, self.at, "anna"), at=self.at).after
        for name, fact in playbook.facts.items():
            if fact.type is FactType.BOOLEAN and name not in OVER:
                self.act(i.RecordFact(name, self.random.random() < 0.5, "confirmed", "a coin"))

    def act(self, intent: i.Intent) -> None:
        self.at += timedelta(seconds=20)
        decision = decide(self.incident, intent, at=self.at, actor="anna", read_playbook=lambda _: self.playbook)
        self.incident = decision.after

    def open_steps(self) -> list[Step]:
        steps = self.playbook.steps.values()
        return [step for step in steps if self.incident.state(step.id).status is Status.OPEN]

    def walk(self) -> None:
        for _ in range(300):
            if self.incident.closed is not None:
                return
            open_ = self.open_steps()
            once = [step for step in open_ if step.repeat is None]
            if not open_:
                self.at += timedelta(hours=6)  # a step may not open before some hour
                self.act(i.Tick())
            elif once:
                self.do(self.random.choice(once))
            elif self.random.random() < 0.6:
                self.do(self.random.choice(open_))
            else:
                self.say_that_it_is_over()

    def say_that_it_is_over(self) -> None:
        for name in OVER.keys() & self.playbook.facts.keys():
            self.act(i.RecordFact(name, OVER[name], "confirmed", "the lead"))

    def do(self, step: Step) -> None:
        if step.kind is Kind.DO:
            self.act(i.Complete(step.id))
        elif step.kind is Kind.ASK:
            self.act(i.Answer(step.id, self.random.choice(list(step.choices))))
        elif step.kind is Kind.DRAFT:
            ending = "We speak again at 23:59." if step.target in TALKING else "That is all."
            self.act(i.Edit(step.target, f"{self.incident.version} things to say. {ending}"))
            self.act(i.Complete(step.id))
        elif step.kind is Kind.APPROVE:
            for approval in self.playbook.statements[step.target].approvals:
                if not approval.consult:
                    self.act(i.Approve(step.target, for_=approval.roles[-1], via="phone"))
        elif step.kind is Kind.PUBLISH:
            if step.id == "publish-outcome":  # as its guidance says
                self.say_that_it_is_over()
            current = self.incident.statement(step.target).current
            assert current is not None
            self.act(i.Post(step.target, next_word_at=next_word(current.text, at=self.at, zone=UTC)))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_run_reaches_an_end_whatever_is_answered(path: Path) -> None:
    playbook = load_playbook(path).playbook
    assert playbook is not None
    for seed in range(12):
        walker = Walker(playbook, seed)
        walker.walk()
        assert walker.incident.closed is not None, [step.id for step in walker.open_steps()]
