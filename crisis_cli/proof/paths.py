"""Paths as the walk holds them: clocks that remember how they came to be so late, and states made of clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Optional

from crisis_cli.proof.choices import Choice


@dataclass(frozen=True, slots=True)
class Leg:
    """One step on a path, from when it opens to when it ends; `end` None: it has no bound."""

    step: str
    start: datetime
    end: datetime | None


Legs = Optional[tuple[Leg, "Legs"]]  # noqa: UP045 - a string inside `|` fails when the module loads
"""A path backwards: the last leg, and those before it."""

Choices = Optional[tuple[Choice, "Choices"]]  # noqa: UP045
"""What was chosen on a path, the latest first."""


class Clock(NamedTuple):
    """A moment on a path, and the path that makes it so late."""

    at: datetime
    legs: Legs = None
    choices: Choices = None


class State(NamedTuple):
    """All paths that have the same future, as one: for each thing still to be used, the largest clock.

    `settled` by node; `values`: the fields of the plan's names, packed; `passed`: the nodes not needed, as bits;
    `origin`: when the step ended from which the promise counts; `closes`: when the run closes.
    """

    start: Clock
    settled: dict[int, Clock]
    values: int
    passed: int
    origin: datetime | None
    closes: datetime | None


def latest(clocks: Iterable[Clock]) -> Clock:
    """The largest; of equals the last, which is a step rather than the start."""
    found, *others = clocks
    for clock in others:
        if clock.at >= found.at:
            found = clock
    return found


def chosen(state: State, choice: Choice, field: int) -> State:
    """The same paths, on which an answer or a fact has got a value."""
    return State(
        start=Clock(state.start.at, state.start.legs, (choice, state.start.choices)),
        settled={node: Clock(at, legs, (choice, choices)) for node, (at, legs, choices) in state.settled.items()},
        values=state.values | field,
        passed=state.passed,
        origin=state.origin,
        closes=state.closes,
    )


def keep_later(one: State, other: State) -> None:
    """Make of two states with the same future one: of each clock the larger."""
    for number, clock in other.settled.items():
        if clock.at > one.settled[number].at:
            one.settled[number] = clock
