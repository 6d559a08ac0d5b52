"""People who do what the engine offers them, at random, and bring a run to its end when they want to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Condition, Known, Test, Truth, Unknown
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.engine.approvals import approval_standing, may_countersign
from crisis_cli.engine.decide import decide
from crisis_cli.engine.opening import Opening, begin
from crisis_cli.engine.timers import timers
from crisis_cli.proof.choices import split

STARTER = "anna"
OTHERS = ("bert", "carla")


class Stuck(AssertionError):
    """A run that stays open although everybody does what there is to do."""


class Walker:
    """Anna begins, holds every role that she does not hand over, and acts. `busy`: for how many turns everybody
    does as they like; from then on they do what brings the run to its end, for at most `patience` turns.

    `by_hand`: somebody left out what would have closed the run, or a public word stood when it would have closed:
    then nobody but a person can close it.
    """

    def __init__(self, playbook: Playbook, seed: int, *, busy: int = 30, patience: int = 150) -> None:
        self.playbook, self.random = playbook, Random(seed)
        self.busy, self.patience = busy, patience
        self.at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
        self.log: list[str] = []
        seen = self.at - timedelta(seconds=self.random.choice((0, 60, 900)))
        opening = Opening(playbook, seen, STARTER, item="a post" if playbook.per_item else "")
        self.incident: Incident = begin("walk", opening, at=self.at).after
        self.by_hand = False
        self.texts = 0

    # --- the walk --------------------------------------------------------------------------------------------

    def walk(self) -> None:
        """To the close. Raises Refused or UsageError when something that was offered is refused, Stuck when the
        run does not end."""
        for role in self.playbook.roles:
            if self.random.random() < 0.15:
                self._hand_over(role, self.random.choice(OTHERS))
        for _ in range(self.random.randrange(self.busy)):
            if self.incident.closed is None:
                self._anything()
        for _ in range(self.patience):
            if self.incident.closed is not None:
                return
            self._towards_the_end()
        if self.incident.closed is None:
            raise Stuck("\n".join(self.log[-40:]))

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

    # --- what is offered -------------------------------------------------------------------------------------

    def open_steps(self) -> list[Step]:
        """Those that somebody can do now. While a public word stands, nobody ends the run by saying so."""
        steps = [step for step in self.incident.steps() if self.incident.state(step.id).status is Status.OPEN]
        return [step for step in steps if not (step.ends and step.kind in SAID and self.incident.next_word)]

    def _anything(self) -> None:
        kind = self.random.randrange(20)
        open_ = self.open_steps()
        step = self.random.choice(open_) if open_ else None
        if step is None or kind < 2:
            self._let_time_pass()
        elif kind < 12:
            self._do(step)
        elif kind < 14:
            self._learn()
        else:
            self._beside(step, kind)

    def _beside(self, step: Step, kind: int) -> None:
        """What can be done with an open step without doing it."""
        state = self.incident.state(step.id)
        if kind == 14 and not step.required:
            self.by_hand = self.by_hand or self._leads_to_the_end(step)
            self.act(i.Skip(step.id, "no time"))
        elif kind == 15:
            self.act(i.Acknowledge(step.id), self.random.choice((STARTER, *OTHERS)))
        elif kind == 16 and len(state.rungs) < len(step.ladder):
            self.act(i.Escalate(step.id))
        elif kind == 17 and step.checklist:
            self.act(i.Check(step.id, self.random.randrange(len(step.checklist))))
        elif kind == 18:
            self._think_again()
        elif step.kind is Kind.APPROVE:
            self._say_no(step)
        else:
            self.act(self.random.choice((i.TakeNote("seen"), i.AddTodo("call back"), i.MarkAway("carla", None))))

    def _leads_to_the_end(self, step: Step) -> bool:
        """Whether leaving it out may leave nothing that closes the run: then a person closes it."""
        on_its_way = (step, *self.playbook.path_of(step))
        return step.kind is Kind.ASK or any(other.ends is not None for other in on_its_way)

    def _let_time_pass(self) -> None:
        due = min((timer.moment for timer in timers(self.incident, self.at)), default=None)
        if due is None or self.random.random() < 0.3:
            due = self.at + timedelta(seconds=self.random.choice((30, 600, 7200)))
        self.at = max(self.at, due)
        self.act(i.Tick(), "keeper")

    def _think_again(self) -> None:
        """A question that was answered is answered anew."""
        for step in self.playbook.steps.values():
            state = self.incident.state(step.id)
            if step.kind is Kind.ASK and state.status is Status.DONE and not step.ends and len(step.choices) > 1:
                self.act(
                    i.Answer(step.id, self.random.choice([one for one in step.choices if one != state.answer]))
                )
                return

    def _say_no(self, step: Step) -> None:
        entry = self.random.choice(self.playbook.statements[step.target].approvals)
        self.act(i.Reject(step.target, "not like this", for_=self.random.choice(entry.roles), via="phone"))

    def _hand_over(self, what: str, person: str) -> None:
        if self.incident.closed is not None:  # a page may be all there is to do
            return
        self.act(i.Offer((what,), person))
        self.act(i.Accept((what,), person), person)

    # --- doing a step ----------------------------------------------------------------------------------------

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
        return step.ends is None and self.busy > 0 and self.random.random() < 0.3

    # --- facts -----------------------------------------------------------------------------------------------

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

    # --- towards the end -------------------------------------------------------------------------------------

    def _towards_the_end(self) -> None:
        """What can be done once is done; then repetitions are brought to their end, and what closes is reached."""
        self.busy = 0
        open_ = self.open_steps()
        once = [step for step in open_ if not self.playbook.repeats(step)]
        if once:
            self._do(self.random.choice(once))
        elif open_ and self.random.random() < 0.5:
            self._do(self.random.choice(open_))
        elif self.incident.next_word is not None and self.random.random() < 0.5:
            self._speak_a_last_time()
        elif self.by_hand and self.incident.next_word is None and self.random.random() < 0.1:
            self.act(i.Close("nothing else will close it"))
        elif not self._bring_about(self.random.choice(list(self._wanted()) or [Condition()])):
            self._let_time_pass()

    def _wanted(self) -> Iterator[Condition]:
        """What must come true: the end of what repeats, and that what closes the run is needed."""
        for step in self.playbook.steps.values():
            status = self.incident.state(step.id).status
            if (
                step.repeat is not None
                and status is not Status.NOT_NEEDED
                and not self.incident.state(step.id).ended
            ):
                yield step.repeat.until
            elif status in (Status.WAITING, Status.NOT_NEEDED) and step.when.any_of:
                yield step.when

    def _bring_about(self, wanted: Condition) -> bool:
        """Record the facts, and answer anew the questions, that one of its mappings asks for; False if nobody can
        do anything about it, or if it is so already."""
        values = self.incident.values()
        if not wanted.any_of or wanted.truth(values) is Truth.TRUE:
            return False
        done = False
        for test in self.random.choice(wanted.any_of):
            if self.incident.closed is None and test.truth(self.incident.values()[test.name]) is not Truth.TRUE:
                done |= self._make_true(test)
        return done

    def _make_true(self, test: Test) -> bool:
        fitting = [value for value in self._values(test.name) if test.truth(value) is Truth.TRUE]
        if not fitting:
            return False
        if test.name in self.playbook.facts:
            self._record(test.name, self.random.choice(fitting))
            return True
        if self.incident.state(test.name).status is Status.DONE and not self.playbook.steps[test.name].ends:
            self.act(i.Answer(test.name, str(self.random.choice(fitting))))
            return True
        return False

    def _speak_a_last_time(self) -> None:
        """A correction of what promised another word, which promises none."""
        word = self.incident.next_word
        if word is not None and not self._in_work(word.statement):
            self._write(word.statement)

    def _in_work(self, statement: str) -> bool:
        """Whether somebody is to do something about it anyway."""
        return any(step.target == statement for step in self.open_steps())


SAID = (Kind.DO, Kind.ASK, Kind.DRAFT)
"""The kinds of step that end because somebody says so."""
