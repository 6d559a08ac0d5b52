"""Conditions so entangled that nobody, and no program, can look through all paths."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Promise
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import listed

RULE = "tangled"


def check(subject: Subject) -> Iterator[Finding]:
    for promise in subject.playbook.promises.values():
        if subject.paths.surely_kept(promise):
            continue
        worst = subject.paths.worst(promise)
        if worst.tangled:
            yield _finding(subject, promise, worst.states)
            return


def _finding(subject: Subject, promise: Promise, states: int) -> Finding:
    names = _remembered(subject)
    message = f'promise "{promise.name}" cannot be proven: more than {states:,} combinations of answers and facts'
    message += f" must be told apart at once; {listed(names, 4)} decide early and again late"
    hint = "let one ask sum them up early, and hang what comes later on its answer alone"
    playbook = subject.playbook
    routes = [("steps" if name in playbook.steps else "facts", name) for name in names[:4]]
    related = [Related(f'"{route[1]}" is defined here', route) for route in routes]
    return error(RULE, ("promises", promise.name), message, hint, related)


def _remembered(subject: Subject) -> list[str]:
    """The answers and facts on which conditions furthest apart in the list hang."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, step in enumerate(subject.playbook.steps.values()):
        for test in step.when.tests():
            first.setdefault(test.name, number)
            last[test.name] = number
    known = [name for name in first if name in subject.playbook.steps or name in subject.playbook.facts]
    return sorted(known, key=lambda name: first[name] - last[name])
