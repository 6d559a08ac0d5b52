"""The values an answer or a fact can have, as far as a set of conditions can tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crisis_cli.domain.conditions import Known, Test, Unknown
from crisis_cli.domain.playbook import FactSpec, FactType, Playbook


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer or a fact on a path. Every value of `values` leads the same way; the first stands for all.

    `words` says which these are: `growing or crisis`, `10 or more`, `unknown`.
    """

    name: str
    values: tuple[Known, ...]
    words: str

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


def split(playbook: Playbook, name: str, tests: Sequence[Test]) -> tuple[Choice, ...]:
    """The classes of values of an ask or fact between which `tests` decide; all its values, each in one class."""
    fact = playbook.facts.get(name)
    candidates = _fact_values(fact, tests) if fact else _answers(playbook, name, tests)
    classes: dict[tuple[object, ...], list[Known]] = {}
    for value in candidates:
        classes.setdefault(tuple(test.truth(value) for test in tests), []).append(value)
    return tuple(Choice(name, tuple(values), _words(values, candidates, fact)) for values in classes.values())


def _answers(playbook: Playbook, name: str, tests: Sequence[Test]) -> list[Known]:
    return list(playbook.steps[name].choices) or _texts(tests)


def _fact_values(fact: FactSpec, tests: Sequence[Test]) -> list[Known]:
    if fact.type is FactType.BOOLEAN:
        return [True, False, Unknown.FACT]
    if fact.type is FactType.CHOICE:
        return [*fact.choices, Unknown.FACT]
    if fact.type is FactType.INTEGER:
        return [*_integers(fact, tests), Unknown.FACT]
    return [*_texts(tests), Unknown.FACT]


def _integers(fact: FactSpec, tests: Sequence[Test]) -> list[int]:
    """Every number at which a test can change its mind, its neighbours, and the ends of what is allowed."""
    bounds = [bound for bound in (fact.min, fact.max) if bound is not None]
    mentioned = [value for test in tests for value in test.mentioned() if isinstance(value, int)]
    near = {value + shift for value in mentioned for shift in (-1, 0, 1)} | set(bounds)
    low, high = fact.min, fact.max
    return sorted(n for n in near if (low is None or n >= low) and (high is None or n <= high)) or [0]


def _texts(tests: Sequence[Test]) -> list[Known]:
    """Every text that is mentioned, and one that is not."""
    mentioned = {value: None for test in tests for value in test.mentioned()}
    other = "something else"
    while other in mentioned:
        other += "!"
    return [*mentioned, other]


def _words(values: Sequence[Known], candidates: Sequence[Known], fact: FactSpec | None) -> str:
    if fact and fact.type is FactType.INTEGER:
        return " or ".join(_ranges(values, [n for n in candidates if isinstance(n, int)], fact))
    return " or ".join(_word(value) for value in values)


def _word(value: Known) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.value if isinstance(value, Unknown) else str(value)


def _ranges(values: Sequence[Known], numbers: Sequence[int], fact: FactSpec) -> list[str]:
    """`2 to 9`, `10 or more`: neighbours among the candidates stand for everything between them."""
    words: list[str] = []
    run: list[int] = []
    for number in [*numbers, None]:
        if number is not None and number in values:
            run.append(number)
        elif run:
            below = run[0] == numbers[0] and fact.min is None
            above = run[-1] == numbers[-1] and fact.max is None
            words.append(_range(run[0], run[-1], below, above))
            run = []
    return [*words, *(_word(value) for value in values if isinstance(value, Unknown))]


def _range(low: int, high: int, below: bool, above: bool) -> str:
    if below or above:
        return "any number" if below and above else f"{high} or less" if below else f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"
