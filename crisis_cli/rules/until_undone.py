"""A step that opens only when what a repetition before it waited for is no longer so."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.rule import Subject, warning
from crisis_cli.rules.step_order import exclude

RULE = "until-undone"


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps
    if subject.graph.order[1] or not any(step.repeat for step in steps.values()):
        return
    for step in steps.values():
        for name, ended in sorted(subject.graph.before((step.id, False))) if step.when.any_of else ():
            again = steps[name]
            if again.repeat is None or not again.repeat.until.names() & subject.in_whens:
                continue  # nothing that a step hangs on can undo it
            if ended and _undone(subject, step, again):
                message = f'step "{step.id}" opens only when what "{name}" repeats until is no longer so,'
                message += f' and then "{name}" comes again'
                hint = f'change its "when", or what "{name}" repeats until, so that both can hold at once'
                related = [Related(f'"{name}" repeats until this', ("steps", name, "repeat", "until"))]
                yield warning(RULE, ("steps", step.id, "when"), message, hint, related)
                break


def _undone(subject: Subject, step: Step, again: Step) -> bool:
    """Whether it and the repetition are needed on some paths, and on none of them with that over. Where it
    follows the repetition itself and two conditions side by side show it, never-opens speaks of it."""
    if again.repeat is None:
        return False
    direct = (again.id, True) in subject.graph.waits((step.id, False))
    if direct and exclude(step.when, again.repeat.until):
        return False
    both, until = (step.id, again.id), again.repeat.until
    ends = subject.paths.somewhere(Question((again.id,), holds=until))  # else it is endless-repeat's finding
    return ends and subject.paths.nowhere(Question(both, holds=until)) and subject.paths.somewhere(Question(both))
