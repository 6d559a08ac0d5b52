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
    message = f'promise "{promise.name}" cannot be proven: there are too many combinations of answers and facts to'
    message += f" look at (the limit is {states:,} at once); {listed(names, 4)} decide early and again late"
    hint = "let one ask sum them up early, and hang what comes later on its answer alone"
    playbook = subject.playbook
    routes = [("steps" if name in playbook.steps else "facts", name) for name in names[:4]]
    related = [Related(f'"{route[1]}" is defined here', route) for route in routes]
    return error(RULE, ("promises", promise.name), message, hint, related)


def _remembered(subject: Subject) -> list[str]:
    """Answers and facts on which several conditions hang: those first on which few hang that are far apart."""
    where: dict[str, list[int]] = {}
    for number, step in enumerate(subject.playbook.steps.values()):
        for name in step.when.names():
            where.setdefault(name, []).append(number)
    several = [name for name, numbers in where.items() if len(numbers) > 1]
    return sorted(several, key=lambda name: (len(where[name]), where[name][0] - where[name][-1], where[name]))
