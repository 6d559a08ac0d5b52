"""The grammar of `when`, `until` and `crisis_when`: answers and facts against values, and nothing cleverer.

It must stay decidable: the proof walks every path of a playbook by the values that its conditions mention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

Value = str | int | bool
"""What a fact or an answer can be; a time is its UTC text."""


class Truth(Enum):
    """What a condition is now. WAITING: it hangs on a question that nobody has answered yet."""

    FALSE = 0
    WAITING = 1
    TRUE = 2


class Unknown(Enum):
    """The value of a fact nobody knows, which is not the same as none; of an ask nobody answered; of one
    that will never be asked (its step is not needed)."""

    FACT = "unknown"
    UNANSWERED = "unanswered"
    NEVER_ASKED = "never asked"


Known = Value | Unknown


class Test(NamedTuple):
    """One line of a condition: `name` against what is set here (all that is set must hold)."""

    name: str
    one_of: tuple[Value, ...] | None = None
    none_of: tuple[Value, ...] | None = None
    at_least: int | None = None
    at_most: int | None = None
    unknown: bool = False

    def truth(self, value: Known) -> Truth:
        """An unknown fact matches only `unknown: true`; an unanswered ask makes the whole wait."""
        if value is Unknown.UNANSWERED:
            return Truth.WAITING
        if isinstance(value, Unknown):
            return Truth.TRUE if self.unknown else Truth.FALSE
        if self.unknown:
            return Truth.FALSE
        holds = (
            (self.one_of is None or value in self.one_of)
            and (self.none_of is None or value not in self.none_of)
            and (self.at_least is None or (isinstance(value, int) and value >= self.at_least))
            and (self.at_most is None or (isinstance(value, int) and value <= self.at_most))
        )
        return Truth.TRUE if holds else Truth.FALSE

    def mentioned(self) -> Iterator[Value]:
        """The values at which this test can change its mind."""
        yield from self.one_of or ()
        yield from self.none_of or ()
        for bound in (self.at_least, self.at_most):
            if bound is not None:
                yield bound


class Condition(NamedTuple):
    """Any of several mappings; within one, all lines must hold. An empty condition is always true."""

    any_of: tuple[tuple[Test, ...], ...] = ()

    def truth(self, values: Mapping[str, Known]) -> Truth:
        """`values` has every ask and fact of the playbook; a missing name counts as an unknown fact."""
        if not self.any_of:
            return Truth.TRUE
        found = Truth.FALSE
        for tests in self.any_of:
            all_ = Truth.TRUE
            for test in tests:
                truth = test.truth(values.get(test.name, Unknown.FACT))
                if truth is Truth.FALSE:
                    all_ = truth
                    break
                if truth is Truth.WAITING:
                    all_ = truth
            if all_ is Truth.TRUE:
                return all_
            if all_ is Truth.WAITING:
                found = all_
        return found

    def tests(self) -> Iterator[Test]:
        """Every line, in writing order."""
        for tests in self.any_of:
            yield from tests

    def names(self) -> frozenset[str]:
        """The answers and facts it hangs on."""
        return frozenset(test.name for test in self.tests())


ALWAYS = Condition()
"""The condition of a step that has none."""
