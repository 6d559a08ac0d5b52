"""A question on whose answer nothing hangs."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, advice

RULE = "unused-answer"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    asks = [step for step in playbook.steps.values() if step.kind is Kind.ASK and step.ends is None]
    if not asks:
        return
    used = set(playbook.crisis_when.names())
    for step in playbook.steps.values():
        used.update([test.name for test in step.when.tests()])
        if step.repeat:
            used |= step.repeat.until.names()
    for step in asks:
        if step.id not in used:
            message = f'nothing hangs on the answer to step "{step.id}": whatever it is, the same steps follow'
            hint = f"write when: {{{step.id}: ...}} on the steps that hang on it, or make it a do step"
            yield advice(RULE, ("steps", step.id, "choices"), message, hint)
