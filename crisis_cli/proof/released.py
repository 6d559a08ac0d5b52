"""On which answers and facts a promise is released, said as shortly as the conditions allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crisis_cli.domain.conditions import Known, Test, Truth, Unknown
from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.choices import Choice, split
from crisis_cli.proof.memory import Node
from crisis_cli.proof.plan import Plan, plan_for
from crisis_cli.proof.standing import Standing

LOOKS = 500
"""How many sets of choices are looked at before the list ends unfinished."""


@dataclass(frozen=True, slots=True)
class Release:
    """With these choices nobody owes the promise: `step` is not needed or, with `closes`, closes the run first."""

    choices: tuple[Choice, ...]
    step: str
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Releases:
    """The list, and whether it is all of them."""

    found: tuple[Release, ...]
    complete: bool = True


def releases(playbook: Playbook, standing: Standing, promise: Promise) -> Releases:
    """Every set of choices that releases a promise. A step that may close the run, depending on who is faster, is
    not among them."""
    steps = playbook.steps
    for name in (promise.kept_by, promise.counts_from):
        if name in standing.not_needed:
            return Releases((Release((), name),))
    if promise.kept_by not in steps or promise.kept_by in standing.settled:
        return Releases(())
    plan = plan_for(playbook, standing, promise)
    search = _Search(playbook, plan)
    found = search.below(())
    return Releases(tuple(found), complete=search.looks > 0)


class _Search:
    """A walk down the tree of choices that looks only at what decides, without any clock."""

    def __init__(self, playbook: Playbook, plan: Plan) -> None:
        self.plan, self.looks = plan, LOOKS
        self.members = _members(plan)
        self.splits = _splits(playbook, plan, self.members)

    def below(self, choices: tuple[Choice, ...]) -> list[Release]:
        """What releases it, these choices given; one release where all that could be chosen next has the same."""
        if self.looks <= 0:
            return []
        self.looks -= 1
        fate = self._fate(choices)
        if isinstance(fate, Release):
            return [fate]
        if not fate:
            return []
        each = [self.below((*choices, choice)) for choice in self.splits[fate]]
        whys = {(one.step, one.closes) for found in each for one in found}
        whole = all(len(found) == 1 and len(found[0].choices) == len(choices) + 1 for found in each)
        if whole and len(whys) == 1:
            return [Release(choices, *whys.pop())]
        return [one for found in each for one in found]

    def _fate(self, choices: tuple[Choice, ...]) -> Release | str:
        """Why these choices release it; or the name to choose next, empty if they do not release it."""
        plan = self.plan
        values: dict[str, Known] = dict.fromkeys(self.splits, Unknown.UNANSWERED)
        values.update(plan.fixed)
        values.update({choice.name: choice.values[0] for choice in choices})
        needed: dict[int, Truth] = {}
        undecided = ""
        for index in self.members:
            node = plan.nodes[index]
            truth = needed[index] = _needed(node, values, [needed[draft] for draft in node.drafts])
            if truth is Truth.FALSE:
                if index in (plan.goal, plan.origin):
                    return Release(choices, node.step.id)
                values[node.step.id] = Unknown.NEVER_ASKED
            elif truth is Truth.TRUE and index in plan.blocks:
                return Release(choices, node.step.id, closes=True)
            elif truth is Truth.WAITING:
                undecided = undecided or next((n for n in node.names if values[n] is Unknown.UNANSWERED), "")
                if plan.places.get(node.step.id) == index:
                    values[node.step.id] = Unknown.UNANSWERED
        return undecided


def _needed(node: Node, values: Mapping[str, Known], drafts: list[Truth]) -> Truth:
    """Whether a step is needed; WAITING as long as the values do not say."""
    if node.passed or (drafts and all(draft is Truth.FALSE for draft in drafts)):
        return Truth.FALSE
    truth = node.condition.truth(values)
    if truth is Truth.TRUE and drafts and Truth.TRUE not in drafts:
        return Truth.WAITING
    return truth


def _members(plan: Plan) -> list[int]:
    """The nodes that decide: the goal, where its clock starts, what closes the run, and what these hang on."""
    todo = [plan.goal, *plan.blocks, *([plan.origin] if plan.origin is not None else [])]
    members = set(todo)
    while todo:
        node = plan.nodes[todo.pop()]
        asks = (plan.places[name] for name in node.names if name in plan.places)
        new = {*node.drafts, *asks} - members
        members |= new
        todo.extend(new)
    return sorted(members)


def _splits(playbook: Playbook, plan: Plan, members: list[int]) -> dict[str, tuple[Choice, ...]]:
    """Between which values these conditions decide, apart from those that only make things later."""
    tests: dict[str, list[Test]] = {}
    for index in members:
        for test in plan.nodes[index].condition.tests():
            if test.name in plan.splits:
                tests.setdefault(test.name, []).append(test)
    return {name: split(playbook, name, about) for name, about in tests.items()}
