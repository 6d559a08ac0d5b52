"""Between which values of an answer or a fact conditions can decide, and how these are said."""

from __future__ import annotations

import pytest

from crisis_cli.domain.conditions import Test as Line
from crisis_cli.domain.conditions import Unknown
from crisis_cli.domain.playbook import FactSpec
from crisis_cli.proof.choices import split
from tests.proof.plans import fact, playbook, step


def words(spec: FactSpec, *tests: Line) -> list[str]:
    return [choice.words for choice in split(playbook(facts=(spec,)), spec.name, tests)]


@pytest.mark.parametrize(
    ("spec", "test", "expected"),
    [
        (fact("f"), Line("f", one_of=(True,)), ["true", "false or unknown"]),
        (fact("f"), Line("f", unknown=True), ["true or false", "unknown"]),
        (fact("f", "integer"), Line("f", at_least=10), ["9 or less or unknown", "10 or more"]),
        (fact("f", "integer", min=0), Line("f", at_least=1), ["0 or unknown", "1 or more"]),
        (fact("f", "integer", min=0, max=9), Line("f", at_most=3), ["0 to 3", "4 to 9 or unknown"]),
        (fact("f", "integer"), Line("f", one_of=(5,)), ["4 or less or 6 or more or unknown", "5"]),
        (fact("f", "integer"), Line("f", unknown=True), ["any number", "unknown"]),
        (fact("f", "integer", min=50), Line("f", at_least=3), ["50 or more", "unknown"]),
        (fact("f", "text"), Line("f", one_of=("red",)), ["red", "something else or unknown"]),
        (
            fact("f", "choice", choices={"a": "", "b": "", "c": ""}),
            Line("f", none_of=("a",)),
            ["a or unknown", "b or c"],
        ),
    ],
)
def test_the_values_of_a_fact_fall_into_classes(spec: FactSpec, test: Line, expected: list[str]) -> None:
    assert words(spec, test) == expected


def test_several_tests_cut_numbers_into_ranges() -> None:
    spec = fact("ill", "integer", min=0)
    assert words(spec, Line("ill", at_least=2), Line("ill", at_least=10)) == [
        "0 to 1 or unknown",
        "2 to 9",
        "10 or more",
    ]


def test_answers_that_lead_the_same_way_are_one_choice() -> None:
    book = playbook(step("how", "ask", choices="one many crowd"))
    found = split(book, "how", [Line("how", one_of=("many", "crowd"))])
    assert [(choice.values, str(choice)) for choice in found] == [
        (("one",), "how: one"),
        (("many", "crowd"), "how: many or crowd"),
    ]


def test_a_text_that_is_called_like_the_rest_is_not_taken_for_it() -> None:
    found = split(playbook(facts=(fact("f", "text"),)), "f", [Line("f", one_of=("something else",))])
    assert [choice.values for choice in found] == [("something else",), ("something else!", Unknown.FACT)]
