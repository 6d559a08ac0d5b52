"""Answers after which nothing closes the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crisis_cli.domain.conditions import Known, Truth
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.proof.reach import Question, Unclear
from crisis_cli.rules.paths import shown_path
from crisis_cli.rules.rule import Subject, error

RULE = "no-end"


def check(subject: Subject) -> Iterator[Finding]:
    steps = subject.playbook.steps
    ends = [step for step in steps.values() if step.ends is not None]
    if not ends:
        message = "no step closes the run: it stays open until somebody closes it by hand"
        last = _last(subject, None) or list(steps.values())[-1]
        hint = f'add how it is over, such as "ends: stood down", to the step that ends it ("{last.id}"?)'
        yield error(RULE, ("steps", last.id), message, hint)
        return
    if _every_answer(subject, ends):
        return
    try:
        path = subject.paths.where(Question(passed=tuple(end.id for end in ends), facts_change=True))
    except Unclear:
        return
    if path is not None:
        message = f"no step closes the run{shown_path(path)}: it would stay open"
        asked = path[0].name if path else ends[0].id
        end = _last(subject, {choice.name: choice.values[0] for choice in path})
        if end is None or end.id == asked or end.kind is Kind.ASK:
            hint = 'give that branch a last step that says how it is over, such as "ends: stood down"'
            yield error(RULE, ("steps", asked), message, hint)
        else:
            hint = f'add how it is over, such as "ends: stood down", to "{end.id}", or to another last step there'
            yield error(RULE, ("steps", end.id), message, hint)


def _last(subject: Subject, values: Mapping[str, Known] | None) -> Step | None:
    """The last step listed that does not repeat and is needed for sure where these are the answers and facts;
    where nobody says which, the last of all."""
    playbook = subject.playbook
    for step in reversed(list(playbook.steps.values())):
        if playbook.repeats(step):
            continue
        drafts = subject.graph.drafts(step)
        whens = [step.when, *(draft.when for draft in drafts[:1])]
        if values is None or (len(drafts) < 2 and all(when.truth(values) is Truth.TRUE for when in whens)):
            return step
    return None


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
