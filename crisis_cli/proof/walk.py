"""The walk over all paths at once: branch where a value first matters, forget it after its last mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crisis_cli.domain.conditions import ALWAYS, Truth
from crisis_cli.proof.bounds import NEVER, ends_at, later
from crisis_cli.proof.deciding import Decision, decide
from crisis_cli.proof.memory import FIRST, NEVER_ASKED, Node
from crisis_cli.proof.paths import Clock, Leg, State, chosen, keep_later, latest
from crisis_cli.proof.plan import Plan
from crisis_cli.proof.standing import Standing


class Outcome(NamedTuple):
    """What becomes of a node: whether it is needed, whether that is ever known, and when it is settled."""

    needed: bool
    sure: bool
    settled: Clock


class Tangled(Exception):
    """More live states than the walk was allowed; `worst` says so as a verdict."""


@dataclass(slots=True)
class Budget:
    """How much may still be looked at, by all walks that share it: about ten microseconds each."""

    left: int


class Walk:
    """One walk over a plan; `most` is the largest number of live states it met."""

    def __init__(
        self, plan: Plan, standing: Standing, *, instant: frozenset[str], limit: int, budget: Budget
    ) -> None:
        self.plan, self.standing, self.instant, self.limit = plan, standing, instant, limit
        self.budget = budget
        self.base = max(standing.at, standing.started_at)
        self.most = 1
        self.decided: dict[object, Decision] = {}

    def ends(self) -> list[State]:
        """The states behind the last node; none if the promise is released on every path. Raises Tangled."""
        states = [State(Clock(self.base), {}, 0, 0, None, None)]
        for index in range(len(self.plan.nodes)):
            if len(states) > self.limit // 10 and self._too_many(index, states):
                raise Tangled
            states = self._merged(index, (after for state in states for after in self._after(index, state)))
        return states

    def _too_many(self, index: int, states: list[State]) -> bool:
        """Whether more states will lie behind a node than are allowed, known before each of them is made: those
        that branch here on what is remembered behind it stay apart, whatever else becomes of them."""
        if index in (self.plan.goal, self.plan.origin) or index in self.plan.blocks:
            return False
        memory = self.plan.memory[index]
        apart: dict[tuple[int, int], int] = {}
        for state in states:
            name = self._outcome(index, state)
            if isinstance(name, str) and self.plan.fields[name].mask & memory.values:
                apart[state.values & memory.values, state.passed & memory.passed] = len(self.plan.splits[name])
        return sum(apart.values()) > self.limit

    def _merged(self, index: int, states: Iterable[State]) -> list[State]:
        """Forget what is not mentioned again, and keep one state for each future."""
        apart = self.plan.memory[index].apart
        found: dict[object, State] = {}
        for state in states:
            key = self._future(state, apart)
            twin = found.get(key)
            if twin is None:
                found[key] = state
            else:
                keep_later(twin, state)
            if len(found) > self.limit:
                raise Tangled
        self.most = max(self.most, len(found))
        return list(found.values())

    def _future(self, state: State, apart: tuple[int, ...]) -> object:
        if state.closes is not None:
            apart = tuple(range(len(self.plan.nodes)))
        clocks = tuple(state.settled[number].at for number in apart if number in state.settled)
        return state.values, state.passed, state.origin, state.closes, clocks

    def _after(self, index: int, state: State) -> Iterator[State]:
        """The states behind a node: one, or one for each value that matters; none where it is released."""
        todo = [state]
        tests = len(self.plan.nodes[index].names)
        while todo:
            state = todo.pop()
            self.budget.left -= 1 + (tests + len(state.settled)) // 4
            if self.budget.left < 0:
                raise Tangled
            outcome = self._outcome(index, state)
            if isinstance(outcome, str):
                shift = self.plan.fields[outcome].shift
                for number, choice in enumerate(self.plan.splits[outcome], FIRST):
                    todo.append(chosen(state, choice, number << shift))
            elif (after := self._behind(index, state, outcome)) is not None:
                yield after

    def _outcome(self, index: int, state: State) -> Outcome | str:
        """What becomes of a node, or the name to branch on."""
        node = self.plan.nodes[index]
        ready = latest([state.start, *(state.settled[number] for number in node.waits)])
        if node.circular:
            return Outcome(True, False, self._never(node, state.start))
        if node.passed or (node.drafts and all(state.passed >> draft & 1 for draft in node.drafts)):
            return Outcome(False, True, state.settled[node.drafts[0]] if node.over else ready)
        if node.over and node.step.repeat and not node.step.repeat.until.any_of:
            return Outcome(True, True, self._never(node, ready))
        decision = self._decision(index, state, ready)
        open_still = decision.truth is Truth.WAITING or decision.since.at > ready.at or not decision.sure
        if decision.name is not None and open_still:
            return decision.name
        ready = max(ready, decision.since, key=lambda clock: clock.at)
        if decision.truth is Truth.TRUE:
            return Outcome(True, decision.sure, ready if node.over else self._end(node, ready))
        if node.over or not decision.sure:
            return Outcome(True, False, self._never(node, ready))
        return Outcome(False, True, ready)

    def _decision(self, index: int, state: State, ready: Clock) -> Decision:
        """What its condition is; remembered by the values where these alone decide."""
        node = self.plan.nodes[index]
        if node.condition is ALWAYS:
            return Decision(Truth.TRUE, state.start, True, None)
        if node.asks or ready.at >= NEVER:
            return decide(self.plan, node.condition, state)
        key = (index, state.values & self.plan.memory[index].uses)
        if key not in self.decided:
            self.decided[key] = decide(self.plan, node.condition, state)._replace(since=Clock(self.base))
        return self.decided[key]

    def _never(self, node: Node, clock: Clock) -> Clock:
        """What waits for ever; blamed on this node unless something before it has no bound already."""
        if clock.at >= NEVER:
            return clock
        return Clock(NEVER, (Leg(node.step.id, clock.at, None), clock.legs), clock.choices)

    def _end(self, node: Node, ready: Clock) -> Clock:
        """When a step that is needed ends, if everybody uses all their time."""
        step = node.step
        if ready.at >= NEVER:
            return ready
        opens = ready.at
        if step.id in self.standing.ends:
            now = self.standing.ends[step.id]
            end = NEVER if now is None else max(now, opens)
        else:
            if step.not_before is not None:
                opens = max(opens, later(self.standing.seen_at, step.not_before))
            end = ends_at(step, opens, self.standing.seen_at)
        if step.id in self.instant:
            end = opens
        leg = Leg(step.id, opens, None if end >= NEVER else end)
        return Clock(end, (leg, ready.legs), ready.choices)

    def _behind(self, index: int, state: State, outcome: Outcome) -> State | None:
        """The state behind a node, without what is not used again; None where the promise is released."""
        plan, memory = self.plan, self.plan.memory[index]
        values, passed, origin, closes = state.values, state.passed, state.origin, state.closes
        end = outcome.settled.at
        if outcome.needed:
            if outcome.sure and index in plan.blocks:
                return None
            if index in plan.races and end < NEVER:
                closes = min(end, closes or NEVER)
            origin = end if index == plan.origin else origin
        else:
            if index in (plan.goal, plan.origin):
                return None
            name = plan.nodes[index].step.id
            if plan.places.get(name) == index and name in plan.fields:
                values |= NEVER_ASKED << plan.fields[name].shift
            passed |= 1 << index
        settled = {**state.settled, index: outcome.settled}
        for number in memory.clocks:
            settled.pop(number, None)
        return State(state.start, settled, values & memory.values, passed & memory.passed, origin, closes)
