"""A first statement after which the public never hears another word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Playbook, Promise, Step
from crisis_cli.rules.rule import Subject, warning

RULE = "no-next-word"

_INSIDE = frozenset(
    {
        *("staff", "crew", "employee", "employees", "team", "teams", "colleagues", "managers", "personnel"),
        *("salaries", "internal", "interne", "intranet", "slack", "workplace", "viva", "yammer"),
    }
)
"""A channel with one of these words in its name is read inside, so that it leaves no public waiting."""


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    firsts = [
        promise
        for promise in playbook.promises.values()
        if promise.counts_from in ("seen", "start") and _is_public(playbook, promise)
    ]
    if not firsts:
        return
    first = min(firsts, key=lambda promise: promise.within)
    step = playbook.steps.get(first.kept_by)
    if step is None or any(_follows(subject, step, other) for other in playbook.steps.values()):
        return
    message = f'after step "{step.id}" has published the first statement, the public hears nothing more'
    hint = "add a draft that repeats until it is over, and the steps that approve and publish it"
    related = [Related("the promise is here", ("promises", first.name))]
    yield warning(RULE, ("steps", step.id), message, hint, related)


def _is_public(playbook: Playbook, promise: Promise) -> bool:
    step = playbook.steps.get(promise.kept_by)
    statement = playbook.statements.get(step.target) if step is not None else None
    channels = statement.channels if statement is not None else ()
    return not channels or any(_INSIDE.isdisjoint(re.split(r"[-_]", channel.lower())) for channel in channels)


def _follows(subject: Subject, first: Step, other: Step) -> bool:
    """Whether another step publishes something to the same public later, or again and again."""
    playbook = subject.playbook
    if other.kind is not Kind.PUBLISH or not playbook.same_public(first.target, other.target):
        return False
    if playbook.repeats(other):
        return True
    return other is not first and subject.order.is_before(first.id, other.id)
