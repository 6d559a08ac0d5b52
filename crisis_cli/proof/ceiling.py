"""A bound for the worst moment of every step, in one pass: which answers exclude each other is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crisis_cli.proof.bounds import NEVER, ends_at, later
from crisis_cli.proof.graph import Graph


def ceilings(graph: Graph, passed: frozenset[str] = frozenset()) -> Mapping[str, datetime]:
    """For every step the moment at which it is settled at the latest, if everybody takes all their time, whatever
    is answered on which those of `passed` are not needed. The end of a repetition has no bound here, nor has a
    step that waits for itself."""
    standing, steps = graph.standing, graph.playbook.steps
    base = max(standing.at, standing.started_at)
    order, circular = graph.order
    found: dict[str, datetime] = dict(standing.settled)
    for key in order:
        name, over = key
        if over or name in found:
            continue
        if key in circular:
            found[name] = NEVER
            continue
        ready = base
        for other, ended in (*graph.waits(key), *graph.asks(key)):
            ready = max(ready, NEVER if ended else found[other])
        if name in standing.ends:
            end = standing.ends[name]
            found[name] = NEVER if end is None else max(end, ready)
        elif name in passed:
            found[name] = ready
        elif ready < NEVER:
            step = steps[name]
            if step.not_before is not None:
                ready = max(ready, later(standing.seen_at, step.not_before))
            found[name] = ends_at(step, ready, standing.seen_at)
        else:
            found[name] = NEVER
    return found
