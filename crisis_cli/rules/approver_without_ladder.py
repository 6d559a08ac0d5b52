"""One silent person who can stop a promise."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.rules.rule import Subject, error

RULE = "approver-without-ladder"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    alone = {step.id for step in playbook.steps.values() if _may_be_silent(playbook, step)}
    found: dict[str, list[str]] = {}
    for promise in playbook.promises.values() if alone else ():
        goal = (promise.kept_by, False)
        for name in sorted(alone & {key[0] for key in (goal, *subject.graph.before(goal))}):
            found.setdefault(name, []).append(promise.name)
    for name in filter(found.__contains__, playbook.steps):
        step = playbook.steps[name]
        related = [Related(f'"{promise}" hangs on it', ("promises", promise)) for promise in found[name][:6]]
        who = f'"{step.role}"' if step.role else "its approver"
        message = f'if {who} is silent at step "{name}", promise "{found[name][0]}" waits: the step has no ladder'
        yield error(RULE, ("steps", name), message, _hint(playbook, step), related)


def _may_be_silent(playbook: Playbook, step: Step) -> bool:
    """Whether it waits for somebody's yes, and nobody else is paged when that does not come."""
    if step.kind is not Kind.APPROVE or step.ladder:
        return False
    spec = playbook.statements.get(step.target)
    return spec is None or not all(approval.consult for approval in spec.approvals)


def _hint(playbook: Playbook, step: Step) -> str:
    deputies = playbook.deputies(step.role) if step.role else ()
    deputy = next(iter(deputies), "ROLE")
    return f"page somebody who may say yes instead: ladder: [{{after: 1m, page: {deputy}, within: 3m}}]"
