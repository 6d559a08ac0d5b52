"""One role with two steps to do at one time, one of which a promise hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import combinations, islice

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.timing import show_duration
from crisis_cli.proof.bounds import NEVER, later
from crisis_cli.proof.ceiling import ceilings
from crisis_cli.rules.paths import MOST, path_where
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.step_order import never_both

RULE = "two-at-once"

MOST_PAIRS = 20_000
"""How many pairs of steps are held against each other; only a playbook of hundreds side by side has more."""

Window = tuple[datetime, datetime]
"""From when a step opens to when it is due."""


def check(subject: Subject) -> Iterator[Finding]:
    promised = _promised(subject)
    said: set[str] = set()
    looks = MOST
    for one, other in islice(_side_by_side(subject, promised), MOST_PAIRS):
        first, second = (one, other) if one.id in promised else (other, one)
        if second.id in said or never_both(subject.playbook, one, other):
            continue
        if not _overlap(subject, subject.paths.ceilings, one, other):
            continue
        if times := _on_one_path(subject, first, second):
            said.add(second.id)
            yield _said(first, second, times, promised[first.id])
        looks -= 1
        if not looks:
            return


def _promised(subject: Subject) -> dict[str, str]:
    """The steps that a promise hangs on, each with the promise."""
    found: dict[str, str] = {}
    for promise in subject.kept_by_steps:
        for name in subject.playbook.steps:
            if name == promise.kept_by or subject.order.is_before(name, promise.kept_by):
                found.setdefault(name, promise.name)
    return found


def _side_by_side(subject: Subject, promised: Mapping[str, str]) -> Iterator[tuple[Step, Step]]:
    """Every two steps of one role, a promise hanging on one of them, of which neither waits for the other."""
    if not promised:
        return
    of_role: dict[str, list[Step]] = {}
    for step in subject.playbook.steps.values():
        if step.role:
            of_role.setdefault(step.role, []).append(step)
    before, repeats = subject.order.is_before, subject.playbook.repeats
    for steps in of_role.values():
        for one, other in combinations(steps, 2):
            if one.id not in promised and other.id not in promised:
                continue
            waits = before(one.id, other.id) or before(other.id, one.id)
            if not waits and not repeats(one) and not repeats(other):
                yield one, other


def _window(subject: Subject, ends: Mapping[str, datetime], step: Step) -> Window | None:
    """When a step is open, if everybody uses all their time; None if it is never due, or if what it waits for has
    no bound."""
    key, standing = (step.id, False), subject.standing
    opens = standing.started_at
    for other, over in (*subject.graph.waits(key), *subject.graph.asks(key)):
        opens = max(opens, NEVER if over else ends[other])
    if step.kind is Kind.NOTIFY or opens >= NEVER or ends[step.id] >= NEVER:
        return None
    if step.not_before is not None:
        opens = max(opens, later(standing.seen_at, step.not_before))
    due = step.due(opened_at=opens, seen_at=standing.seen_at)
    return (opens, due) if due is not None else None


def _overlap(subject: Subject, ends: Mapping[str, datetime], one: Step, other: Step) -> tuple[str, str] | None:
    """The times of two steps in words, if they overlap."""
    here, there = _window(subject, ends, one), _window(subject, ends, other)
    if here is None or there is None or max(here[0], there[0]) >= min(here[1], there[1]):
        return None
    return _shown(subject, here), _shown(subject, there)


def _shown(subject: Subject, window: Window) -> str:
    return " to ".join([show_duration(moment - subject.standing.seen_at) for moment in window])


def _on_one_path(subject: Subject, one: Step, other: Step) -> tuple[str, str] | None:
    """Their times, if both are needed on one path and these overlap on it."""
    playbook = subject.playbook
    steps = playbook.steps.values()
    passed = [step.id for step in steps if never_both(playbook, step, one) or never_both(playbook, step, other)]
    times = _overlap(subject, ceilings(subject.graph, frozenset(passed)), one, other)
    return times if times and path_where(subject, needed=[one.id, other.id]) is not None else None


def _said(first: Step, second: Step, times: tuple[str, str], promise: str) -> Finding:
    message = (
        f'"{second.role}" has two things to do at one time: step "{second.id}" ({times[1]} after it was seen) '
        f'and step "{first.id}" ({times[0]}), on which the promise "{promise}" hangs'
    )
    hint = "give one of them to another role, or let one follow the other with after"
    related = [Related(f'step "{first.id}" is here', ("steps", first.id, "role"))]
    return warning(RULE, ("steps", second.id, "role"), message, hint, related)
