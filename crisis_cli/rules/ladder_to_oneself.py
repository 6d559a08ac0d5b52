"""A ladder that pages nobody but the role that is late."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.rules.rule import Subject, warning

RULE = "ladder-to-oneself"


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.playbook.steps.values():
        if step.ladder and all(rung.page == step.role for rung in step.ladder):
            message = f'the ladder of step "{step.id}" pages only "{step.role}", whose step it is'
            hint = "page somebody else: who does not hear the first call does not hear the second"
            yield warning(RULE, ("steps", step.id, "ladder", 0, "page"), message, hint)
