"""A few paths played through without clocks: what they show need not be searched for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from crisis_cli.domain.conditions import Condition, Known, Test, Truth, Unknown
from crisis_cli.domain.playbook import FactSpec, FactType, Kind
from crisis_cli.proof.graph import Graph


@dataclass(slots=True)
class Examples:
    """The steps that are needed on one of the paths, and those whose own `when` is false on one. `paths`: of each
    path the steps that are needed on it."""

    needed: set[str] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)
    paths: list[set[str]] = field(default_factory=list)

    def both(self, one: str, other: str) -> bool:
        """Whether one of the paths needs both steps."""
        return any(one in path and other in path for path in self.paths)


_LOOKS = 30_000
"""So many steps and tests are looked at, on ten paths at least: some 0.1 s. The rest has to be searched for."""


class _Row(NamedTuple):
    """A step that is not needed on every path, or not for sure: what decides on it."""

    name: str
    when: Condition
    drafts: tuple[str, ...]
    closers: tuple[str, ...]
    ask: bool
    tests: int


def examples(graph: Graph) -> Examples:
    """What some paths of a run that has not begun show. On the first each question gets its first answer and
    nothing is known, on the next its second, and so on; no more of them than it takes to show everything. None
    where steps wait for each other in a circle."""
    found = Examples()
    if graph.order[1]:
        return found
    rows, all_ = _rows(graph), set(graph.playbook.steps)
    always = all_ - {row.name for row in rows}
    found.needed |= always
    conditional = {row.name for row in rows if row.when.any_of}
    values = _values(graph)
    most = max(map(len, values.values()), default=1)
    paths = min(most, max(5, _LOOKS // (2 * sum(1 + row.tests for row in rows) + 1)))
    for number in range(2 * paths):
        shift = number // paths
        # Of more values than there are paths some are left out, all along the list.
        pick = {
            name: some[(number * max(1, len(some) // paths) + shift * at) % len(some)]
            for at, (name, some) in enumerate(values.items())
        }
        found.paths.append(always | _play(rows, pick, found))
        found.needed |= found.paths[-1]
        if found.needed == all_ and found.unmet == conditional:
            break
    return found


def _rows(graph: Graph) -> list[_Row]:
    rows = []
    for name, over in graph.order[0]:
        if over:
            continue
        step = graph.playbook.steps[name]
        drafts, closers = tuple(draft.id for draft in graph.drafts(step)), graph.closers(name)
        if step.when.any_of or drafts or closers:
            rows.append(
                _Row(name, step.when, drafts, closers, step.kind is Kind.ASK, len(list(step.when.tests())))
            )
    return rows


def _values(graph: Graph) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = {}
    facts = graph.playbook.facts
    for step in graph.playbook.steps.values():
        if step.kind is Kind.ASK:
            found[step.id] = list(step.choices)
        for test in step.when.tests():
            if test.name in facts:
                known = found.setdefault(test.name, [Unknown.FACT])
                known += [value for value in _mentioned(facts[test.name], test) if value not in known]
    return found


def _mentioned(fact: FactSpec, test: Test) -> list[Known]:
    """Values of a fact at which a test changes its mind, as far as the fact can have them."""
    if fact.type is FactType.BOOLEAN:
        return [True, False]
    low, high = fact.min, fact.max
    return [
        value
        for value in test.mentioned()
        if not isinstance(value, int) or ((low is None or value >= low) and (high is None or value <= high))
    ]


def _play(rows: list[_Row], known: dict[str, Known], found: Examples) -> set[str]:
    """One path: a step is needed if its `when` holds, a draft of its text is needed, and the run is not closed.
    Returns those that are."""
    needed: set[str] = set()
    truths: dict[str, Truth] = {}
    for name, when, drafts, closers, ask, _ in rows:
        truth = when.truth(known)
        if truth is Truth.FALSE:
            found.unmet.add(name)
        elif drafts:
            some = [truths.get(draft, Truth.TRUE) for draft in drafts]
            if Truth.TRUE not in some:
                truth = Truth.WAITING if Truth.WAITING in some else Truth.FALSE
        truths[name] = truth
        if truth is Truth.TRUE and closers and any(truths.get(closer) is not Truth.FALSE for closer in closers):
            truth = Truth.WAITING  # it may be closed before
        if truth is Truth.TRUE:
            needed.add(name)
        elif ask:
            known[name] = Unknown.NEVER_ASKED if truth is Truth.FALSE else Unknown.UNANSWERED
    return needed
