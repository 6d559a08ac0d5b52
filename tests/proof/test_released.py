"""On which answers and facts a promise is released."""

from __future__ import annotations

import pytest

from crisis_cli.domain.conditions import Unknown
from crisis_cli.domain.playbook import Playbook
from crisis_cli.proof.released import Releases, releases
from crisis_cli.proof.standing import before_it_begins
from tests.proof.brute import Run, assignments
from tests.proof.plans import SEEN, fact, playbook, promise, random_plan, step, when


def said(found: Releases) -> list[tuple[list[str], str, bool]]:
    return [([str(choice) for choice in one.choices], one.step, one.closes) for one in found.found]


def released(book: Playbook, kept_by: str) -> list[tuple[list[str], str, bool]]:
    found = releases(book, before_it_begins(book, SEEN), promise(kept_by))
    assert found.complete
    return said(found)


def test_the_answer_that_makes_what_keeps_it_unnecessary_is_named() -> None:
    book = playbook(
        step("how", "ask", choices="one many crowd"),
        step("aside", when=when({"press": True})),
        step("write", "draft", target="text", when=when({"how": ("many", "crowd")})),
        step("yes", "approve", target="text"),
        step("publish", "publish", target="text"),
        facts=(fact("press"),),
    )
    assert released(book, "publish") == [(["how: one"], "publish", False)]


def test_a_question_that_is_never_asked_is_no_choice() -> None:
    book = playbook(
        step("how", "ask", choices="one many"),
        step("which", "ask", choices="a b", when=when({"how": "many"})),
        step("publish", when=when({"which": "a"})),
    )
    assert released(book, "publish") == [
        (["how: one"], "publish", False),
        (["how: many", "which: b"], "publish", False),
    ]


def test_a_step_that_closes_the_run_before_it_is_named_as_such() -> None:
    book = playbook(
        step("how", "ask", choices="one many"),
        step("shrug", when=when({"how": "one"}), ends="over"),
        step("publish"),
    )
    assert released(book, "publish") == [(["how: one"], "shrug", True)]


def test_a_promise_whose_step_is_passed_over_already_is_released_whatever_comes() -> None:
    book = playbook(step("publish"))
    start = before_it_begins(book, SEEN)
    passed = type(start)(SEEN, SEEN, SEEN, settled={"publish": SEEN}, not_needed=frozenset({"publish"}))
    assert said(releases(book, passed, promise("publish"))) == [([], "publish", False)]
    assert releases(book, start, promise("nobody")).found == ()


def test_a_list_that_would_be_too_long_says_that_it_is_not_complete() -> None:
    facts = tuple(fact(f"f{number}") for number in range(24))
    pairs = [{f"f{n}": True, f"f{n + 12}": True} for n in range(12)]
    book = playbook(step("publish", when=when(*pairs)), facts=facts)
    found = releases(book, before_it_begins(book, SEEN), promise("publish"))
    assert found.found
    assert not found.complete


# A number or a text can belong to a choice without being listed in it, so these plans have neither.
SEEDS = [seed for seed in range(100) if random_plan(seed)[0].facts.keys() <= {"press"}]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_list_has_all_assignments_that_release_it_and_no_others(seed: int) -> None:
    book, what = random_plan(seed)
    start = before_it_begins(book, SEEN)
    found = releases(book, start, what)
    for values in assignments(book, start):
        run = Run(book, start, values)
        run.play()
        outcome, _, _ = run.outcome(what, start)
        if any(all(values[choice.name] in choice.values for choice in one.choices) for one in found.found):
            # The list says what follows from the answers, not whether the questions are ever reached.
            assert outcome in ("released", "unbounded")
        else:
            assert outcome != "released" or _was_closed(run)


def _was_closed(run: Run) -> bool:
    return any(run.playbook.steps[name].ends for name in run.fresh)


def test_an_unknown_fact_is_a_value_of_its_own() -> None:
    book = playbook(step("publish", when=when({"press": {"unknown": True}})), facts=(fact("press"),))
    (one,) = releases(book, before_it_begins(book, SEEN), promise("publish")).found
    assert one.choices[0].values == (True, False)
    assert Unknown.FACT not in one.choices[0].values
