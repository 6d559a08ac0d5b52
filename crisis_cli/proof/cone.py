"""What a question about paths hangs on: the steps, answers and facts that decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crisis_cli.domain.conditions import ALWAYS, Condition, Known, Test, Unknown
from crisis_cli.proof.choices import Choice, split
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.truths import FALSE, TRUE, truths


@dataclass(frozen=True, slots=True)
class Question:
    """The steps of `needed` are needed: their turn comes, and no step before them closes the run; what they wait
    for is taken to be settled some time. Those of `passed` are not needed. `holds` holds, and `fails` does not
    (without a condition: whatever they do).

    With `facts_change` a fact may be one thing for one step and another for the next, as time goes by: then
    `passed` means never needed, whatever the facts come to be.
    """

    needed: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    holds: Condition = ALWAYS
    fails: Condition = ALWAYS
    facts_change: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A test of a condition, tried: what it is for each choice, for any of them, and for an ask never asked."""

    name: str
    each: tuple[int, ...]
    any: int
    never: int


Lines = tuple[tuple[Line, ...], ...]


class Cone:
    """Of one question. `members`: the steps, each behind what decides on it; `splits`: the values between which
    each name has to be chosen; `lines`: the condition of each step; `conditions`: what has to hold or fail."""

    def __init__(self, graph: Graph, question: Question) -> None:
        self.graph, self.question = graph, question
        asks = [test.name for condition in (question.holds, question.fails) for test in condition.tests()]
        goals = (*question.needed, *question.passed, *filter(graph.is_ask, asks))
        self.closers: dict[str, tuple[str, ...]] = {}
        self.drafts: dict[str, tuple[str, ...]] = {}
        self.members = self._cone(goals)
        self.splits: dict[str, tuple[Choice, ...]] = {}
        self._fixed: dict[str, tuple[Known, ...]] = {}
        self._value(question.holds, question.fails, *(self._condition(name) for name in self.members))
        self.lines = {name: self._lines(self._condition(name)) for name in self.members}
        self.conditions = [
            (self._lines(condition), wanted)
            for condition, wanted in ((question.holds, TRUE), (question.fails, FALSE))
            if condition.any_of
        ]

    def _condition(self, name: str) -> Condition:
        return ALWAYS if name in self.graph.standing.settled else self.graph.condition((name, False))

    def _cone(self, goals: Iterable[str]) -> list[str]:
        """The goals and all that decides on them, each behind what decides on it."""
        done: dict[str, None] = {}
        todo = [(goal, False) for goal in goals]
        while todo:
            name, behind = todo.pop()
            if name in done or name not in self.graph.playbook.steps:
                continue
            if behind:
                done[name] = None
                continue
            todo.append((name, True))
            todo += [(other, False) for other in self._decides(name)]
        return list(done)

    def _decides(self, name: str) -> Iterator[str]:
        standing = self.graph.standing
        if name in standing.settled or name in standing.ends:
            return
        drafts = self.drafts[name] = tuple(
            draft.id for draft in self.graph.drafts(self.graph.playbook.steps[name])
        )
        closers = self.closers[name] = self.graph.closers(name)
        yield from drafts
        yield from closers
        yield from (test.name for test in self._condition(name).tests() if self.graph.is_ask(test.name))

    def _value(self, *conditions: Condition) -> None:
        """Between which values of each name these conditions decide, and what has but one."""
        tests: dict[str, list[Test]] = {}
        for condition in conditions:
            for test in condition.tests():
                tests.setdefault(test.name, []).append(test)
        for name, about in tests.items():
            values = self._known(name)
            if values is None:
                choices = split(self.graph.playbook, name, about)
                varies = self.question.facts_change and not self.graph.is_ask(name)
                if len(choices) > 1 and not varies:
                    self.splits[name] = choices
                values = tuple(choice.values[0] for choice in choices)
            self._fixed[name] = values

    def _known(self, name: str) -> tuple[Known, ...] | None:
        """The one value that it has already; None if it may have several."""
        standing, ask = self.graph.standing, self.graph.is_ask(name)
        now = standing.values.get(name, Unknown.FACT)
        if not ask and name not in self.graph.playbook.facts:
            return (Unknown.FACT,)
        if ask and name in standing.settled and isinstance(now, Unknown):
            return (Unknown.NEVER_ASKED,)
        if isinstance(now, Unknown) or (self.question.facts_change and not ask):
            return None
        return (now,)

    def _lines(self, condition: Condition) -> Lines:
        return tuple(tuple(self._line(test) for test in tests) for tests in condition.any_of)

    def _line(self, test: Test) -> Line:
        each = tuple(truths(test, (choice.values[0],)) for choice in self.splits.get(test.name, ()))
        never = truths(test, (Unknown.NEVER_ASKED,))
        return Line(test.name, each, truths(test, self._fixed[test.name]), never)
