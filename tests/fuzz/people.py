"""People on the real engine: they do their steps, say yes, post, learn facts, and let time pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Known, Test, Unknown
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.engine.approvals import approval_standing, may_countersign
from crisis_cli.engine.decide import decide
from crisis_cli.engine.opening import Opening, begin
from crisis_cli.engine.timers import timers
from crisis_cli.proof.choices import split

STARTER = "anna"
OTHERS = ("bert", "carla")
SAID = (Kind.DO, Kind.ASK, Kind.DRAFT)
"""The kinds of step that end because somebody says so."""


class People:
    """Anna begins and holds every role that she does not hand over.

    `busy`: nobody thinks of the end yet. `by_hand`: somebody left out what would have closed the run, or a public
    word stood when it would have closed: then nobody but a person can close it.
    """

    def __init__(self, playbook: Playbook, seed: int) -> None:
        self.playbook, self.random = playbook, Random(seed)
        self.busy = True
        self.at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
        self.log: list[str] = []
        seen = self.at - timedelta(seconds=self.random.choice((0, 60, 900)))
        opening = Opening(playbook, seen, STARTER, item="a post" if playbook.per_item else "")
        self.incident: Incident = begin("walk", opening, at=self.at).after
        self.by_hand = False
        self.texts = 0

    def act(self, intent: i.Intent, by: str = STARTER, *, late: bool = False) -> None:
        """A moment later somebody does it; `late`: it was done before it was typed."""
        self.at += timedelta(seconds=self.random.choice((1, 20, 20, 90)))
        self.log.append(f"{self.at:%d %H:%M:%S} {by}: {intent}")
        happened_at = self.at - timedelta(seconds=1) if late else None
        self.incident = decide(
            self.incident,
            intent,
            at=self.at,
            actor=by,
            happened_at=happened_at,
            read_playbook=lambda _: self.playbook,
        ).after
        if (
            self.incident.next_word is not None
        ):  # "Publish a last statement that names no further time; then close."
            ends = (step.id for step in self.playbook.steps.values() if step.ends)
            self.by_hand = self.by_hand or any(self.incident.state(name).status is Status.DONE for name in ends)

    def open_steps(self) -> list[Step]:
        """Those that somebody can do now. While a public word stands, nobody ends the run by saying so."""
        steps = [step for step in self.incident.steps() if self.incident.state(step.id).status is Status.OPEN]
        return [step for step in steps if not (step.ends and step.kind in SAID and self.incident.next_word)]

    def _hand_over(self, what: str, person: str) -> None:
        if self.incident.closed is not None:  # a page may be all there is to do
            return
        self.act(i.Offer((what,), person))
        self.act(i.Accept((what,), person), person)

    def _let_time_pass(self) -> None:
        due = min((timer.moment for timer in timers(self.incident, self.at)), default=None)
        if due is None or self.random.random() < 0.3:
            due = self.at + timedelta(seconds=self.random.choice((30, 600, 7200)))
        self.at = max(self.at, due)
        self.act(i.Tick(), "keeper")

    def _do(self, step: Step, answer: str | None = None) -> None:
        late = self.random.random() < 0.1
        match step.kind:
            case Kind.ASK:
                self.act(i.Answer(step.id, answer or self.random.choice(list(step.choices))), late=late)
            case Kind.DRAFT:
                self._write(step.target)
                if self.incident.state(step.id).status is Status.OPEN:
                    self.act(i.Complete(step.id), late=late)
            case Kind.APPROVE:
                self._say_yes(step.target)
            case Kind.PUBLISH:
                self._post(step)
            case _:
                self.act(i.Complete(step.id), late=late)

    def _write(self, statement: str) -> None:
        self.texts += 1
        text = f"{self.texts} things to say."
        drafted = self.random.random() < 0.5
        self.act(i.Draft(statement, text) if drafted else i.Edit(statement, text))

    def _say_yes(self, statement: str) -> None:
        """The yes that is waited for, in the name of a role that gives it."""
        standing = approval_standing(self.incident, statement, self.at)
        waiting = [entry for entry in standing.entries if entry.open]
        needed = [entry for entry in waiting if not entry.approval.consult] or waiting
        if standing.needs_countersign:
            roles = [
                role
                for role in self.playbook.roles
                if may_countersign(self.incident, statement, frozenset({role}))
                and self.incident.holders.get(role) in (None, STARTER)
            ]
            self.act(i.Approve(statement, for_=self.random.choice(roles), via="phone"))
        else:
            entry = self.random.choice(needed)
            self.act(i.Approve(statement, for_=self.random.choice(entry.approval.roles), via="phone"))

    def _post(self, step: Step) -> None:
        if not approval_standing(self.incident, step.target, self.at).complete:
            self._say_yes(step.target)  # its approve step was left out, not the yes
            return
        state = self.incident.statement(step.target)
        left = [
            channel
            for channel in self.playbook.statements[step.target].channels
            if channel not in state.settled_channels(state.round)
        ]
        if self.busy and self.random.random() < 0.1:
            self.act(i.SkipChannel(step.target, self.random.choice(left), "it is down"))
            return
        some = tuple(left[:1]) if self.random.random() < 0.2 else ()
        word = self.at + timedelta(hours=1) if self._speaks_again(step) else None
        self.act(i.Post(step.target, some, next_word_at=word))

    def _speaks_again(self, step: Step) -> bool:
        """Nobody promises another word in the text that ends the run."""
        return step.ends is None and self.busy and self.random.random() < 0.3

    def _learn(self) -> None:
        if self.playbook.facts:
            name = self.random.choice(list(self.playbook.facts))
            self._record(name, self.random.choice(self._values(name)))

    def _values(self, name: str) -> list[Known]:
        choices = split(self.playbook, name, [test for test in self._tests() if test.name == name])
        return [value for choice in choices for value in choice.values]

    def _tests(self) -> Iterator[Test]:
        for step in self.playbook.steps.values():
            yield from step.when.tests()
            if step.repeat is not None:
                yield from step.repeat.until.tests()

    def _record(self, name: str, value: Known) -> None:
        if isinstance(value, Unknown):
            self.act(i.RecordFact(name, None, "unknown"))
        else:
            self.act(i.RecordFact(name, value, self.random.choice(("confirmed", "unconfirmed")), "the plant"))
