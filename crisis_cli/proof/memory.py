"""What the walk must remember of a node, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from crisis_cli.domain.conditions import Condition
from crisis_cli.domain.playbook import Step

T = TypeVar("T")


NEVER_ASKED = 1
"""What is written into the field of an ask that is not needed; 0 is: no value yet."""

FIRST = 2
"""What is written for the first choice of a name; the next ones follow."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where one name's choice is kept in the packed values of a state."""

    shift: int
    mask: int

    def read(self, values: int) -> int:
        """0, NEVER_ASKED, or FIRST plus the number of the choice."""
        return (values & self.mask) >> self.shift


@dataclass(frozen=True, slots=True)
class Node:
    """One step, or with `over` the end of its repetition. Numbers are places in the order of the plan.

    `drafts`: it is passed over when all of these were; for the end of a repetition, the step that repeats.
    `passed`: its drafts have been passed over already; `circular`: it waits for itself.
    `asks`: those of its condition's that are not settled before it anyway, so that they can make it later still.
    """

    step: Step
    over: bool
    waits: tuple[int, ...]
    drafts: tuple[int, ...]
    passed: bool
    circular: bool
    condition: Condition
    names: tuple[str, ...]
    asks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What can be forgotten behind a node, and the nodes whose clocks tell two states apart until then.

    `uses`: the bits of the values on which its condition hangs; `values` and `passed`: those still used behind it.
    """

    clocks: tuple[int, ...]
    uses: int
    values: int
    passed: int
    apart: tuple[int, ...]


def memory(
    nodes: tuple[Node, ...],
    places: Mapping[str, int],
    fields: Mapping[str, Field],
    goal: int,
    origin: int | None,
    races: list[int],
) -> tuple[Memory, ...]:
    """What can be forgotten behind each node, and what must be told apart there."""
    clocks, flags = list(range(len(nodes))), list(range(len(nodes)))
    names: dict[str, int] = {}
    for index, node in enumerate(nodes):
        for other in node.waits:
            clocks[other] = index
        for draft in node.drafts:
            flags[draft] = index
        for name in node.names:
            names[name] = index
            if name in places:
                clocks[places[name]] = index
    clocks[goal] = len(nodes)
    last_clocks, last_flags = _by_last(enumerate(clocks)), _by_last(enumerate(flags))
    last_names = _by_last(names.items())
    apart = _apart(nodes, places, origin, races)
    return tuple(
        Memory(
            clocks=tuple(last_clocks.get(index, ())),
            uses=_bits(fields, node.names),
            values=~_bits(fields, last_names.get(index, ())),
            passed=~sum(1 << number for number in last_flags.get(index, ())),
            apart=tuple(number for number, last in apart.items() if number <= index < last),
        )
        for index, node in enumerate(nodes)
    )


def _by_last(lasts: Iterable[tuple[T, int]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for thing, last in lasts:
        found.setdefault(last, []).append(thing)
    return found


def _bits(fields: Mapping[str, Field], names: Iterable[str]) -> int:
    return sum(fields[name].mask for name in names if name in fields)


def _apart(
    nodes: tuple[Node, ...], places: Mapping[str, int], origin: int | None, races: list[int]
) -> dict[int, int]:
    """Up to which node two states with different clocks of a node must not become one.

    Keeping the larger clock of two is exact as long as it can only make things later. It is not where the earlier
    of two answers decides, where a step races the goal to close the run, and where the promise counts from a step.
    """
    until: dict[int, int] = {}
    flows: list[int] = []
    for index, node in enumerate(nodes):
        asks = tuple(places[name] for name in node.names if name in places)
        flows.append(union(flows, (*node.waits, *asks)))
        if len(node.asks) > 1:
            for ask in node.asks:
                _mark(until, flows[ask], ask)
                _mark(until, 1 << ask, index)
    for race in races:
        _mark(until, (1 << race) - 1, race)
    if origin is not None:
        _mark(until, flows[origin], origin)
    return until


def union(sets: list[int], numbers: tuple[int, ...]) -> int:
    """Sets of nodes as bits of one integer: those of `numbers` and the numbers themselves."""
    union = 0
    for number in numbers:
        union |= sets[number] | 1 << number
    return union


def _mark(until: dict[int, int], members: int, last: int) -> None:
    for number in range(members.bit_length()):
        if members >> number & 1:
            until[number] = max(until.get(number, 0), last)
