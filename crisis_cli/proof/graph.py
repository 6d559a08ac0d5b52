"""Who waits for whom, as far as one promise hangs on it: steps that are not settled, and ends of repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from crisis_cli.domain.conditions import ALWAYS, Condition
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.proof.standing import Standing

Key = tuple[str, bool]
"""A step's id; with True, the end of its repetition instead of the end of its first round."""


class Graph:
    """The waiting between the steps of a playbook, from one standing. Nobody waits for an unknown name."""

    def __init__(self, playbook: Playbook, standing: Standing) -> None:
        self.playbook, self.standing = playbook, standing
        self._waits: dict[Key, tuple[Key, ...]] = {}
        self._asks: dict[Key, tuple[Key, ...]] = {}
        self._drafts: dict[str, tuple[Step, ...]] = {}
        self._rounds: dict[str, str | None] = {}

    def waits(self, key: Key) -> tuple[Key, ...]:
        """What must be settled first, whatever the answers: predecessors, drafts, the round of a repetition."""
        if key not in self._waits:
            self._waits[key] = self._waits_for(*key)
        return self._waits[key]

    def _waits_for(self, name: str, over: bool) -> tuple[Key, ...]:
        step = self.playbook.steps[name]
        around = self._round(step)
        if over:
            rest = [] if around in (None, name) else [(str(around), True)]
            return self._unsettled([(name, False), *rest])
        if name in self.standing.ends:
            return ()
        found: list[Key] = []
        for before in self.playbook.predecessors[name]:
            if before in self.playbook.steps:
                earlier = self.playbook.steps[before]
                inside = self._round(earlier) in (None, around)
                found.append((before, not inside))
        texts = ((other.id, False) for other in (*self.drafts(step), *self._approvals(step)))
        return self._unsettled(dict.fromkeys([*found, *texts]))

    def _unsettled(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        """Those to be waited for still. A round that is done does not end its repetition."""
        settled, passed = self.standing.settled, self.standing.not_needed
        if not settled:
            return tuple(keys)
        return tuple(key for key in keys if key[0] not in settled or (key[1] and key[0] not in passed))

    def _round(self, step: Step) -> str | None:
        """The repeating step whose rounds this step belongs to: itself, or its statement's draft."""
        if step.repeat is not None:
            return step.id
        if not step.target:
            return None
        if step.id not in self._rounds:
            draft = self.playbook.draft_that_repeats(step)
            self._rounds[step.id] = draft.id if draft else None
        return self._rounds[step.id]

    def drafts(self, step: Step) -> tuple[Step, ...]:
        """The draft steps that an approve or publish step needs."""
        if not step.target or step.kind is Kind.DRAFT:
            return ()
        if step.id not in self._drafts:
            self._drafts[step.id] = self.playbook.drafts_for(step)
        return self._drafts[step.id]

    def _approvals(self, step: Step) -> tuple[Step, ...]:
        """The approve steps that a publish step needs."""
        path = self.playbook.path_of(step) if step.kind is Kind.PUBLISH else ()
        return tuple(other for other in path if other.kind is Kind.APPROVE)

    def condition(self, key: Key) -> Condition:
        """What else must hold: the `when` of a step that is not open yet, the `until` of a repetition."""
        name, over = key
        step = self.playbook.steps[name]
        if over:
            return step.repeat.until if step.repeat else ALWAYS
        return ALWAYS if name in self.standing.ends else step.when

    def asks(self, key: Key) -> tuple[Key, ...]:
        """The unanswered asks on which its condition hangs, in writing order."""
        if key not in self._asks:
            names = dict.fromkeys([test.name for test in self.condition(key).tests()])
            self._asks[key] = self._unsettled((name, False) for name in names if self.is_ask(name))
        return self._asks[key]

    def is_ask(self, name: str) -> bool:
        """Whether that is a step which asks; everything else in a condition is a fact."""
        return name in self.playbook.steps and self.playbook.steps[name].kind is Kind.ASK

    def before(self, key: Key) -> set[Key]:
        """Everything that is settled before it on every path."""
        found: set[Key] = set()
        todo = [key]
        while todo:
            for other in self.waits(todo.pop()):
                if other not in found:
                    found.add(other)
                    todo.append(other)
        return found

    def hangs_on(self, key: Key, other: Key) -> bool:
        """Whether a thing comes behind another, or is it, by what must be settled first and by unanswered asks."""
        return other in self.hung_on(key)

    def hung_on(self, key: Key) -> set[Key]:
        """A thing and all it hangs on: what must be settled first, unanswered asks, and so on."""
        found = {key}
        todo = [key]
        while todo:
            last = todo.pop()
            new = {*self.waits(last), *self.asks(last)} - found
            found |= new
            todo.extend(new)
        return found

    @cached_property
    def order(self) -> tuple[list[Key], set[Key]]:
        """The end of every step's first round and all it hangs on, as `in_order` gives them."""
        return in_order(self, ((name, False) for name in self.playbook.steps))

    def closers(self, name: str) -> tuple[str, ...]:
        """The steps before this one that close the run when done: where one is needed, this one never opens."""
        return self._closers.get((name, False), ()) if self.closing else ()

    @cached_property
    def _closers(self) -> dict[Key, tuple[str, ...]]:
        """For each step that has any, those of `closing` that are before it."""
        numbers = {key: number for number, key in enumerate(self.closing)}
        found: dict[Key, int] = {}
        named: dict[int, tuple[str, ...]] = {}
        for key in self.order[0]:
            bits = 0
            for other in self.waits(key):
                bits |= found.get(other, 0)
                if other in numbers:
                    bits |= 1 << numbers[other]
            if bits:
                found[key] = bits
                named.setdefault(bits, tuple(name for (name, _), number in numbers.items() if bits >> number & 1))
        return {key: named[bits] for key, bits in found.items()}

    @cached_property
    def closing(self) -> tuple[Key, ...]:
        """The steps that close the run when they are done and that are not settled."""
        steps = self.playbook.steps.values()
        return self._unsettled((step.id, False) for step in steps if step.ends is not None)


def in_order(graph: Graph, goals: Iterable[Key]) -> tuple[list[Key], set[Key]]:
    """The goals and all they hang on, each behind what it hangs on; and those that wait for themselves.

    A step on a circle gets a place as well: what it would have to wait for in vain is left out.
    """
    order: list[Key] = []
    done: dict[Key, bool] = {}
    circular: set[Key] = set()
    for goal in goals:
        path: list[tuple[Key, Iterator[Key]]] = []
        todo: Key | None = goal if goal not in done else None
        while todo is not None or path:
            if todo is not None:
                done[todo] = False
                path.append((todo, iter((*graph.waits(todo), *graph.asks(todo)))))
            key, rest = path[-1]
            todo = None
            for other in rest:
                if other not in done:
                    todo = other
                    break
                if not done[other]:
                    circular.add(key)
            if todo is None:
                path.pop()
                done[key] = True
                order.append(key)
    return order, circular
