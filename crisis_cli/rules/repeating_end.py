"""A step that closes the run and comes again: it does one of the two, or neither."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.rules.rule import Subject, error

RULE = "repeating-end"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.ends is None or not playbook.repeats(step):
            continue
        draft = playbook.draft_that_repeats(step)
        again = draft.id if step.repeat is None and draft is not None else step.id
        message = f'step "{step.id}" closes the run the first time it is done, and it comes again'
        message += "; if the repetition is over before, nothing closes the run"
        hint = f'let a step behind the repetition close the run: "after: [{again}]" and "ends: {step.ends}"'
        related = [Related(f'"{again}" repeats', ("steps", again, "repeat"))] if again != step.id else []
        yield error(RULE, ("steps", step.id, "ends"), message, hint, related)
