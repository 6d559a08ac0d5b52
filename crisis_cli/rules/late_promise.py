"""A promise that is not kept if everybody uses all their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Promise, Step
from crisis_cli.rules.no_time_left import nothing_left
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.promise_words import length, on_the_way, since
from crisis_cli.rules.rule import Subject, error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crisis_cli.proof.paths import Leg
    from crisis_cli.proof.worst import Worst

RULE = "late-promise"

_TOLD = 3
"""For so many promises of a playbook it is worked out which step would buy most; a person mends these first."""
_HINT = "give the steps on this path less time, or promise later"


def check(subject: Subject) -> Iterator[Finding]:
    late = 0
    for promise in subject.playbook.promises.values():
        if subject.paths.surely_kept(promise) or nothing_left(subject.playbook, promise):
            continue
        worst = subject.paths.worst(promise)
        if worst.at is not None and worst.late:
            late += 1
            yield _finding(subject, promise, worst, told=late <= _TOLD)


def _finding(subject: Subject, promise: Promise, worst: Worst, *, told: bool) -> Finding:
    assert worst.at is not None
    assert worst.due_at is not None
    assert worst.slack is not None
    began = worst.due_at - promise.within
    legs = [leg for leg in worst.legs if leg.end is not None and leg.end > began]
    taken, noticed = worst.at - began, max(subject.standing.started_at - began, timedelta())
    message = (
        f'promise "{promise.name}" may be kept only {length(taken)} {since(promise)};'
        f" promised within {length(promise.within)}: {length(-worst.slack)} too late"
        f" on the worst path{shown_path(worst.choices)}"
    )
    path = on_the_way(legs, began, noticed)
    return error(RULE, ("promises", promise.name), message, _hint(subject, promise, legs) if told else _HINT, path)


def _hint(subject: Subject, promise: Promise, legs: Sequence[Leg]) -> str:
    best = subject.paths.best_saving(promise)
    if best is None:
        return _HINT
    name, gain = best
    step = subject.playbook.steps[name]
    bought = f", up to {length(gain)}" if gain is not None else ""
    waits = _waits_for(subject, step, legs)
    apart = f', do not let "{waits}" wait for it (its "after")' if waits else ""
    return f'most can be bought at step "{name}"{bought}: shorten {_what(step)}{apart}, or promise later'


def _what(step: Step) -> str:
    """Those of its fields that make it take so long."""
    there = {"within": step.within is not None, "by": step.by is not None}
    there["ladder"] = step.kind is Kind.APPROVE and bool(step.ladder)
    fields = [name for name, is_there in there.items() if is_there]
    return " and ".join([f'its "{name}"' for name in fields or ["within"]])


def _waits_for(subject: Subject, step: Step, legs: Sequence[Leg]) -> str:
    """The step of the path that comes next only because it is to follow this one: it could do without."""
    names = [leg.step for leg in legs]
    after = names.index(step.id) + 1 if step.id in names else len(names)
    if after >= len(names):
        return ""
    follower = subject.playbook.steps[names[after]]
    one_text = follower.target == step.target != ""
    needs_it = one_text or step.id in follower.when.names()
    return "" if needs_it or step.id not in subject.playbook.predecessors[follower.id] else follower.id
