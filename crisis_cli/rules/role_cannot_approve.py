"""An approve step whose turn it is for somebody who may not say yes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind
from crisis_cli.rules.rule import Subject, error, warning
from crisis_cli.rules.words import listed
from crisis_cli.rules.yeses import asked, may_say_yes

RULE = "role-cannot-approve"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.kind is not Kind.APPROVE or not step.role or not (yeses := asked(playbook, step)):
            continue
        if any(may_say_yes(playbook, step.role, one) for one in yeses):
            continue
        roles = list(dict.fromkeys(role for one in yeses for role in one.roles))
        message = f'step "{step.id}" waits for "{step.role}", who may not say yes to "{step.target}"'
        hint = f'give the step to {listed(roles, word="or")}, or name "{step.role}" in approvals'
        related = [Related("these may say yes", ("statements", step.target, "approvals"))]
        if promises := subject.owed(step):
            related.append(Related(f'"{promises[0]}" hangs on it', ("promises", promises[0])))
        yield (error if promises else warning)(RULE, ("steps", step.id, "role"), message, hint, related)
