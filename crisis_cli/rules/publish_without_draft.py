"""A text that is approved or published and that nobody ever writes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, error

RULE = "publish-without-draft"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for name in playbook.statements:
        steps = playbook.steps_of(name)
        if any(step.kind is Kind.DRAFT for step in steps):
            continue
        if steps:
            step = next((step for step in steps if step.kind is Kind.PUBLISH), steps[0])
            does = "publishes" if step.kind is Kind.PUBLISH else "asks for a yes to"
            message = f'step "{step.id}" {does} the statement "{name}", which no step writes'
            hint = f"add a step with draft: {name} before it"
            yield error(RULE, ("steps", step.id, step.kind.value), message, hint)
