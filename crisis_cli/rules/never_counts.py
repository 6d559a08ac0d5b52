"""A promise that nobody ever owes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.proof.reach import Question
from crisis_cli.rules.rule import Subject, warning

RULE = "never-counts"


def check(subject: Subject) -> Iterator[Finding]:
    for promise in subject.playbook.promises.values():
        start, goal = promise.counts_from, promise.kept_by
        if start not in subject.playbook.steps or not _apart(subject, start, goal):
            continue
        message = f'promise "{promise.name}" never counts: on no path are both "{start}" and "{goal}" needed'
        related = [Related(f'"{start}" is here', ("steps", start)), Related(f'"{goal}" is here', ("steps", goal))]
        hint = 'count it from a step of the same branch, or from "seen"'
        yield warning(RULE, ("promises", promise.name), message, hint, related)


def _apart(subject: Subject, start: str, goal: str) -> bool:
    """Whether each is needed on some path, but never both. One that never opens is a finding of its own."""
    nowhere = subject.paths.nowhere
    if not nowhere(Question(needed=(start, goal), facts_change=True)):
        return False
    return not any(nowhere(Question(needed=(name,), facts_change=True)) for name in (start, goal))
