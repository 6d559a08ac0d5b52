"""Answers after which nothing closes the run."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Step
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
    if _every_answer(subject, ends):
        return
    try:
        path = subject.paths.where(Question(passed=tuple(end.id for end in ends), facts_change=True))
    except Unclear:
        return
    if path is not None:
        message = f"no step closes the run{shown_path(path)}: it would stay open"
        hint = 'give that branch a last step with "ends: OUTCOME"'
        yield error(RULE, ("steps", path[0].name if path else ends[0].id), message, hint)


def _every_answer(subject: Subject, ends: list[Step]) -> bool:
    """Whether there is nothing to search for: a step ends every run, or one for each answer to a question that is
    asked in every run."""
    steps = subject.playbook.steps
    left: dict[str, set[str]] = {}
    for end in ends:
        drafts = subject.graph.drafts(end)
        when = drafts[0].when if len(drafts) == 1 and not end.when.any_of else end.when
        if not when.any_of and len(drafts) < 2:
            return True
        for tests in () if drafts and end.when.any_of else when.any_of:
            ask = steps.get(tests[0].name)
            if len(tests) == 1 and ask is not None and not ask.when.any_of:
                answers = left.setdefault(ask.id, set(ask.choices))
                answers -= {answer for answer in answers if tests[0].truth(answer) is Truth.TRUE}
    return any(not answers for answers in left.values())
