"""Steps that wait for each other in a circle: found, named whole, and broken so that a run can go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crisis_cli.domain.playbook import Playbook
from crisis_cli.files.shapes.reading import Reading

_MOST_CYCLES = 20


def without_cycles(playbook: Playbook, reading: Reading) -> Playbook:
    """The playbook in which no step waits for itself; each circle has a finding. The steps of a circle that
    named later ones follow the order of the list instead."""
    if _names_only_earlier(playbook):
        return playbook
    for _ in range(_MOST_CYCLES):
        cycle = find_cycle(playbook.predecessors)
        if not cycle:
            return playbook
        _say(cycle, reading)
        playbook = _in_listed_order(playbook, frozenset(cycle))
    return _in_listed_order(playbook, frozenset(playbook.steps)) if find_cycle(playbook.predecessors) else playbook


def _names_only_earlier(playbook: Playbook) -> bool:
    """Whether no step names itself or a later one. Without `after` a step follows an earlier one anyway, so then
    there is no circle, and nobody has to be asked whom each step follows."""
    earlier: set[str] = set()
    for name, step in playbook.steps.items():
        if step.after and not earlier.issuperset(step.after):
            return False
        earlier.add(name)
    return True


def find_cycle(predecessors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """One circle, each step before the one that waits for it; nothing if there is none. Iterative."""
    done: set[str] = set()
    for start in predecessors:
        if start in done:
            continue
        path, on_path = [start], {start}
        waiting = [iter(predecessors[start])]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                finished = path.pop()
                on_path.discard(finished)
                done.add(finished)
            elif name in on_path:
                return tuple(reversed(path[path.index(name) :]))
            elif name not in done and name in predecessors:
                path.append(name)
                on_path.add(name)
                waiting.append(iter(predecessors[name]))
    return ()


def _say(cycle: tuple[str, ...], reading: Reading) -> None:
    nodes = reading.names.of("step")
    first = min(cycle, key=lambda name: nodes[name].start_mark.index)
    turned = cycle[cycle.index(first) :] + cycle[: cycle.index(first)]
    round_ = " -> ".join((*turned, turned[0]))
    message = (
        f'step "{first}" waits for itself' if len(cycle) == 1 else f"these steps wait for each other: {round_}"
    )
    related = [(f'"{name}" is here', nodes[name]) for name in turned[1:]]
    reading.report.error("cycle", nodes[first], message, "change the after of one of them", related[:12])


def _in_listed_order(playbook: Playbook, names: frozenset[str]) -> Playbook:
    numbers = {name: number for number, name in enumerate(playbook.steps)}
    steps = {
        name: step._replace(after=None)
        if name in names and any(numbers[other] >= numbers[name] for other in step.after or ())
        else step
        for name, step in playbook.steps.items()
    }
    return replace(playbook, steps=steps)
