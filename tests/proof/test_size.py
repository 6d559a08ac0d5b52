"""How much the walk has to hold: a little for questions that are independent, a refusal for a tangle."""

from __future__ import annotations

import pytest

from crisis_cli.domain.playbook import Playbook
from crisis_cli.proof.savings import savings
from crisis_cli.proof.standing import before_it_begins
from crisis_cli.proof.walk import Budget
from crisis_cli.proof.worst import Verdict, Worst, worst
from tests.proof.plans import SEEN, after_seen, fact, playbook, promise, step, when

FORTY = range(40)


def at_first(book: Playbook) -> Worst:
    return worst(book, before_it_begins(book, SEEN), promise("publish"))


def asked_as_they_come() -> Playbook:
    steps = []
    for n in FORTY:
        steps += [step(f"q{n}", "ask", 1, choices="yes no"), step(f"s{n}", within=2, when=when({f"q{n}": "yes"}))]
    return playbook(*steps, step("publish", within=1))


def asked_first() -> Playbook:
    steps = [step(f"q{n}", "ask", 1, choices="yes no") for n in FORTY]
    steps += [step(f"s{n}", within=2, when=when({f"q{n}": "yes"})) for n in FORTY]
    return playbook(*steps, step("publish", within=1))


def asked_side_by_side() -> Playbook:
    steps = [step(f"q{n}", "ask", 1, choices="yes no", after=()) for n in FORTY]
    steps += [step(f"s{n}", within=2 + n, when=when({f"q{n}": "yes"}), after=(f"q{n}",)) for n in FORTY]
    return playbook(*steps, step("publish", within=1, after=tuple(f"s{n}" for n in FORTY)))


@pytest.mark.parametrize(
    ("book", "end"), [(asked_as_they_come(), 121), (asked_first(), 121), (asked_side_by_side(), 43)]
)
def test_forty_independent_questions_are_walked_with_a_handful_of_states(book: Playbook, end: int) -> None:
    found = at_first(book)
    assert found.at == after_seen(end)
    assert found.states <= 3


@pytest.mark.parametrize("mappings", [[{f"q{n}": "yes" for n in FORTY}], [{f"q{n}": "yes"} for n in FORTY]])
def test_forty_questions_in_one_condition_are_no_tangle_either(mappings: list[dict[str, str]]) -> None:
    steps = [step(f"q{n}", "ask", 1, choices="yes no") for n in FORTY]
    found = at_first(playbook(*steps, step("publish", within=1, when=when(*mappings))))
    assert found.at == after_seen(41)
    assert found.states <= 3


def tangle(facts: int) -> Playbook:
    """Every fact matters once early and once late, so that all must be remembered in between."""
    early = [step(f"a{n}", when=when({f"f{n}": True})) for n in range(facts)]
    late = [step(f"b{n}", when=when({f"f{n}": False})) for n in range(facts)]
    return playbook(*early, *late, step("publish"), facts=tuple(fact(f"f{n}") for n in range(facts)))


def test_a_tangle_past_the_limit_is_refused_and_not_guessed_at() -> None:
    found = at_first(tangle(30))
    assert (found.verdict, found.at, found.states) == (Verdict.TANGLED, None, 50_000)
    assert not found.late


def test_a_tangle_within_the_limit_is_solved() -> None:
    found = at_first(tangle(8))
    assert (found.at, found.states) == (after_seen(45), 3**8)


def test_three_hundred_steps_are_walked_and_what_would_buy_most_is_found() -> None:
    book = playbook(*(step(f"s{n}", within=1) for n in range(299)), step("publish", within=2))
    found = at_first(book)
    assert (found.at, len(found.legs), found.states) == (after_seen(301), 300, 1)
    assert savings(book, before_it_begins(book, SEEN), promise("publish"), most=1)[0].step == "publish"


def side_by_side(questions: int) -> Playbook:
    """The earliest yes of many questions decides, so that all their times must be told apart."""
    asks = [step(f"q{n}", "ask", n + 1, choices="a b c", after=()) for n in range(questions)]
    return playbook(*asks, step("publish", after=(), when=when(*({f"q{n}": "a"} for n in range(questions)))))


def test_a_tangle_inside_one_condition_is_refused_after_so_many_looks() -> None:
    assert at_first(side_by_side(4)).verdict is Verdict.BOUNDED
    assert at_first(side_by_side(30)).verdict is Verdict.TANGLED


def test_several_walks_may_share_what_they_look_at() -> None:
    budget = Budget(60)
    book, start = asked_as_they_come(), before_it_begins(playbook(), SEEN)
    assert worst(book, start, promise("publish"), budget=budget).tangled
    assert savings(book, start, promise("publish"), now=at_first(book), budget=Budget(60)) == ()
