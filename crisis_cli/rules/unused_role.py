"""A role that no step, ladder or approval of the playbook names."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Playbook
from crisis_cli.rules.rule import Subject, warning

RULE = "unused-role"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    used = _named(playbook)
    if used >= playbook.roles.keys():
        return
    todo = list(used)
    while todo:  # whoever stands in for a role that is used is used too
        role = playbook.roles.get(todo.pop())
        if role is not None and role.deputy and role.deputy not in used:
            used.add(role.deputy)
            todo.append(role.deputy)
    for name in playbook.roles:
        if name not in used:
            message = f'the role "{name}" has no part in this playbook: no step, ladder or approval names it'
            yield warning(RULE, ("roles", name), message, "give it its part, or delete it")


def _named(playbook: Playbook) -> set[str]:
    used: set[str] = set()
    for step in playbook.steps.values():
        if step.role:
            used.add(step.role)
        used.update(step.notify)
        for rung in step.ladder:
            used.add(rung.page)
    for statement in playbook.statements.values():
        used.add(statement.speaker)
        for approval in statement.approvals:
            used.update(approval.roles)
        if statement.preapproved:
            used.add(statement.preapproved.by)
    return used
