"""A text that goes out on some path without anybody having been asked for a yes."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import ALWAYS
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.paths import path_where, shown_path
from crisis_cli.rules.rule import Subject, error

RULE = "unapproved-publish"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.kind is not Kind.PUBLISH or playbook.statements[step.target].preapproved:
            continue
        path = playbook.path_of(step)
        approvals = []
        for other in path:
            if other.id == step.id:
                break
            if other.kind is Kind.APPROVE:
                approvals.append(other)
        if not approvals:
            yield _nobody_is_asked(step, path)
        elif not any(other.when is ALWAYS or other.when == step.when for other in approvals):
            yield from _sometimes_nobody_is_asked(subject, step, approvals)


def _nobody_is_asked(step: Step, path: tuple[Step, ...]) -> Finding:
    message = f'no step asks for a yes before step "{step.id}" publishes the statement "{step.target}"'
    hint = f"add a step with approve: {step.target} before it"
    late = next((other for other in path if other.kind is Kind.APPROVE), None)
    if late is None:
        return error(RULE, ("steps", step.id, "publish"), message, hint)
    related = [Related(f'step "{late.id}" asks only afterwards', ("steps", late.id))]
    return error(RULE, ("steps", step.id, "publish"), message, f'list "{late.id}" before it', related)


def _sometimes_nobody_is_asked(subject: Subject, step: Step, approvals: list[Step]) -> Iterator[Finding]:
    choices = path_where(subject, needed=[step.id], passed=[other.id for other in approvals])
    if choices is None:
        return
    names = "none of its approve steps is" if len(approvals) > 1 else f'step "{approvals[0].id}" is not'
    message = f'step "{step.id}" publishes the statement "{step.target}" where {names} needed{shown_path(choices)}'
    hint = "give the approve step the same when as the publish step, or leave it out: it follows its draft"
    related = [Related(f'"{other.id}" has this condition', ("steps", other.id, "when")) for other in approvals]
    yield error(RULE, ("steps", step.id, "publish"), message, hint, related)
