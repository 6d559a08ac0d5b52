"""Which steps are settled before which on every path, and which two are never needed on one path."""

from __future__ import annotations

from functools import cached_property
from itertools import product

from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.proof.graph import Graph, Key


class StepOrder:
    """Who comes before whom: by `after`, by the order of the list, and as one text goes from hand to hand."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._number = {name: number for number, name in enumerate(graph.playbook.steps)}
        self._before: dict[Key, int] = {}
        for key in graph.order[0]:
            bits = 0
            for other in graph.waits(key):
                bits |= self._before.get(other, 0) | 1 << self._number[other[0]]
            self._before[key] = bits

    def is_before(self, one: str, other: str) -> bool:
        """Whether step `one` is settled before step `other` opens, whatever is answered."""
        return bool(self._before[other, False] >> self._number[one] & 1)

    @cached_property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Steps that wait for each other whatever is answered, each before the one that waits for it; those of
        one circle are in no other."""
        found: list[tuple[str, ...]] = []
        for key in self._graph.order[1]:
            if not any(key[0] in circle for circle in found) and (circle := self._circle(key)):
                found.append(circle)
        return tuple(found)

    def _circle(self, start: Key) -> tuple[str, ...]:
        """The shortest way back to where one began, along what must be settled first; empty if there is none."""
        came: dict[Key, Key] = {}
        todo = [start]
        for key in todo:
            for other in self._graph.waits(key):
                if other == start:
                    way = [key]
                    while way[-1] != start:
                        way.append(came[way[-1]])
                    return tuple(dict.fromkeys(name for name, _ in way))
                if other not in came:
                    came[other] = key
                    todo.append(other)
        return ()


def never_both(playbook: Playbook, one: Step, other: Step) -> bool:
    """Whether no answer or fact lets both be needed, as far as two conditions held side by side can tell: a quick
    look that spares the walk over all paths, and that never says yes wrongly."""
    pairs = product(_conditions(playbook, one), _conditions(playbook, other))
    return any(exclude(here, there) for here, there in pairs)


def _conditions(playbook: Playbook, step: Step) -> tuple[Condition, ...]:
    """What must hold for a step to be needed: its own `when`, and that of the only draft of its text."""
    drafts = playbook.drafts_for(step) if step.kind in (Kind.APPROVE, Kind.PUBLISH) else ()
    return (step.when, drafts[0].when) if len(drafts) == 1 else (step.when,)


def exclude(one: Condition, other: Condition) -> bool:
    """Whether no answer or fact lets both hold at once, as far as they can tell when held side by side."""
    if not one.any_of or not other.any_of or len(one.any_of) * len(other.any_of) > 100:
        return False
    return all(any(_differ(a, b) for a, b in product(*pair)) for pair in product(one.any_of, other.any_of))


def _differ(one: Test, other: Test) -> bool:
    if one.name != other.name:
        return False
    if one.unknown != other.unknown:
        return True
    if one.one_of is not None and other.one_of is not None:
        return not set(one.one_of) & set(other.one_of)
    return any(
        chosen is not None and shut is not None and set(chosen) <= set(shut)
        for chosen, shut in ((one.one_of, other.none_of), (other.one_of, one.none_of))
    )
