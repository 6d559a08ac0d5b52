"""A promise that is not kept if everybody uses all their time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Promise
from crisis_cli.rules.no_time_left import nothing_left
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.promise_words import length, on_the_way, shown_legs, since
from crisis_cli.rules.rule import Subject, error

if TYPE_CHECKING:
    from crisis_cli.proof.worst import Worst

RULE = "late-promise"


def check(subject: Subject) -> Iterator[Finding]:
    for promise in subject.playbook.promises.values():
        if subject.paths.surely_kept(promise) or nothing_left(subject.playbook, promise):
            continue
        worst = subject.paths.worst(promise)
        if worst.at is not None and worst.late:
            yield _finding(subject, promise, worst)


def _finding(subject: Subject, promise: Promise, worst: Worst) -> Finding:
    assert worst.at is not None
    assert worst.due_at is not None
    assert worst.slack is not None
    began = worst.due_at - promise.within
    legs = [leg for leg in worst.legs if leg.end is not None and leg.end > began]
    taken, noticed = worst.at - began, max(subject.standing.started_at - began, timedelta())
    path = shown_legs(legs, began + noticed, noticed)
    message = (
        f'promise "{promise.name}" may be kept only {length(taken)} {since(promise)};'
        f" promised within {length(promise.within)}: {length(-worst.slack)} too late;"
        f" the worst path{shown_path(worst.choices)}: {path}"
    )
    return error(RULE, ("promises", promise.name), message, _hint(subject, promise), on_the_way(legs))


def _hint(subject: Subject, promise: Promise) -> str:
    best = subject.paths.best_saving(promise)
    if best is None:
        return "give the steps on this path less time, or promise later"
    name, gain = best
    step = subject.playbook.steps[name]
    what = 'its "within" and its "ladder"' if step.kind == "approve" and step.ladder else 'its "within"'
    bought = f", up to {length(gain)}" if gain is not None else ""
    return f'most can be bought at step "{name}"{bought}: shorten {what}, or promise later'
