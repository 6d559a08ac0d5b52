"""A statement that no step writes, approves or publishes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "unused-statement"


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.playbook.statements:
        if not subject.playbook.steps_of(name):
            message = f'the statement "{name}" is never made: no step drafts, approves or publishes it'
            hint = "add the steps that draft, approve and publish it, or delete it"
            yield warning(RULE, ("statements", name), message, hint)
