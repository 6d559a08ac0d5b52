"""A crisis playbook with no way out before it has spoken."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.step_order import never_both

RULE = "no-stand-down"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    steps = playbook.steps.values()
    publishes = [step for step in steps if step.kind is Kind.PUBLISH]
    if playbook.per_item or not publishes:
        return
    ends = [step for step in steps if step.ends is not None]
    if any(_is_early(subject, end, publishes) for end in ends):
        return
    ask = next((step for step in steps if step.kind is Kind.ASK and _is_first(subject, step, publishes)), None)
    if ask is None and (any(step.repeat for step in steps) or any(step.not_before for step in publishes)):
        # Whoever starts it has decided already: the fact that ends the repetition ends it, or the hour is set for
        # an announcement.
        return
    message = "there is no way to stand down before the public has heard from us, if it is no crisis after all"
    hint = "begin with an ask that sizes it up, and let one of its answers open a do step with ends:"
    yield warning(RULE, ("steps", ask.id) if ask else ("steps",), message, hint)


def _is_early(subject: Subject, end: Step, publishes: list[Step]) -> bool:
    """Whether a step ends some runs, and ends them before anything was published."""
    return bool(end.when.any_of) and not any(
        publish is end
        or (subject.order.is_before(publish.id, end.id) and not never_both(subject.playbook, publish, end))
        for publish in publishes
    )


def _is_first(subject: Subject, ask: Step, publishes: list[Step]) -> bool:
    """Whether something is asked before the public has heard anything."""
    return not any(subject.order.is_before(publish.id, ask.id) for publish in publishes)
