"""Whether there is a path on which some steps are needed and others are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from crisis_cli.domain.conditions import Known
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.proof.graph import Graph
from crisis_cli.proof.reach import Question, Unclear, find_path, path_where
from crisis_cli.proof.standing import Standing, before_it_begins
from tests.proof.brute import Run, assignments
from tests.proof.plans import SEEN, fact, minutes, playbook, random_plan, step, when


def said(book: Playbook, *, needed: str = "", passed: str = "") -> list[str] | None:
    found = path_where(book, before_it_begins(book, SEEN), needed=needed.split(), passed=passed.split())
    return None if found is None else [str(choice) for choice in found]


def branches() -> Playbook:
    return playbook(
        step("how", "ask", choices="one many crowd"),
        step("shrug", when=when({"how": "one"}), ends="over", after=("how",)),
        step("write", "draft", target="text", when=when({"how": ("many", "crowd")}), after=("how",)),
        step("yes", "approve", target="text"),
        step("publish", "publish", target="text"),
    )


def test_the_path_names_the_answers_on_it_and_no_others() -> None:
    assert said(branches(), needed="publish yes") == ["how: many or crowd"]
    assert said(branches(), needed="how") == []
    assert said(branches(), needed="shrug", passed="publish") == ["how: one"]


def test_there_is_no_path_on_which_a_text_goes_out_without_its_yes() -> None:
    assert said(branches(), needed="publish", passed="yes") is None
    assert said(branches(), needed="publish shrug") is None


def test_a_step_behind_one_that_closes_the_run_is_not_reached() -> None:
    book = playbook(
        step("how", "ask", choices="one many"),
        step("shrug", when=when({"how": "one"}), ends="over"),
        step("work"),
        step("which", "ask", choices="a b"),
        step("aside", when=when({"which": "a"}), after=()),
    )
    assert said(book, needed="work") == ["how: many"]
    assert said(book, needed="shrug work") is None
    assert said(book, passed="work") == ["how: one"]
    assert said(book, needed="aside") == ["how: many", "which: a"]


def test_a_question_that_is_not_asked_has_no_answer() -> None:
    book = playbook(
        step("how", "ask", choices="one many"),
        step("which", "ask", choices="a b", when=when({"how": "many"})),
        step("work", when=when({"which": {"none_of": ("a",)}})),
        step("rest", when=when({"which": {"unknown": True}})),
    )
    assert said(book, needed="work") == ["how: many", "which: b"]
    assert said(book, passed="work rest") == ["how: many", "which: a"]
    assert said(book, needed="rest") == ["how: one"]


def test_facts_that_change_may_be_one_thing_now_and_another_later() -> None:
    book = playbook(
        step("which", "ask", choices="a b", when=when({"press": False})),
        step("work", when=when({"which": "a", "press": True})),
        facts=(fact("press"),),
    )
    graph = Graph(book, before_it_begins(book, SEEN))
    assert find_path(graph, Question(needed=("work",))) is None
    assert find_path(graph, Question(needed=("work",), facts_change=True)) is not None
    assert find_path(graph, Question(passed=("which",), facts_change=True)) is None


def test_a_condition_may_be_asked_about_as_well() -> None:
    book = playbook(
        step("how", "ask", choices="one many"),
        step("again", when=when({"how": "one"})),
    )
    graph = Graph(book, before_it_begins(book, SEEN))
    assert find_path(graph, Question(needed=("again",), holds=when({"how": "many"}))) is None
    assert find_path(graph, Question(needed=("again",), holds=when({"how": "one"}))) is not None


def test_steps_that_wait_for_each_other_make_it_unclear() -> None:
    book = playbook(step("work", when=when({"how": "a"})), step("how", "ask", choices="a b"))
    with pytest.raises(Unclear):
        said(book, needed="work")


def test_a_question_that_would_take_too_many_looks_stays_open() -> None:
    facts = tuple(fact(f"f{number}") for number in range(24))
    some = when(*({f"f{n}": True, f"f{n + 12}": True} for n in range(12)))
    none = when(*({f"f{n}": True, f"f{n + 12}": True} for n in reversed(range(12))))
    book = playbook(step("a", when=some), step("b", when=none), facts=facts)
    with pytest.raises(Unclear):
        said(book, needed="a", passed="b")


def test_forty_questions_are_a_path_of_forty_looks() -> None:
    asks = [step(f"q{n}", "ask", choices="yes no") for n in range(40)]
    steps = [step(f"s{n}", when=when({f"q{n}": "no"})) for n in range(40)]
    book = playbook(*asks, *steps)
    start = before_it_begins(book, SEEN)
    found = path_where(book, start, needed=[f"s{n}" for n in range(40)], looks=90)
    assert found is not None
    assert len(found) == 40


def test_what_is_settled_or_known_already_is_not_asked_again() -> None:
    book = branches()
    later = Standing(SEEN, SEEN, SEEN, settled={"how": SEEN}, values={"how": "many"})
    assert path_where(book, later, needed=["publish"]) == ()
    assert path_where(book, later, needed=["shrug"]) is None
    passed = replace(later, settled={"how": SEEN, "write": SEEN}, not_needed=frozenset({"write"}))
    assert path_where(book, passed, needed=["publish"]) is None
    assert path_where(book, replace(later, ends={"shrug": None}), needed=["shrug"]) == ()


# --- against brute force -----------------------------------------------------------------------------------------


class Closing(Run):
    """A run that stands still behind a step which closes it."""

    def __init__(
        self, book: Playbook, standing: Standing, values: dict[str, Known], closers: dict[str, set[str]]
    ) -> None:
        super().__init__(book, standing, values)
        self.closers = closers

    def _advance(self, step: Step) -> bool:
        return not self.closers[step.id] & self.done.keys() and super()._advance(step)


def closers_in(book: Playbook, standing: Standing) -> dict[str, set[str]]:
    """Of each step, those before it that close the run; the same whatever the answers are."""
    run = Run(book, standing, {})
    closing = {one.id for one in book.steps.values() if one.ends}
    return {name: run.before(name) & closing - {name} for name in book.steps}


def at_leisure(book: Playbook) -> Playbook:
    """The same steps, all of which end some time and none of which repeats."""
    steps = (one._replace(within=minutes(1), repeat=None, ladder=()) for one in book.steps.values())
    return replace(book, steps={one.id: one for one in steps})


def questions(book: Playbook, seed: int) -> Iterator[tuple[list[str], list[str]]]:
    random = Random(seed)
    names = list(book.steps)
    for _ in range(8):
        some = random.sample(names, random.randint(1, min(3, len(names))))
        cut = random.randint(0, len(some))
        yield some[:cut], some[cut:]


@pytest.mark.parametrize("seed", range(250))
def test_there_is_such_a_path_exactly_if_some_assignment_is_one(seed: int) -> None:
    book = at_leisure(random_plan(seed)[0])
    start = before_it_begins(book, SEEN)
    if Graph(book, start).order[1]:
        with pytest.raises(Unclear):
            path_where(book, start)
        return
    # A step may wait in vain for one whose question comes too late; whether it does is not looked into.
    exact = not any(Graph(book, start).closers(one.id) for one in book.steps.values() if one.kind is Kind.ASK)
    runs = []
    closers = closers_in(book, start)
    for values in assignments(book, start):
        run = Closing(book, start, values, closers)
        run.play()
        runs.append((values, run.done.keys()))
    for needed, passed in questions(book, seed):
        found = path_where(book, start, needed=needed, passed=passed)
        right = [values for values, done in runs if set(needed) <= done and done.isdisjoint(passed)]
        assert found is not None or not right or (passed and not exact)
        if found is not None and exact:
            on_path = [values for values, _ in runs if all(values[c.name] == c.values[0] for c in found)]
            assert on_path
            assert all(values in right for values in on_path)
