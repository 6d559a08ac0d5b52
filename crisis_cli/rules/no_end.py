"""Answers after which nothing closes the run."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding
from crisis_cli.proof.reach import Question, Unclear
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.rule import Subject, error

RULE = "no-end"


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps
    ends = [step for step in steps.values() if step.ends is not None]
    if not ends:
        message = "no step closes the run: it stays open until somebody closes it by hand"
        last = list(steps)[-1]
        yield error(
            RULE, ("steps",), message, f'add "ends: OUTCOME" to the step after which it is over ("{last}"?)'
        )
        return
    if any(not end.when.any_of and not subject.graph.drafts(end) for end in ends):
        return
    try:
        path = subject.paths.where(Question(passed=tuple(end.id for end in ends), facts_change=True))
    except Unclear:
        return
    if path is not None:
        message = f"no step closes the run{shown_path(path)}: it would stay open"
        hint = 'give that branch a last step with "ends: OUTCOME"'
        yield error(RULE, ("steps", path[0].name if path else ends[0].id), message, hint)
