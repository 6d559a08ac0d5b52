"""A repetition that nothing can end."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.rule import Subject, error

RULE = "endless-repeat"


def check(subject: Subject) -> Iterator[Finding]:
    for step in subject.playbook.steps.values():
        if step.repeat is None:
            continue
        if any(_by_facts_alone(subject, tests) for tests in step.repeat.until.any_of):
            continue
        late = _asked_too_late(subject, step)
        mappings = [tests for tests in step.repeat.until.any_of if not any(test.name in late for test in tests)]
        if not mappings or _never(subject, step, Condition(tuple(mappings))):
            message = f'the repetition of step "{step.id}" never ends: its "until" can never hold'
            hint = 'let "until" hang on a fact that somebody will record, such as {resolved: true}'
            if late:
                message = (
                    f'the repetition of step "{step.id}" never ends: "until" hangs on "{late[0]}", which is asked'
                )
                message += " only after it"
                hint = f'ask "{late[0]}" while it repeats (its "after"), or let "until" hang on a fact'
            related = [Related(f'"{name}" is asked here', ("steps", name)) for name in late[:6]]
            yield error(RULE, ("steps", step.id, "repeat", "until"), message, hint, related)


def _by_facts_alone(subject: Subject, tests: tuple[Test, ...]) -> bool:
    """Whether a mapping speaks of facts only, each of which may come true."""
    facts = subject.playbook.facts
    return all(test.name in facts and subject.paths.may_hold(test) for test in tests)


def _asked_too_late(subject: Subject, step: Step) -> list[str]:
    """The asks of its `until` that wait for the end of this repetition."""
    asks = subject.graph.asks((step.id, True)) if subject.graph.order[1] else ()
    return [name for name, _ in asks if subject.graph.hangs_on((name, False), (step.id, True))]


def _never(subject: Subject, step: Step, until: Condition) -> bool:
    return subject.paths.nowhere(Question(needed=(step.id,), holds=until, facts_change=True)) and (
        not subject.paths.nowhere(Question(needed=(step.id,), facts_change=True))
    )
