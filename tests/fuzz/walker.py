"""People who do what the engine offers them, at random, and bring a run to its end when they want to."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Condition, Test, Truth
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind, Step
from tests.fuzz.people import OTHERS, STARTER, People

TURNS, PATIENCE = 30, 150
"""For at most how many turns everybody does as they like, and for how many then what ends the run."""


class Stuck(AssertionError):
    """A run that stays open although everybody does what there is to do."""


class Walker(People):
    """One walk through a run, from its begin to its close."""

    def walk(self) -> None:
        """To the close. Raises Refused or UsageError when something that was offered is refused, Stuck when the
        run does not end."""
        for role in self.playbook.roles:
            if self.random.random() < 0.15:
                self._hand_over(role, self.random.choice(OTHERS))
        for _ in range(self.random.randrange(TURNS)):
            if self.incident.closed is None:
                self._anything()
        for _ in range(PATIENCE):
            if self.incident.closed is not None:
                return
            self._towards_the_end()
        if self.incident.closed is None:
            raise Stuck("\n".join(self.log[-40:]))

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

    def _towards_the_end(self) -> None:
        """What can be done once is done; then repetitions are brought to their end, and what closes is reached."""
        self.busy = False
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
