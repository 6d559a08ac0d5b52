"""A step that nobody will ever see, whatever is answered and whatever becomes known."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Related
from crisis_cli.domain.playbook import Step
from crisis_cli.proof.reach import Question
from crisis_cli.rules.condition_words import shown_test
from crisis_cli.rules.rule import Subject, error
from crisis_cli.rules.step_order import exclude
from crisis_cli.rules.words import listed

RULE = "never-opens"


def check(subject: Subject) -> Iterator[Finding]:
    if subject.graph.order[1]:
        yield from _waiting_for_each_other(subject)
        yield from _in_circles(subject)
        return
    yield from _behind_a_repetition(subject)
    needed = subject.paths.examples.needed
    lost: set[str] = set()
    shut: set[str] = set()
    for step in subject.playbook.steps.values():
        if step.id in needed:
            continue
        drafts = {draft.id for draft in subject.graph.drafts(step)}
        if lost & {*drafts, *step.when.names()} or not shut.isdisjoint(subject.playbook.predecessors[step.id]):
            lost.add(step.id)  # perhaps only with them: one finding for one cause
            shut |= {step.id} if shut else set()
        elif subject.paths.nowhere(Question(needed=(step.id,), facts_change=True)):
            lost.add(step.id)
            shut |= {step.id} if subject.graph.closers(step.id) else set()
            yield _finding(subject, step)


def _finding(subject: Subject, step: Step) -> Finding:
    route = ("steps", step.id, "when") if step.when.any_of else ("steps", step.id)
    if impossible := [test for test in step.when.tests() if not subject.paths.may_hold(test)]:
        (test, *_) = impossible
        message = f'step "{step.id}" can never open: "{shown_test(test)}" is never so'
        related = [_defined(subject, test.name)]
        return error(RULE, route, message, "change the condition, or delete the step", related)
    closers = subject.graph.closers(step.id)
    if closers and not subject.paths.nowhere(Question(holds=step.when, facts_change=True)):
        message = (
            f'step "{step.id}" can never open: {listed(closers)} always {_close(closers)} the run before its turn'
        )
        related = [Related(f'"{name}" closes the run', ("steps", name, "ends")) for name in closers[:6]]
        return error(RULE, route, message, 'put it earlier, or name in its "after" what else it follows', related)
    message = f'step "{step.id}" can never open: its "when" and the answers that it hangs on exclude each other'
    names = dict.fromkeys(test.name for test in step.when.tests())
    related = [_defined(subject, name) for name in names]
    hint = "look at when the questions it hangs on are asked; change the condition, or delete the step"
    return error(RULE, route, message, hint, related[:6])


def _behind_a_repetition(subject: Subject) -> Iterator[Finding]:
    """Steps that follow the end of a repetition, and whose `when` cannot hold while that is over: what it repeats
    until is so then, and where it is so no more, the repetition goes on."""
    for step in subject.playbook.steps.values():
        for name, ended in subject.graph.waits((step.id, False)) if step.when.any_of else ():
            repeat = subject.playbook.steps[name].repeat
            if not ended or repeat is None or not exclude(step.when, repeat.until):
                continue
            if not subject.paths.nowhere(Question(needed=(step.id, name), facts_change=True)):
                message = f'step "{step.id}" can never open behind "{name}": its "when" never holds while what'
                message += f' "{name}" repeats until is so'
                hint = f'change its "when", or what "{name}" repeats until, or let it follow something else'
                related = [Related(f'"{name}" repeats until this', ("steps", name, "repeat", "until"))]
                yield error(RULE, ("steps", step.id, "when"), message, hint, related)
                break


def _close(closers: tuple[str, ...]) -> str:
    return "closes" if len(closers) == 1 else "close"


def _defined(subject: Subject, name: str) -> Related:
    if name in subject.playbook.steps:
        return Related(f'"{name}" is asked here', ("steps", name))
    return Related(f'"{name}" is defined here', ("facts", name))


def _waiting_for_each_other(subject: Subject) -> Iterator[Finding]:
    """Circles that lead through a text: who follows whom alone was looked at when the file was read."""
    numbers = {name: number for number, name in enumerate(subject.playbook.steps)}
    for circle in subject.order.circles:
        first = min(circle, key=lambda name: numbers[name])
        turned = circle[circle.index(first) :] + circle[: circle.index(first)]
        shown = " -> ".join((*turned, first))
        message = f"these steps can never open, they wait for each other: {shown}"
        hint = "a text is published once all its approve steps are settled: let none of these follow that"
        related = [Related(f'"{name}" is here', ("steps", name)) for name in turned[1:]]
        yield error(RULE, ("steps", first), message, hint, related[:12])


def _in_circles(subject: Subject) -> Iterator[Finding]:
    for step, name in answered_too_late(subject):
        message = f'step "{step.id}" can never open: its "when" needs the answer to "{name}"'
        message += ", its own answer" if name == step.id else ", which is asked only after it"
        related = [Related(f'"{name}" is asked here', ("steps", name))] if name != step.id else []
        hint = f'ask "{name}" earlier (its "after"), or change the condition'
        yield error(RULE, ("steps", step.id, "when"), message, hint, related)


def answered_too_late(subject: Subject) -> Iterator[tuple[Step, str]]:
    """Steps whose `when` hangs, in each of its mappings, on an answer given only behind them; which."""
    for step in subject.playbook.steps.values():
        asks = [ask for ask, _ in subject.graph.asks((step.id, False))]
        late = {ask for ask in asks if subject.graph.hangs_on((ask, False), (step.id, False))}
        if late and all(any(test.name in late for test in tests) for tests in step.when.any_of):
            yield step, next(ask for ask in asks if ask in late)
