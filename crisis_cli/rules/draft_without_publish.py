"""A text that somebody writes and that never goes out."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, warning

RULE = "draft-without-publish"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for name in playbook.statements:
        steps = playbook.steps_of(name)
        if steps and not any(step.kind is Kind.PUBLISH for step in steps):
            message = f'the statement "{name}" is written and never goes out: no step publishes it'
            hint = f"add a step with publish: {name}, or delete the steps that work on it"
            yield warning(RULE, ("steps", steps[-1].id), message, hint)
