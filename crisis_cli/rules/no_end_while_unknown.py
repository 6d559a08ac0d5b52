"""A run that nothing closes as long as its facts are unknown."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.proof.reach import Question, Unclear
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.words import listed

RULE = "no-end-while-unknown"

MOST_LINES = 1_000
"""Last steps whose conditions have more lines than this, all in all, are not looked at: it takes seconds."""


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    ends = [step for step in playbook.steps.values() if step.ends is not None]
    asked_for = {name for step in playbook.steps.values() if step.repeat for name in step.repeat.until.names()}
    facts = [
        name
        for name in dict.fromkeys(test.name for end in ends for test in end.when.tests())
        if name in playbook.facts and name not in asked_for  # a repetition keeps somebody at it till it is known
    ]
    if not facts or sum(len(tests) for end in ends for tests in end.when.any_of) > MOST_LINES:
        return
    names_of_ends = tuple(end.id for end in ends)
    unknown = tuple(Test(name, unknown=True) for name in facts)
    try:
        path = subject.paths.where(Question(passed=names_of_ends, holds=Condition((unknown,))))
    except Unclear:
        return
    # Where nothing closes it whatever becomes known, no-end speaks of it.
    if path is not None and not subject.paths.somewhere(Question(passed=names_of_ends, facts_change=True)):
        names = f"{listed(facts)} {'is' if len(facts) == 1 else 'are'}"
        answers = [choice for choice in path if choice.name not in facts]
        message = f"no step closes the run as long as {names} unknown{shown_path(answers)}: once the rest is done"
        message += ", the board is empty and the run open"
        end = next(end for end in ends if facts[0] in end.when.names())
        hint = (
            f"let an answer decide, let a step repeat until it is known, or add {{{facts[0]}: {{unknown: true}}}}"
        )
        related = [Related(f'"{name}" is defined here', ("facts", name)) for name in facts[:6]]
        yield warning(RULE, ("steps", end.id, "when"), message, hint, related)
