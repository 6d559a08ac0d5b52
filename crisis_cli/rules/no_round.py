"""A repetition that is over before its first round."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import ALWAYS, Condition, Test
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.rule import Subject, error

RULE = "no-round"


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.playbook.steps.values():
        # A question is asked once at least: its own answer may be what it repeats until.
        if step.repeat is None or not step.repeat.until.any_of or step.kind is Kind.ASK:
            continue
        if _free(subject, step):
            continue
        facts = [name for name in step.repeat.until.names() if name in subject.playbook.facts]
        unknown = Condition((tuple(Test(name, unknown=True) for name in sorted(facts)),)) if facts else ALWAYS
        while_unknown = bool(facts) and _is_over(subject, step, unknown)
        if while_unknown or _is_over(subject, step, ALWAYS):
            when = ", as long as nobody knows more than at the start" if while_unknown else ""
            message = f'step "{step.id}" never comes: what it repeats until is so already when it opens{when}'
            hint = 'let "until" hang on what ends it, such as a fact that becomes true: {resolved: true}'
            yield error(RULE, ("steps", step.id, "repeat", "until"), message, hint)


def _free(subject: Subject, step: Step) -> bool:
    """Whether every alternative of its `until` waits for a fact to be known on which no step hangs: such a fact
    may be anything when it opens, and is unknown at first."""
    if step.repeat is None:
        return True
    facts = subject.playbook.facts.keys() - subject.in_whens
    return all(
        any(test.name in facts and not test.unknown for test in tests) for tests in step.repeat.until.any_of
    )


def _is_over(subject: Subject, step: Step, holds: Condition) -> bool:
    """Whether it opens on some path on which `holds` does, and its `until` holds on all of these."""
    if step.repeat is None or not subject.paths.somewhere(Question((step.id,), holds=holds)):
        return False
    return subject.paths.nowhere(Question((step.id,), holds=holds, fails=step.repeat.until))
