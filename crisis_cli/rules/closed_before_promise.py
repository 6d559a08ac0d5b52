"""A run that can be closed while a promise is still owed."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.rules.paths import MOST, path_where, shown_path
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.step_order import never_both

RULE = "closed-before-promise"


def check(subject: Subject) -> Iterator[Finding]:
    playbook, order = subject.playbook, subject.order
    ends = [step for step in playbook.steps.values() if step.ends is not None]
    looks = MOST
    for promise in subject.kept_by_steps:
        goal = playbook.steps[promise.kept_by]
        if goal.required:
            continue  # required-step-skipped speaks of it
        draft = playbook.draft_that_repeats(goal)
        for end in ends:
            if end is goal or order.is_before(goal.id, end.id) or order.is_before(end.id, goal.id):
                continue
            if (draft and order.is_before(draft.id, end.id)) or never_both(playbook, goal, end):
                continue
            looks -= 1
            choices = path_where(subject, needed=[goal.id, end.id]) if looks > 0 else None
            if choices is not None:
                message = f'step "{end.id}" can close the run before promise "{promise.name}" is kept: it does not'
                message += f' wait for "{goal.id}"{shown_path(choices)}'
                hint = (
                    f'add "{goal.id}" to the after of "{end.id}", or give them a "when" that never holds for both'
                )
                related = [Related(f'"{end.id}" ends the run', ("steps", end.id, "ends"))]
                yield error(RULE, ("promises", promise.name, "kept_by"), message, hint, related)
                break
