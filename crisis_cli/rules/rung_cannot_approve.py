"""An approve step whose ladder ends at somebody who may not say yes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.words import listed

RULE = "rung-cannot-approve"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.kind is not Kind.APPROVE or not step.ladder:
            continue
        asked = [one for one in playbook.statements[step.target].approvals if not one.consult]
        roles = list(dict.fromkeys(role for one in asked for role in one.roles))
        last = step.ladder[-1].page
        if last not in roles and not any(last in playbook.deputies(role) for role in roles):
            message = f'the ladder of step "{step.id}" ends at "{last}", who may not say yes to "{step.target}"'
            hint = f'end it at {listed(roles, word="or")} or at a deputy of theirs, or name "{last}" in approvals'
            approvals = ("statements", step.target, "approvals")
            related = [Related("these may say yes", approvals)]
            yield warning(RULE, ("steps", step.id, "ladder", len(step.ladder) - 1, "page"), message, hint, related)
