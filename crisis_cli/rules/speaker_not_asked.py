"""A statement in the name of somebody who neither writes it nor is asked."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, warning

RULE = "speaker-not-asked"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for statement in playbook.statements.values():
        speaker = statement.speaker
        asked = any(speaker in approval.roles for approval in statement.approvals)
        if asked or (statement.preapproved and statement.preapproved.by == speaker):
            continue
        steps = playbook.steps_of(statement.name)
        if steps and not any(step.kind is Kind.DRAFT and step.role == speaker for step in steps):
            message = (
                f'the statement "{statement.name}" speaks for "{speaker}", who neither writes it nor is asked'
            )
            hint = f"add {speaker} to its approvals, if only with consult, or let somebody speak who is asked"
            yield warning(RULE, ("statements", statement.name, "speaker"), message, hint)
