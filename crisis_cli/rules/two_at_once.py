"""One role with two steps to do at one time, one of which a promise hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.step_state import due_of
from crisis_cli.domain.timing import show_duration
from crisis_cli.proof.bounds import NEVER, ends_at, later
from crisis_cli.rules.paths import MOST, path_where
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.step_order import never_both

RULE = "two-at-once"

Window = tuple[datetime, datetime]
"""From when a step opens to when it is due."""


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    promised = _promised(subject)
    if not promised:
        return
    pairs = [pair for pair in _side_by_side(subject, promised) if not never_both(playbook, *pair)]
    windows = _windows(subject) if pairs else {}
    said: set[str] = set()
    looks = MOST
    for one, other in pairs:
        first, second = (one, other) if one.id in promised else (other, one)
        if looks and second.id not in said and _overlap(windows, one, other):
            looks -= 1
            if _on_one_path(subject, one, other):
                said.add(second.id)
                yield _said(subject, first, second, windows, promised[first.id])


def _side_by_side(subject: Subject, promised: dict[str, str]) -> Iterator[tuple[Step, Step]]:
    """Every two steps of one role, a promise hanging on one of them, of which neither waits for the other."""
    of_role: dict[str, list[Step]] = {}
    for step in subject.playbook.steps.values():
        if step.role:
            of_role.setdefault(step.role, []).append(step)
    before = subject.order.is_before
    for steps in of_role.values():
        for one, other in combinations(steps, 2):
            hangs = one.id in promised or other.id in promised
            if hangs and not before(one.id, other.id) and not before(other.id, one.id):
                yield one, other


def _promised(subject: Subject) -> dict[str, str]:
    """The steps that a promise hangs on, each with the promise."""
    found: dict[str, str] = {}
    for promise in subject.playbook.promises.values():
        for name in subject.playbook.steps:
            if name == promise.kept_by or subject.order.is_before(name, promise.kept_by):
                found.setdefault(name, promise.name)
    return found


def _windows(subject: Subject, without: frozenset[str] = frozenset()) -> dict[str, Window]:
    """When each step that comes once is open, if everybody uses all their time and the steps of `without` are not
    needed; not those that are never due, or that wait for something without a bound."""
    playbook, order = subject.playbook, subject.order
    seen, start = subject.standing.seen_at, subject.standing.started_at
    ends: dict[str, datetime] = {}
    found: dict[str, Window] = {}
    for name in order.listed():
        step = playbook.steps[name]
        asks = [test.name for test in step.when.tests() if test.name in ends]
        opens = max([start, *(ends.get(other, NEVER) for other in (*order.waits[name], *asks))])
        if name in without:
            ends[name] = opens
            continue
        if step.not_before is not None:
            opens = max(opens, later(seen, step.not_before))
        if playbook.repeats(step) or opens >= NEVER:
            ends[name] = NEVER if step.repeat else opens
            continue
        ends[name] = ends_at(step, opens, seen)
        if step.kind is Kind.NOTIFY or ends[name] >= NEVER:
            continue
        if (due := due_of(step, opened_at=opens, seen_at=seen)) is not None:
            found[name] = (opens, due)
    return found


def _overlap(windows: dict[str, Window], one: Step, other: Step) -> bool:
    here, there = windows.get(one.id), windows.get(other.id)
    return here is not None and there is not None and max(here[0], there[0]) < min(here[1], there[1])


def _on_one_path(subject: Subject, one: Step, other: Step) -> bool:
    """Whether both are needed on one path, and their times overlap on it."""
    playbook = subject.playbook
    steps = playbook.steps.values()
    without = frozenset(s.id for s in steps if never_both(playbook, s, one) or never_both(playbook, s, other))
    if without and not _overlap(_windows(subject, without), one, other):
        return False
    return path_where(subject, needed=[one.id, other.id]) is not None


def _said(subject: Subject, first: Step, second: Step, windows: dict[str, Window], promise: str) -> Finding:
    seen = subject.standing.seen_at
    times = {
        name: " to ".join([show_duration(moment - seen) for moment in windows[name]])
        for name in (first.id, second.id)
    }
    message = (
        f'"{second.role}" has two things to do at one time: step "{second.id}" ({times[second.id]} after it was '
        f'seen) and step "{first.id}" ({times[first.id]}), on which the promise "{promise}" hangs'
    )
    hint = "give one of them to another role, or let one follow the other with after"
    related = [Related(f'step "{first.id}" is here', ("steps", first.id, "role"))]
    return warning(RULE, ("steps", second.id, "role"), message, hint, related)
