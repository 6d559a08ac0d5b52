"""A promise that hangs on something that may take for ever."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Kind, Promise, Step
from crisis_cli.rules.never_opens import answered_too_late
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.words import listed

RULE = "unbounded-promise"


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[str, list[Promise]] = {}
    for promise in subject.playbook.promises.values():
        if not subject.paths.surely_kept(promise) and (step := subject.paths.worst(promise).unbounded):
            found.setdefault(step, []).append(promise)
    hopeless = _that_never_open(subject) if found and subject.graph.order[1] else set()
    for name, promises in found.items():
        # What can never open is a finding of its own.
        if not any(subject.graph.hangs_on((name, False), (other, False)) for other in hopeless):
            yield _finding(subject.playbook.steps[name], promises, circular=_hangs_on_itself(subject, name))


def _hangs_on_itself(subject: Subject, name: str) -> bool:
    key = (name, False)
    before = (*subject.graph.waits(key), *subject.graph.asks(key))
    return any(subject.graph.hangs_on(other, key) for other in before)


def _that_never_open(subject: Subject) -> set[str]:
    """The steps that wait for each other or for themselves whatever is answered and becomes known."""
    circles = {name for circle in subject.order.circles for name in circle}
    return circles | {step.id for step, _ in answered_too_late(subject)}


def _finding(step: Step, promises: list[Promise], *, circular: bool) -> Finding:
    which = "promise" if len(promises) == 1 else "promises"
    names = listed([promise.name for promise in promises])
    why, hint = _waits_for_itself(step) if circular else _why(step)
    message = f"nobody can say when {which} {names} will be kept: {why}"
    related = [Related(f'"{promise.name}" hangs on it', ("promises", promise.name)) for promise in promises[:6]]
    return error(RULE, ("steps", step.id), message, hint, related)


def _waits_for_itself(step: Step) -> tuple[str, str]:
    why = f'step "{step.id}" may wait for itself, by way of an answer that is given only behind it'
    return why, 'ask earlier what hangs on it (its "after"), or take that answer out of the "when"'


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
