"""What a promise hangs on, in the order in which the walk takes it, and how long each thing must be remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crisis_cli.domain.conditions import ALWAYS, Condition, Known, Test, Unknown
from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.choices import Choice, split
from crisis_cli.proof.graph import Graph, Key, in_order
from crisis_cli.proof.memory import FIRST, Field, Memory, Node, memory, union
from crisis_cli.proof.standing import Standing


@dataclass(frozen=True, slots=True)
class Plan:
    """The nodes in order. `fixed`: values that are the same on every path; `splits`: the others' classes.

    `goal` keeps the promise, `origin` starts its clock (None: it runs already); `blocks` close the run before
    the goal can open, `races` may close it before or behind the goal.
    """

    nodes: tuple[Node, ...]
    memory: tuple[Memory, ...]
    places: Mapping[str, int]
    fixed: Mapping[str, Known]
    splits: Mapping[str, tuple[Choice, ...]]
    fields: Mapping[str, Field]
    goal: int
    origin: int | None
    blocks: frozenset[int]
    races: frozenset[int]


def plan_for(playbook: Playbook, standing: Standing, promise: Promise, *, graph: Graph | None = None) -> Plan:
    """The plan of a promise whose `kept_by` is a step that is not settled. `graph`: that of this standing, if it
    is at hand already."""
    graph = graph or Graph(playbook, standing)
    goal = (promise.kept_by, False)
    before = graph.before(goal)
    races = [key for key in graph.closing if key != goal and key not in before and goal not in graph.before(key)]
    start = promise.counts_from
    origin = (start, False) if start in playbook.steps and start not in standing.settled else None
    order, circular = in_order(graph, [*races, *([origin] if origin else []), goal])
    number = {key: index for index, key in enumerate(order)}
    begin = number[origin] if origin else None
    nodes = _nodes(graph, number, circular)
    places = {name: index for (name, over), index in number.items() if not over and graph.is_ask(name)}
    fixed, splits = _values(graph, [node.condition for node in nodes])
    fields = _fields(splits, [name for name in places if name in fixed])
    return Plan(
        nodes=nodes,
        memory=memory(nodes, places, fields, number[goal], begin, [number[race] for race in races]),
        places=places,
        fixed=fixed,
        splits=splits,
        fields=fields,
        goal=number[goal],
        origin=begin,
        blocks=frozenset(number[key] for key in graph.closing if key in before and key not in circular),
        races=frozenset(number[key] for key in races),
    )


def _nodes(graph: Graph, number: Mapping[Key, int], circular: set[Key]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    before: list[int] = []
    for key in number:
        step = graph.playbook.steps[key[0]]
        if key in circular:
            nodes.append(Node(step, key[1], (), (), False, True, ALWAYS, (), ()))
            before.append(0)
            continue
        waits = tuple(number[other] for other in graph.waits(key))
        before.append(union(before, waits))
        asks = (number[ask] for ask in graph.asks(key))
        drafts, passed = _drafts(graph, key)
        condition = graph.condition(key)
        nodes.append(
            Node(
                step,
                over=key[1],
                waits=waits,
                drafts=tuple(number[draft, False] for draft in drafts),
                passed=passed,
                circular=False,
                condition=condition,
                names=tuple(dict.fromkeys(test.name for test in condition.tests())),
                asks=tuple(ask for ask in asks if not before[-1] >> ask & 1),
            )
        )
    return tuple(nodes)


def _drafts(graph: Graph, key: Key) -> tuple[list[str], bool]:
    """What must be passed over for it to be passed over too, and whether all of that has been."""
    name, over = key
    settled, passed = graph.standing.settled, graph.standing.not_needed
    if name in graph.standing.ends:
        return [], False
    drafts = [name] if over else [draft.id for draft in graph.drafts(graph.playbook.steps[name])]
    if any(draft in settled and draft not in passed for draft in drafts):
        return [], False
    left = [draft for draft in drafts if draft not in settled]
    return left, bool(drafts) and not left


def _values(graph: Graph, conditions: list[Condition]) -> tuple[dict[str, Known], dict[str, tuple[Choice, ...]]]:
    """What is known for good, and between which values of the rest these conditions decide."""
    tests: dict[str, list[Test]] = {}
    for condition in conditions:
        for test in condition.tests():
            tests.setdefault(test.name, []).append(test)
    fixed: dict[str, Known] = {}
    splits: dict[str, tuple[Choice, ...]] = {}
    for name, about in tests.items():
        now = graph.standing.values.get(name, Unknown.FACT)
        ask = graph.is_ask(name)
        if not isinstance(now, Unknown):
            fixed[name] = now
        elif not ask and name not in graph.playbook.facts:
            fixed[name] = Unknown.FACT
        elif ask and name in graph.standing.settled:
            fixed[name] = Unknown.NEVER_ASKED
        else:
            classes = split(graph.playbook, name, about)
            if len(classes) > 1:
                splits[name] = classes
            else:
                fixed[name] = classes[0].values[0]
    return fixed, splits


def _fields(splits: Mapping[str, tuple[Choice, ...]], fixed: Iterable[str]) -> dict[str, Field]:
    """A field for every name that can have different values, and for the asks that may never be asked."""
    fields: dict[str, Field] = {}
    shift = 0
    for name in (*splits, *fixed):
        width = (FIRST + len(splits.get(name, ()))).bit_length()
        fields[name] = Field(shift, ((1 << width) - 1) << shift)
        shift += width
    return fields
