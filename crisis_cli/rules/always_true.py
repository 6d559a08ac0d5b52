"""A condition that excludes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Condition
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.proof.reach import Question
from crisis_cli.rules.rule import Subject, warning

RULE = "always-true"


def check(subject: Subject) -> Iterator[Finding]:
    examples = subject.paths.examples
    for step in subject.playbook.steps.values():
        if not step.when.any_of or step.id in examples.unmet:
            continue
        if subject.paths.nowhere(Question(fails=step.when)) and _may_hold(subject, step.id, step.when):
            names = dict.fromkeys(test.name for test in step.when.tests())
            asks = [name for name in names if name in subject.playbook.steps]
            message = f'the "when" of step "{step.id}" always holds, whatever is answered and known'
            hint = "leave out the answer for which the step is not meant"
            if asks:
                hint += f', or write "after: [{", ".join(asks[:4])}]" instead of the condition'
            related = [Related(f'"{name}" is asked here', ("steps", name)) for name in asks[:6]]
            yield warning(RULE, ("steps", step.id, "when"), message, hint, related)


def _may_hold(subject: Subject, name: str, condition: Condition) -> bool:
    """Not where it waits for ever; another rule speaks of that."""
    return name in subject.paths.examples.needed or not subject.paths.nowhere(Question(holds=condition))
