"""The grammar of `when`: answers and facts against values, and nothing cleverer."""

from __future__ import annotations

import pytest

from crisis_cli.domain.conditions import ALWAYS, Condition, Known, Test, Truth, Unknown

TRUE, FALSE, WAITING = Truth.TRUE, Truth.FALSE, Truth.WAITING
Test.__test__ = False  # type: ignore[attr-defined]  # a line of a condition, not one of ours


@pytest.mark.parametrize(
    ("test", "value", "truth"),
    [
        (Test("x", one_of=("a", "b")), "b", TRUE),
        (Test("x", one_of=("a", "b")), "c", FALSE),
        (Test("x", none_of=("a",)), "c", TRUE),
        (Test("x", none_of=("a",)), "a", FALSE),
        (Test("x", at_least=3), 3, TRUE),
        (Test("x", at_least=3), 2, FALSE),
        (Test("x", at_most=3), 3, TRUE),
        (Test("x", at_least=2, at_most=3), 4, FALSE),
        (Test("x", at_least=3), "many", FALSE),
        (Test("x", one_of=(True,)), False, FALSE),
        (Test("x", unknown=True), Unknown.FACT, TRUE),
        (Test("x", unknown=True), Unknown.NEVER_ASKED, TRUE),
        (Test("x", unknown=True), 3, FALSE),
        (Test("x", one_of=("a",)), Unknown.FACT, FALSE),
        (Test("x", none_of=("a",)), Unknown.FACT, FALSE),
        (Test("x", none_of=("a",)), Unknown.NEVER_ASKED, FALSE),
        (Test("x", one_of=("a",)), Unknown.UNANSWERED, WAITING),
        (Test("x", unknown=True), Unknown.UNANSWERED, WAITING),
    ],
)
def test_one_line_against_one_value(test: Test, value: Known, truth: Truth) -> None:
    assert test.truth(value) is truth


A, B = Test("a", one_of=(1,)), Test("b", one_of=(1,))


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (1, 1, TRUE, TRUE),
        (1, 2, FALSE, TRUE),
        (2, 2, FALSE, FALSE),
        (1, Unknown.UNANSWERED, WAITING, TRUE),
        (2, Unknown.UNANSWERED, FALSE, WAITING),
        (Unknown.UNANSWERED, Unknown.UNANSWERED, WAITING, WAITING),
    ],
)
def test_all_lines_of_a_mapping_must_hold_and_any_mapping_of_a_list(
    a: Known, b: Known, both: Truth, either: Truth
) -> None:
    values = {"a": a, "b": b}
    assert Condition(((A, B),)).truth(values) is both
    assert Condition(((A,), (B,))).truth(values) is either


def test_no_condition_always_holds() -> None:
    assert ALWAYS.truth({}) is TRUE


def test_a_name_nobody_knows_is_an_unknown_fact() -> None:
    assert Condition(((A,),)).truth({}) is FALSE


def test_it_tells_what_it_hangs_on_and_where_it_can_change_its_mind() -> None:
    condition = Condition(((A, Test("c", at_least=3, at_most=9)), (Test("c", none_of=(5,)),)))
    assert condition.names() == {"a", "c"}
    assert [value for test in condition.tests() for value in test.mentioned()] == [1, 3, 9, 5]
