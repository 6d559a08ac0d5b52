"""A statement whose template does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import did_you_mean

RULE = "unknown-template"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.templates is None:
        return
    language = subject.playbook.language
    for name, statement in subject.playbook.statements.items():
        if statement.template in subject.unusable:
            if other := subject.unusable[statement.template]:
                message = (
                    f'the template "{statement.template}" is there in {other} only, and drafts are in {language}'
                )
                hint = f"put it into templates/{language}/ too, or write language: {other} above the promises"
                yield error(RULE, ("statements", name, "template"), message, hint)
        elif statement.template not in subject.templates:
            message = f'there is no template "{statement.template}" for the statement "{name}"'
            otherwise = f"write templates/{language}/{statement.template}.txt.j2, or name a template that is there"
            hint = did_you_mean(statement.template, subject.templates, otherwise)
            yield error(RULE, ("statements", name, "template"), message, hint)
