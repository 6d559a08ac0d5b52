"""A last statement that promises another one, so that the run cannot end."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.step_order import never_both

RULE = "last-word"


def check(subject: Subject) -> Iterator[Finding]:
    playbook, templates = subject.playbook, subject.templates
    if templates is None:
        return
    publishes = [step for step in playbook.steps.values() if step.kind is Kind.PUBLISH]
    said: set[str] = set()
    for end in playbook.steps.values():
        if end.ends is None:
            continue
        earlier = [one for one in publishes if one is end or subject.order.is_before(one.id, end.id)]
        for step in earlier:
            template = templates.get(playbook.statements[step.target].template)
            if template is None or "next_update" not in template.words or step.id in said:
                continue
            if never_both(playbook, step, end) or any(_takes_back(subject, step, one) for one in earlier):
                continue
            said.add(step.id)
            message = (
                f'the run cannot end at step "{end.id}": the last statement before it, "{step.target}", says when '
                "we speak again, and that word stands"
            )
            hint = "publish a last statement whose template does not print next_update"
            related = [Related("the run ends here", ("steps", end.id, "ends"))]
            yield warning(RULE, ("steps", step.id), message, hint, related)


def _takes_back(subject: Subject, step: Step, later: Step) -> bool:
    """Whether a later statement tells the same public what holds instead."""
    playbook = subject.playbook
    return (
        later is not step
        and subject.order.is_before(step.id, later.id)
        and playbook.same_public(step.target, later.target)
        and not never_both(playbook, step, later)
    )
