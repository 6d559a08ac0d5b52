"""A step that is to follow one with which it is never in one run: it waits for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.paths import MOST
from crisis_cli.rules.rule import Subject, warning

RULE = "after-other-branch"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.graph.order[1]:
        return  # steps that wait for each other are a finding of their own
    needed = subject.paths.examples.needed
    looks = MOST
    for step in subject.playbook.steps.values():
        for number, name in enumerate(step.after or ()):
            both_open = step.id in needed and name in needed  # what can never open is a finding of its own
            if looks <= 0 or not both_open or subject.paths.examples.both(step.id, name):
                continue
            looks -= 1
            if subject.paths.nowhere(Question(needed=(step.id, name), facts_change=True)):
                yield _finding(step, number, subject.playbook.steps[name])


def _finding(step: Step, number: int, before: Step) -> Finding:
    why = "which ends the run" if before.ends is not None else "but no run needs both"
    message = f'step "{step.id}" is to follow "{before.id}", {why}: wherever it opens, it waits for nothing'
    hint = f'name the step of its own branch that comes before it, or take "{before.id}" out of its "after"'
    other = Related(f'"{before.id}" is defined here', ("steps", before.id))
    if before.ends is not None:
        other = Related(f'"{before.id}" ends the run', ("steps", before.id, "ends"))
    return warning(RULE, ("steps", step.id, "after", number), message, hint, (other,))
