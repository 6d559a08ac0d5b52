"""A step in the middle of a branch that forgot to say so."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.conditions import Condition, Truth
from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Playbook, Step
from crisis_cli.proof.choices import Choice
from crisis_cli.proof.reach import Question, Unclear
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.rule import Subject, advice

RULE = "lost-branch"

Answer = tuple[str, str]
"""An ask, and one of its choices."""


def check(subject: Subject) -> Iterator[Finding]:
    for step, before in _candidates(subject):
        try:
            path = _where_alone(subject, step, before)
        except Unclear:
            continue
        if path is not None:
            message = f'step "{step.id}" has no "when" and follows "{before.id}", which is for one branch only'
            message += f": it opens in others too{shown_path(path)}"
            hint = f'repeat the condition of that branch, or write "after: [{before.id}]" if it is meant for all'
            related = [Related(f'"{before.id}" is for one branch', ("steps", before.id))]
            yield advice(RULE, ("steps", step.id), message, hint, related)


def _candidates(subject: Subject) -> Iterator[tuple[Step, Step]]:
    """Steps without a condition that follow, by the order of the list alone, a step of a branch."""
    playbook = subject.playbook
    for step in playbook.steps.values():
        if step.after is not None or step.when.any_of or subject.graph.drafts(step):
            continue
        for name in playbook.predecessors[step.id]:
            before = playbook.steps[name]
            if before.ends is None and _asks(playbook, _branch(subject, before)):
                yield step, before


def _branch(subject: Subject, step: Step) -> Condition:
    """What a step hangs on: its own `when`, else that of the one draft of its text."""
    drafts = subject.graph.drafts(step)
    return drafts[0].when if not step.when.any_of and len(drafts) == 1 else step.when


def _asks(playbook: Playbook, condition: Condition) -> set[str]:
    return {test.name for test in condition.tests() if test.name in playbook.steps}


def _where_alone(subject: Subject, step: Step, before: Step) -> tuple[Choice, ...] | None:
    """A path on which it opens though its branch is not taken, where that is a slip for sure: on that path
    something else closes the run, or the next steps begin a branch that nothing has spoken of yet."""
    for end in subject.playbook.steps.values():
        if end.ends is not None and end is not step and not subject.order.is_before(step.id, end.id):
            path = subject.paths.where(Question((step.id, end.id), (before.id,)))
            if path is not None:
                return path
    if not _begins_later(subject, step, _asks(subject.playbook, _branch(subject, before))):
        return None
    return subject.paths.where(Question((step.id,), (before.id,)))


def _begins_later(subject: Subject, step: Step, asks: set[str]) -> bool:
    """Whether steps behind it hang on an answer to one of these asks that no step before it mentions."""
    spoken_of: set[Answer] = set()
    behind = False
    for other in subject.playbook.steps.values():
        answers = {answer for answer in _answers(subject.playbook, other.when) if answer[0] in asks}
        if behind and not answers <= spoken_of:
            return True
        behind = behind or other is step
        spoken_of |= answers
    return False


def _answers(playbook: Playbook, condition: Condition) -> Iterator[Answer]:
    for test in condition.tests():
        if test.name in playbook.steps:
            for choice in playbook.steps[test.name].choices:
                if test.truth(choice) is Truth.TRUE:
                    yield test.name, choice
