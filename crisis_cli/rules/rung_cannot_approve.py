"""An approve step whose ladder ends at somebody who may not say yes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, error, warning
from crisis_cli.rules.words import listed
from crisis_cli.rules.yeses import asked, may_say_yes

RULE = "rung-cannot-approve"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.kind is not Kind.APPROVE or not step.ladder or not (yeses := asked(playbook, step)):
            continue
        roles = list(dict.fromkeys(role for one in yeses for role in one.roles))
        last = step.ladder[-1].page
        if not any(may_say_yes(playbook, last, one) for one in yeses):
            message = f'the ladder of step "{step.id}" ends at "{last}", who may not say yes to "{step.target}"'
            hint = f'end it at {listed(roles, word="or")} or at a deputy of theirs, or name "{last}" in approvals'
            related = [Related("these may say yes", ("statements", step.target, "approvals"))]
            yield _said(subject, step, message, hint, related)
        elif len(yeses) == 1 and roles != [last]:
            wrote = next((draft for draft in playbook.drafts_for(step) if draft.role == last), None)
            if wrote is not None:
                message = (
                    f'the ladder of step "{step.id}" ends at "{last}", who wrote the text: that yes is not enough'
                )
                hint = "end it at somebody else who may say yes: one yes comes from other eyes than the writer's"
                related = [Related("it is written here", ("steps", wrote.id, "role"))]
                yield _said(subject, step, message, hint, related)


def _said(subject: Subject, step: Step, message: str, hint: str, related: list[Related]) -> Finding:
    """An error where a promise waits for that yes, which the proof takes to be given."""
    route = ("steps", step.id, "ladder", len(step.ladder) - 1, "page")
    if promises := subject.owed(step):
        related = [*related, Related(f'"{promises[0]}" hangs on it', ("promises", promises[0]))]
        return error(RULE, route, message, hint, related)
    return warning(RULE, route, message, hint, related)
