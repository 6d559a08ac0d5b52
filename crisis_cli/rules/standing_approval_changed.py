"""A template that is not any more the one that was approved beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error

RULE = "standing-approval-changed"


def check(subject: Subject) -> Iterator[Finding]:
    templates = subject.templates or {}
    for name, statement in subject.playbook.statements.items():
        given, template = statement.preapproved, templates.get(statement.template)
        if given is not None and template is not None and template.sha256 != given.sha256:
            message = f'the template "{template.name}" is not the text that {given.by} approved for "{name}"'
            hint = f"let {given.by} read {template.file} as it is now; after a yes write sha256: {template.sha256}"
            yield error(RULE, ("statements", name, "preapproved", "sha256"), message, hint)
