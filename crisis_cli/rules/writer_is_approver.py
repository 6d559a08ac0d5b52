"""A text of which its writer is the only one who could say yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, StatementSpec, Step
from crisis_cli.rules.rule import Subject, error

if TYPE_CHECKING:
    from crisis_cli.domain.team import Team

RULE = "writer-is-approver"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for statement in playbook.statements.values():
        for step in playbook.steps_of(statement.name):
            if step.kind is Kind.DRAFT and step.role and (who := _alone(step.role, statement, subject.team)):
                yield _said(step, statement, who)
                break


def _alone(writer: str, statement: StatementSpec, team: Team | None) -> str:
    """Who is the writer and the only approver, for a sentence: a role or a person; else nothing."""
    roles = {role for approval in statement.approvals if not approval.consult for role in approval.roles}
    if roles == {writer}:
        return f'the role "{writer}" alone'
    if team is None:
        return ""
    held = [team.usual_holders(role) for role in (writer, *roles)]
    people = {person for those in held for person in those}
    return f'"{people.pop()}", who holds all these roles,' if all(held) and len(people) == 1 else ""


def _said(step: Step, statement: StatementSpec, who: str) -> Finding:
    message = f'{who} both writes the statement "{statement.name}" and says yes to it'
    hint = "let two more eyes read it: name another role in approvals, such as {any: [ceo, coo]}"
    related = [Related(f'step "{step.id}" writes it', ("steps", step.id, "role"))]
    return error(RULE, ("statements", statement.name, "approvals"), message, hint, related)
