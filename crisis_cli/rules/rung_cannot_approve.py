"""An approve step whose ladder ends at somebody who may not say yes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
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
            related = [Related("these may say yes", ("statements", step.target, "approvals"))]
            yield _said(step, message, hint, related)
        elif len(asked) == 1 and roles != [last]:
            wrote = next((draft for draft in playbook.drafts_for(step) if draft.role == last), None)
            if wrote is not None:
                message = (
                    f'the ladder of step "{step.id}" ends at "{last}", who wrote the text: that yes is not enough'
                )
                hint = "end it at somebody else who may say yes: one yes comes from other eyes than the writer's"
                yield _said(step, message, hint, [Related("it is written here", ("steps", wrote.id, "role"))])


def _said(step: Step, message: str, hint: str, related: list[Related]) -> Finding:
    return warning(RULE, ("steps", step.id, "ladder", len(step.ladder) - 1, "page"), message, hint, related)
