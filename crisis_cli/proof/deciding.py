"""Since when a condition is decided on a path, whose asks are answered one after the other."""

from __future__ import annotations

from typing import NamedTuple

from crisis_cli.domain.conditions import Condition, Known, Test, Truth, Unknown
from crisis_cli.proof.bounds import NEVER
from crisis_cli.proof.memory import FIRST, NEVER_ASKED
from crisis_cli.proof.paths import Clock, State, latest
from crisis_cli.proof.plan import Plan


class Decision(NamedTuple):
    """`since`: when it is known; `sure`: that it is ever known, even if what is not needed is passed over never;
    `name`: an answer or fact without a value, on which it hangs or which could have decided it earlier."""

    truth: Truth
    since: Clock
    sure: bool
    name: str | None


def decide(plan: Plan, condition: Condition, state: State) -> Decision:
    """What a condition is on these paths: true with the earliest of its mappings, false with the last of them."""
    if not condition.any_of:
        return Decision(Truth.TRUE, state.start, True, None)
    mappings = [_all(plan, tests, state) for tests in condition.any_of]
    open_name = next((mapping.name for mapping in mappings if mapping.name), None)
    if true := [mapping for mapping in mappings if mapping.truth is Truth.TRUE]:
        since = min((mapping.since for mapping in true), key=lambda clock: clock.at)
        return Decision(Truth.TRUE, since, any(mapping.sure for mapping in true), open_name)
    if waiting := [mapping for mapping in mappings if mapping.truth is Truth.WAITING]:
        return waiting[0]
    since = latest(mapping.since for mapping in mappings)
    return Decision(Truth.FALSE, since, all(mapping.sure for mapping in mappings), open_name)


def value_of(plan: Plan, name: str, state: State) -> Known | None:
    """What an answer or fact is on these paths; None as long as nothing hung on it."""
    field = plan.fields.get(name)
    number = field.read(state.values) if field else 0
    if number == 0:
        return plan.fixed.get(name)
    return Unknown.NEVER_ASKED if number == NEVER_ASKED else plan.splits[name][number - FIRST].values[0]


def _all(plan: Plan, tests: tuple[Test, ...], state: State) -> Decision:
    """One mapping: false with its earliest false test, else true with its last."""
    met, unmet = [state.start], []
    sure_to_hold, sure_to_fail = True, False
    name = None
    for test in tests:
        value = value_of(plan, test.name, state)
        if value is None:
            name = name or test.name
            continue
        since = state.settled.get(plan.places.get(test.name, -1), state.start)
        # An ask that is not needed is known to be so, even where it waits for ever to be passed over.
        ever = since.at < NEVER or value is Unknown.NEVER_ASKED
        if test.truth(value) is Truth.FALSE:
            unmet.append(since)
            sure_to_fail |= ever
        else:
            met.append(since)
            sure_to_hold &= ever
    if unmet:
        return Decision(Truth.FALSE, min(unmet, key=lambda clock: clock.at), sure_to_fail, name)
    return Decision(Truth.WAITING if name else Truth.TRUE, latest(met), sure_to_hold, name)
