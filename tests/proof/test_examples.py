"""What a few paths show is so: it may spare a search, never mislead one."""

from __future__ import annotations

import pytest

from crisis_cli.proof.examples import examples
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.reach import Question, find_path
from crisis_cli.proof.standing import before_it_begins
from tests.proof.plans import SEEN, fact, playbook, random_plan, step, when


def test_each_branch_of_a_question_is_seen() -> None:
    book = playbook(
        step("how", "ask", choices="one many crowd"),
        step("shrug", when=when({"how": "one"}), ends="over"),
        step("work", when=when({"how": ("many", "crowd")})),
        step("write", "draft", target="text", when=when({"how": "crowd"})),
        step("publish", "publish", target="text"),
        step("press", when=when({"asked": True, "ill": {"at_least": 3}})),
        facts=(fact("asked"), fact("ill", "integer", min=0, max=9)),
    )
    seen = examples(Graph(book, before_it_begins(book, SEEN)))
    assert seen.needed == set(book.steps)
    assert seen.unmet == {"shrug", "work", "write", "press"}


def test_a_value_that_a_fact_cannot_have_is_not_tried() -> None:
    book = playbook(step("press", when=when({"ill": {"at_least": 10}})), facts=(fact("ill", "integer", max=9),))
    assert examples(Graph(book, before_it_begins(book, SEEN))).needed == set()


def test_of_hundreds_of_values_some_are_tried_from_the_first_to_the_last() -> None:
    steps = [step(f"s{n}", when=when({"ill": {"at_least": n}})) for n in range(1, 1_000)]
    book = playbook(*steps, facts=(fact("ill", "integer"),))
    seen = examples(Graph(book, before_it_begins(book, SEEN)))
    assert len(seen.paths) <= 30
    assert seen.unmet == set(book.steps)
    assert len(seen.needed) > 900


def test_steps_that_wait_for_each_other_show_nothing() -> None:
    book = playbook(step("work", when=when({"how": "a"})), step("how", "ask", choices="a b"))
    assert examples(Graph(book, before_it_begins(book, SEEN))).needed == set()


@pytest.mark.parametrize("chunk", range(4))
def test_there_is_a_path_for_all_that_the_examples_of_a_random_plan_show(chunk: int) -> None:
    for seed in range(chunk * 100, chunk * 100 + 100):
        book, _ = random_plan(seed)
        graph = Graph(book, before_it_begins(book, SEEN))
        seen = examples(graph)
        for name in seen.needed:
            assert find_path(graph, Question(needed=(name,))) is not None
        for name in seen.unmet:
            assert find_path(graph, Question(fails=book.steps[name].when)) is not None
