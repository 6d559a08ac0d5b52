"""The bound in one pass: never earlier than the worst moment, and as good where no answer matters."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from crisis_cli.domain.playbook import Playbook, Promise
from crisis_cli.proof.bounds import NEVER
from crisis_cli.proof.ceiling import ceilings
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.standing import Standing, before_it_begins
from crisis_cli.proof.worst import Verdict, worst
from tests.proof.plans import SEEN, after_seen, playbook, promise, random_plan, repeats, step, when
from tests.proof.test_against_brute_force import some_minutes_later


def ceiling(book: Playbook, standing: Standing, what: Promise) -> datetime:
    """The bound of what keeps the promise; no bound for a step that is not there."""
    return ceilings(Graph(book, standing)).get(what.kept_by, NEVER)


def test_without_conditions_it_is_the_worst_moment_itself() -> None:
    book = playbook(
        step("write", "draft", 8, target="text"),
        step("yes", "approve", 3, target="text", rungs=[(1, 3)]),
        step("publish", "publish", 2, target="text"),
        noticed=5,
    )
    assert ceiling(book, before_it_begins(book, SEEN), promise("publish")) == after_seen(22)


def test_branches_of_which_only_one_is_taken_count_one_after_the_other() -> None:
    book = playbook(
        step("how", "ask", 1, choices="one many"),
        step("a", when=when({"how": "one"})),
        step("b", when=when({"how": "many"})),
        step("publish", within=1),
    )
    start = before_it_begins(book, SEEN)
    assert ceiling(book, start, promise("publish")) == after_seen(12)
    assert worst(book, start, promise("publish")).at == after_seen(7)


def test_what_has_no_bound_or_hangs_on_the_end_of_a_repetition_has_none() -> None:
    for first in (step("a", within=None), step("a", repeat=repeats(5, when({"b": "x"}))), step("a", after=("a",))):
        book = playbook(first, step("publish", after=("a",)))
        assert ceiling(book, before_it_begins(book, SEEN), promise("publish")) == NEVER
    assert ceiling(book, before_it_begins(book, SEEN), promise("nobody")) == NEVER


@pytest.mark.parametrize("chunk", range(8))
def test_no_path_of_a_random_plan_is_later(chunk: int) -> None:
    bounded = 0
    for seed in range(chunk * 250, (chunk + 1) * 250):
        book = random_plan(seed)[0]
        start = before_it_begins(book, SEEN)
        bounded += check(start, seed)
        if seed % 5 == 0:
            check(some_minutes_later(book, Random(seed)), seed)
    assert bounded > 100


def check(standing: Standing, seed: int) -> bool:
    book, what = random_plan(seed)
    bound, found = ceiling(book, standing, what), worst(book, standing, what)
    if found.verdict is Verdict.UNBOUNDED:
        assert bound == NEVER
    elif found.at is not None:
        assert bound >= found.at
    return bound < NEVER and found.verdict is Verdict.BOUNDED


def test_a_moment_beyond_the_calendar_is_no_bound() -> None:
    book = playbook(step("publish", within=5 * 10**9))
    assert ceiling(book, before_it_begins(book, SEEN), promise("publish")) == NEVER
