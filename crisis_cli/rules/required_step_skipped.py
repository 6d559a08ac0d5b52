"""A step that must not be left out, in a run that can end without it."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.rules.paths import MOST, path_where, shown_path
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.step_order import never_both

RULE = "required-step-skipped"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    required = [step for step in playbook.steps.values() if step.required]
    ends = [step for step in playbook.steps.values() if step.ends is not None] if required else []
    looks = MOST
    for step in required:
        for end in ends:
            if end is step or subject.order.is_before(step.id, end.id) or never_both(playbook, step, end):
                continue
            looks -= 1
            choices = path_where(subject, needed=[step.id, end.id]) if looks > 0 else None
            if choices is not None:
                message = f'the run can end at step "{end.id}" without the required step "{step.id}"'
                hint = f'add "{step.id}" to the after of "{end.id}", or to that of a step before it'
                related = [Related(f'"{end.id}" ends the run', ("steps", end.id, "ends"))]
                shown = message + shown_path(choices)
                yield error(RULE, ("steps", step.id, "required"), shown, hint, related)
                break
