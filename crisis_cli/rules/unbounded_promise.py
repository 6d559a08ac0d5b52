"""A promise that hangs on something that may take for ever."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Promise, Step
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import listed

RULE = "unbounded-promise"


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[str, list[Promise]] = {}
    for promise in subject.playbook.promises.values():
        if not subject.paths.surely_kept(promise) and (step := subject.paths.worst(promise).unbounded):
            found.setdefault(step, []).append(promise)
    circles = {name for name, _ in subject.graph.order[1]} if found else set()
    for name, promises in found.items():
        if name not in circles:  # a circle is a finding of its own
            yield _finding(subject.playbook.steps[name], promises)


def _finding(step: Step, promises: list[Promise]) -> Finding:
    which = "promise" if len(promises) == 1 else "promises"
    names = listed([promise.name for promise in promises])
    why, hint = _why(step)
    message = f"nobody can say when {which} {names} will be kept: {why}"
    related = [Related(f'"{promise.name}" hangs on it', ("promises", promise.name)) for promise in promises[:6]]
    return error(RULE, ("steps", step.id), message, hint, related)


def _why(step: Step) -> tuple[str, str]:
    if step.repeat is not None:
        why = f'it waits until step "{step.id}" no longer repeats, and nobody knows when that is'
        return why, 'let it follow something else (its "after"), not the end of the repetition'
    if step.within is None and step.by is None and step.kind is not Kind.NOTIFY:
        return f'step "{step.id}" has no time limit', 'give it a "within", such as 5m'
    if step.kind is Kind.APPROVE and step.ladder and step.ladder[-1].within is None and step.within is None:
        why = f'the last person on the ladder of step "{step.id}" has no time limit'
        return why, 'give that rung a "within", such as 5m'
    return f'nothing says when step "{step.id}" ends', 'give it a shorter "within"'
