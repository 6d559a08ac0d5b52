"""A promise that nobody owes as long as a fact is unknown, and at the start every fact is."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Condition, Test
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Promise, Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.condition_words import shown_test
from crisis_cli.rules.rule import Subject, warning

RULE = "released-while-unknown"


def check(subject: Subject) -> Iterator[Finding]:
    playbook = subject.playbook
    for promise in playbook.promises.values():
        found = None
        for name in (promise.kept_by, promise.counts_from):
            if name in playbook.steps and found is None:
                found = _released(subject, playbook.steps[name])
        if found is not None:
            yield _said(promise, *found)


def _said(promise: Promise, step: Step, test: Test) -> Finding:
    message = f'promise "{promise.name}" is not owed as long as "{test.name}" is unknown, as it is at the start:'
    message += f' step "{step.id}" has "when: {{{shown_test(test)}}}"'
    unknown = f"when: [{{...}}, {{{test.name}: {{unknown: true}}}}]"
    hint = f"say what is so while nobody knows, {unknown}, or let an answer decide"
    related = [Related(f'"{test.name}" decides here', ("steps", step.id, "when"))]
    return warning(RULE, ("promises", promise.name), message, hint, related)


def _released(subject: Subject, goal: Step) -> tuple[Step, Test] | None:
    """The step and the line of its `when` that release it while a fact is unknown: on every path of answers, or
    where the line reads as if unknown were none."""
    drafts = subject.graph.drafts(goal)
    for step in (goal, *drafts) if len(drafts) < 2 else (goal,):
        facts = [test for test in step.when.tests() if test.name in subject.playbook.facts and not test.unknown]
        if not facts:
            continue
        unknown = tuple(Test(name, unknown=True) for name in dict.fromkeys(test.name for test in facts))
        needed = Question(needed=(step.id,), holds=Condition((unknown,)))
        if subject.paths.nowhere(needed) and subject.paths.somewhere(Question((step.id,))):
            return step, facts[0]
        others = tuple(draft.id for draft in drafts if draft is not step)
        for tests in step.when.any_of:
            for test in tests:
                if test in facts and _reads_as_none(test):
                    rest = (*(one for one in tests if one.name != test.name), Test(test.name, unknown=True))
                    if subject.paths.somewhere(Question(others, (step.id,), Condition((rest,)))):
                        return step, test
    return None


def _reads_as_none(test: Test) -> bool:
    """Whether somebody who takes unknown for none or no expects it to hold."""
    return test.none_of is not None or test.at_most is not None or test.one_of == (False,)
