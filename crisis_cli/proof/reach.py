"""Whether there is a path on which some steps are needed and others are not: a question without clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crisis_cli.domain.conditions import ALWAYS, Condition, Known, Test, Unknown
from crisis_cli.domain.playbook import Playbook
from crisis_cli.proof.choices import Choice, split
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.standing import Standing
from crisis_cli.proof.truths import FALSE, TRUE, WAITING, all_of, any_of, certain, truths

LOOKS = 2_000
"""How many sets of choices are looked at before a question stays without an answer."""


class Unclear(Exception):
    """Nobody knows: more sets of choices than were to be looked at, or steps that wait for each other."""


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


def path_where(
    playbook: Playbook,
    standing: Standing,
    *,
    needed: Iterable[str] = (),
    passed: Iterable[str] = (),
    looks: int = LOOKS,
) -> tuple[Choice, ...] | None:
    """The choices on which all of `needed` and none of `passed` are needed: no more of them than it takes, so
    none if that is so on every path; None if it is so on no path. Raises Unclear."""
    return find_path(Graph(playbook, standing), Question(tuple(needed), tuple(passed)), looks=looks)


def find_path(graph: Graph, question: Question, *, looks: int = LOOKS) -> tuple[Choice, ...] | None:
    """The answer to a question, as of `path_where`. Raises Unclear."""
    if graph.order[1]:
        raise Unclear
    search = _Search(graph, question)
    todo: list[dict[str, int]] = [{}]
    while todo:
        if looks <= 0:
            raise Unclear
        looks -= 1
        chosen = todo.pop()
        verdict = search.look(chosen)
        if verdict is True:
            return search.told(chosen)
        if isinstance(verdict, str):
            count = len(search.splits[verdict])
            todo += [{**chosen, verdict: number} for number in reversed(range(count))]
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """A test of a condition, tried: what it is for each choice, for any of them, and for an ask never asked."""

    name: str
    each: tuple[int, ...]
    any: int
    never: int


_Lines = tuple[tuple[_Line, ...], ...]


class _Search:
    """One question, and the cone of steps, answers and facts on which it hangs."""

    def __init__(self, graph: Graph, question: Question) -> None:
        self.graph, self.question = graph, question
        asks = [test.name for condition in (question.holds, question.fails) for test in condition.tests()]
        goals = (*question.needed, *question.passed, *filter(graph.is_ask, asks))
        self.closers: dict[str, tuple[str, ...]] = {}
        self.drafts: dict[str, tuple[str, ...]] = {}
        self.members = self._cone(goals)
        self.splits: dict[str, tuple[Choice, ...]] = {}
        self.fixed: dict[str, tuple[Known, ...]] = {}
        self._value(question.holds, question.fails, *(self._condition(name) for name in self.members))
        self.lines = {name: self._lines(self._condition(name)) for name in self.members}
        self.conditions = [
            (self._lines(condition), wanted)
            for condition, wanted in ((question.holds, TRUE), (question.fails, FALSE))
            if condition.any_of
        ]
        self.found: dict[str, int] = {}
        self.open: dict[str, str] = {}
        self.chosen: dict[str, int] = {}

    # --- what matters ----------------------------------------------------------------------------------------

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
            self.fixed[name] = values

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

    def _lines(self, condition: Condition) -> _Lines:
        return tuple(tuple(self._line(test) for test in tests) for tests in condition.any_of)

    def _line(self, test: Test) -> _Line:
        each = tuple(truths(test, (choice.values[0],)) for choice in self.splits.get(test.name, ()))
        never = truths(test, (Unknown.NEVER_ASKED,))
        return _Line(test.name, each, truths(test, self.fixed[test.name]), never)

    # --- a look ----------------------------------------------------------------------------------------------

    def look(self, chosen: dict[str, int]) -> bool | str:
        """Whether these choices are the path, or cannot be; else the name to choose next."""
        self.chosen, self.found, self.open = chosen, {}, {}
        for name in self.members:
            self.found[name] = self._needed(name)
            self.open[name] = self._open_need(name)
        question, following = self.question, ""
        for goal in question.needed:
            reached = self._reached(goal)
            if not reached & TRUE:
                return False
            following = following or ("" if certain(reached) else self._open_step(goal))
        for goal in question.passed:
            reached = self._reached(goal)
            if reached == TRUE:
                return False
            further = self._open_step(goal) if reached & TRUE else ""
            if reached & TRUE and not further:
                return False
            following = following or further
        for lines, wanted in self.conditions:
            truth = self._truth(lines)
            if not truth & wanted:
                return False
            following = following or ("" if certain(truth) else self._open(lines))
        return following or True

    def told(self, chosen: dict[str, int]) -> tuple[Choice, ...]:
        """These choices, without those that do not matter after all."""
        for name in list(chosen):
            fewer = {other: number for other, number in chosen.items() if other != name}
            if self.look(fewer) is True:
                chosen = fewer
        return tuple(self.splits[name][number] for name, number in chosen.items())

    def _needed(self, name: str) -> int:
        """Whether a step is needed, whether or not the run is closed before it."""
        if name in self.graph.standing.settled:
            return FALSE if name in self.graph.standing.not_needed else TRUE
        truth = self._truth(self.lines[name])
        drafts = self.drafts.get(name)
        return all_of((truth, any_of(self.found[draft] for draft in drafts))) if drafts else truth

    def _reached(self, name: str) -> int:
        """Whether its turn comes: WAITING where it is needed, but the run is closed before it."""
        found = self.found[name]
        if not found & TRUE:
            return found
        for closer in self.closers.get(name, ()):
            if self.found[closer] == TRUE:
                return found & FALSE | WAITING
            if self.found[closer] & TRUE:
                found |= WAITING
        return found

    def _truth(self, lines: _Lines) -> int:
        if not lines:
            return TRUE
        return any_of([all_of([self._line_truth(line) for line in mapping]) for mapping in lines])

    def _line_truth(self, line: _Line) -> int:
        number = self.chosen.get(line.name)
        value = line.any if number is None else line.each[number]
        if line.name not in self.found:
            return value
        reached = self._reached(line.name)
        found = value if reached & TRUE else 0
        if reached & FALSE:
            found |= line.never
        return found | (reached & WAITING)

    # --- what to choose next ---------------------------------------------------------------------------------

    def _open_step(self, name: str) -> str:
        """The first answer or fact, not chosen yet, that can change whether this step's turn comes."""
        others = (self.open[other] for other in self.closers.get(name, ()))
        return next(filter(None, others), "") or self.open[name]

    def _open_need(self, name: str) -> str:
        """The same, for whether it is needed."""
        if certain(self.found[name]):
            return ""
        others = (self.open[draft] for draft in self.drafts.get(name, ()))
        return next(filter(None, others), "") or self._open(self.lines[name])

    def _open(self, lines: _Lines) -> str:
        for mapping in lines:
            tried = [(line, self._line_truth(line)) for line in mapping]
            if certain(all_of(truth for _, truth in tried)):
                continue
            for line, truth in tried:
                if certain(truth):
                    continue
                if line.name in self.open and (following := self._open_step(line.name)):
                    return following
                if line.name in self.splits and line.name not in self.chosen:
                    return line.name
        return ""
