"""A text approved beforehand that its writer must still finish."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error

RULE = "gap-in-standing-text"


def check(subject: Subject) -> Iterator[Finding]:
    templates = subject.templates or {}
    for name, statement in subject.playbook.statements.items():
        template = templates.get(statement.template)
        if statement.preapproved is not None and template is not None and template.gaps:
            gaps = "a gap" if template.gaps == 1 else f"{template.gaps} gaps"
            message = f'the statement "{name}" is approved beforehand, and its template leaves {gaps} to fill'
            hint = f"fill every [[ ... ]] of {template.file}, or delete preapproved: what is typed needs a yes"
            yield error(RULE, ("statements", name, "preapproved"), message, hint)
