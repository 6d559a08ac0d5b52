"""A few paths played through without clocks: what they show need not be searched for."""

from __future__ import annotations

from dataclasses import dataclass, field

from crisis_cli.domain.conditions import Known, Test, Truth, Unknown
from crisis_cli.domain.playbook import FactSpec, FactType, Kind
from crisis_cli.proof.graph import Graph


@dataclass(slots=True)
class Examples:
    """The steps that are needed on one of the paths, and those whose own `when` is false on one."""

    needed: set[str] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)


def examples(graph: Graph) -> Examples:
    """As many paths of a run that has not begun as the question with most choices has, or the fact with most
    values that matter: on the first all get their first, on the next their second. None where steps wait for each
    other in a circle."""
    found = Examples()
    if graph.order[1]:
        return found
    values = _values(graph)
    for number in range(max(map(len, values.values()), default=1)):
        _play(graph, {name: some[number % len(some)] for name, some in values.items()}, found)
    return found


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


def _play(graph: Graph, values: dict[str, Known], found: Examples) -> None:
    """One path: a step is needed if its `when` holds, a draft of its text is needed, and the run is not closed."""
    known = dict.fromkeys(graph.playbook.facts, Unknown.FACT) | values
    truths: dict[str, Truth] = {}
    for name, over in graph.order[0]:
        if over:
            continue
        step = graph.playbook.steps[name]
        truth = step.when.truth(known) if step.when.any_of else Truth.TRUE
        if truth is Truth.FALSE:
            found.unmet.add(name)
        elif drafts := graph.drafts(step):
            truth = min(truth, max((truths[draft.id] for draft in drafts), key=_rank), key=_rank)
        truths[name] = truth
        if truth is Truth.TRUE and any(truths[closer] is Truth.TRUE for closer in graph.closers(name)):
            truth = Truth.WAITING
        if truth is Truth.TRUE:
            found.needed.add(name)
        elif step.kind is Kind.ASK:
            known[name] = Unknown.NEVER_ASKED if truth is Truth.FALSE else Unknown.UNANSWERED


def _rank(truth: Truth) -> int:
    return truth.value
