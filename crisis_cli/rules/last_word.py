"""A last statement that promises another one, so that the run cannot end."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.step_order import never_both

RULE = "last-word"


def check(subject: Subject) -> Iterator[Finding]:
    playbook, templates = subject.playbook, subject.templates
    if templates is None:
        return
    publishes = [step for step in playbook.steps.values() if step.kind is Kind.PUBLISH]
    wanted = {step.id: playbook.statements[step.target].template for step in publishes}
    words = {name: templates[of].words if of in templates else frozenset[str]() for name, of in wanted.items()}
    promising = {name for name, said in words.items() if "next_update" in said}
    reported: set[str] = set()
    for end in playbook.steps.values() if promising else ():
        if end.ends is None:
            continue
        earlier = [step for step in publishes if step is end or _is_over(subject, step, end)]
        for step in earlier:
            if step.id not in promising or step.id in reported or never_both(playbook, step, end):
                continue
            if not any(_takes_back(subject, step, other, other.id in promising) for other in earlier):
                reported.add(step.id)
                yield _said(step, end)


def _said(step: Step, end: Step) -> Finding:
    message = (
        f'the run cannot end at step "{end.id}": the last statement before it, "{step.target}", says when '
        "we speak again, and that word stands"
    )
    hint = "publish a last statement whose template does not print next_update"
    return error(
        RULE, ("steps", step.id), message, hint, [Related("the run ends here", ("steps", end.id, "ends"))]
    )


def _is_over(subject: Subject, step: Step, other: Step) -> bool:
    """Whether a publish step comes before another step, where it repeats with the last of its rounds."""
    if subject.order.is_before(step.id, other.id):
        return True
    draft = subject.playbook.draft_that_repeats(step)
    return draft is not None and other.target != step.target and subject.order.is_before(draft.id, other.id)


def _takes_back(subject: Subject, step: Step, other: Step, promises: bool) -> bool:
    """Whether another statement to the same public comes later and promises in its turn (that one is the last
    then), or may come later and says that it is over."""
    playbook = subject.playbook
    if other is step or not playbook.same_public(step.target, other.target) or never_both(playbook, step, other):
        return False
    return _is_over(subject, step, other) if promises else not _is_over(subject, other, step)
