"""The worst moment of a promise, in cases small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from crisis_cli.domain.conditions import ALWAYS, Unknown
from crisis_cli.domain.playbook import Playbook, Promise, Step
from crisis_cli.proof.released import releases
from crisis_cli.proof.standing import Standing, before_it_begins
from crisis_cli.proof.worst import Verdict, Worst, worst
from tests.proof.plans import SEEN, after_seen, fact, minutes, playbook, promise, random_plan, repeats, step, when

PRESS = (fact("press"),)


def designs_sample(*more: Step) -> Playbook:
    """The playbook in DESIGN, whose run starts five minutes after it was seen."""
    book = playbook(
        step("size-up", "ask", 5, choices="isolated growing crisis"),
        step("answer-in-person", "do", None, when=when({"size-up": "isolated"}), ends="handled in person"),
        step("write-holding", "draft", 8, target="holding", when=when({"size-up": ("growing", "crisis")})),
        step("yes-to-holding", "approve", 3, target="holding", rungs=[(1, 3)]),
        step("publish-holding", "publish", 2, target="holding"),
        step("keep-talking", "draft", None, target="update", repeat=repeats(20, when({"resolved": True}))),
        *more,
        facts=(fact("resolved"),),
        noticed=5,
    )
    return replace(book, promises={"first_statement": promise("publish-holding", 30)})


def at_first(book: Playbook, what: Promise) -> Worst:
    return worst(book, before_it_begins(book, SEEN), what)


def legs(found: Worst) -> list[tuple[str, int, int | None]]:
    """Steps with the minutes since the sighting at which they open and end."""

    def since(moment: object) -> int:
        return int((moment - SEEN).total_seconds() // 60)  # type: ignore[operator]

    return [(leg.step, since(leg.start), None if leg.end is None else since(leg.end)) for leg in found.legs]


def test_the_sample_of_the_design_keeps_its_promise_with_three_minutes_to_spare() -> None:
    found = at_first(designs_sample(), promise("publish-holding", 30))
    assert (found.verdict, found.at, found.due_at) == (Verdict.BOUNDED, after_seen(27), after_seen(30))
    assert found.slack == minutes(3)
    assert not found.late
    assert legs(found) == [
        ("size-up", 5, 10),
        ("write-holding", 10, 18),
        ("yes-to-holding", 18, 25),
        ("publish-holding", 25, 27),
    ]
    assert [str(choice) for choice in found.choices] == ["size-up: growing or crisis"]


@pytest.mark.parametrize(("within", "after", "end"), [(20, 15, 40), (10, 5, 20)])
def test_an_approval_takes_until_the_last_person_on_its_ladder_has_had_their_time(
    within: int, after: int, end: int
) -> None:
    book = playbook(
        step("write", "draft", 0, target="holding"),
        step("yes", "approve", within, target="holding", rungs=[(after, 5)]),
        step("publish", "publish", 0, target="holding"),
    )
    found = at_first(book, promise("publish", 30))
    assert found.at == after_seen(end)
    assert found.slack == minutes(30 - end)
    assert found.late == (end > 30)
    assert ("yes", 0, end) in legs(found)


def test_a_rung_without_a_time_has_that_of_the_step_and_without_either_no_bound() -> None:
    yes = step("yes", "approve", 6, target="holding", rungs=[(1, 2), (4, None)])
    assert at_first(playbook(yes), promise("yes")).at == after_seen(6 + 4 + 6)
    found = at_first(playbook(yes._replace(within=None, by=minutes(6))), promise("yes"))
    assert (found.verdict, found.unbounded) == (Verdict.UNBOUNDED, "yes")


def test_a_step_without_a_time_limit_is_named_with_the_path_that_leads_to_it() -> None:
    book = playbook(step("first"), step("whenever", within=None), step("last"))
    found = at_first(book, promise("last"))
    assert (found.verdict, found.at, found.unbounded, found.late) == (Verdict.UNBOUNDED, None, "whenever", True)
    assert legs(found) == [("first", 0, 5), ("whenever", 5, None)]


def test_an_endless_step_on_a_path_that_releases_the_promise_does_no_harm() -> None:
    found = at_first(designs_sample(), promise("publish-holding"))
    assert found.verdict is Verdict.BOUNDED


def test_what_would_end_beyond_the_calendar_has_no_bound() -> None:
    book = playbook(*(step(f"s{number}", within=10**9) for number in range(9)))
    assert at_first(book, promise("s8")).verdict is Verdict.UNBOUNDED


def test_the_earlier_of_within_and_by_counts_and_nothing_ends_before_it_opens() -> None:
    book = playbook(step("a", within=10), step("b", within=10, by=12), step("c", within=None, by=4))
    assert at_first(book, promise("b")).at == after_seen(12)
    assert at_first(book, promise("c")).at == after_seen(12)


def test_not_before_shows_as_a_gap() -> None:
    book = playbook(step("a"), step("b", not_before=20))
    assert legs(at_first(book, promise("b"))) == [("a", 0, 5), ("b", 20, 25)]


def test_a_page_that_is_only_queued_takes_no_time() -> None:
    book = playbook(step("tell", "notify", None), step("a"))
    assert at_first(book, promise("a")).at == after_seen(5)


def test_a_step_that_is_not_needed_is_passed_over_when_its_turn_comes() -> None:
    book = playbook(
        step("how", "ask", choices="quick slow"),
        step("long", within=20, when=when({"how": "slow"})),
        step("last"),
    )
    assert at_first(book, promise("last")).at == after_seen(30)
    asked = before_it_begins(book, SEEN)
    assert worst(book, replace(asked, values={"how": "quick"}), promise("last")).at == after_seen(10)


def test_a_promise_is_released_where_what_keeps_it_is_not_needed_on_any_path() -> None:
    book = playbook(step("how", "ask", choices="a b"), step("last", when=when({"how": "c"})))
    assert at_first(book, promise("last")).verdict is Verdict.RELEASED


def test_a_step_that_ends_the_run_releases_what_would_come_after_it() -> None:
    book = playbook(
        step("how", "ask", choices="small big"),
        step("shrug", within=60, when=when({"how": "small"}), ends="over"),
        step("publish"),
    )
    found = at_first(book, promise("publish"))
    assert (found.at, [str(choice) for choice in found.choices]) == (after_seen(10), ["how: big"])


def test_of_two_racing_tracks_only_the_paths_on_which_the_run_is_still_open_count() -> None:
    book = playbook(
        step("slow-us", within=20, after=(), when=when({"press": True})),
        step("slow-them", within=30, after=(), when=when({"press": {"none_of": (True,)}})),
        step("publish", within=1, after=("slow-us",)),
        step("close", within=1, after=("slow-them",), ends="over"),
        facts=PRESS,
    )
    assert at_first(book, promise("publish")).at == after_seen(1)


def test_what_happened_on_the_other_track_is_remembered_until_the_race_is_run() -> None:
    not_asked = when({"press": {"none_of": (True,)}})
    book = playbook(
        step("slow-us", within=20, after=(), when=when({"press": True})),
        step("far-off", within=1000, after=("slow-us",), when=when({"colour": "red"}), ends="over"),
        step("slow-them", within=20, after=(), when=not_asked),
        step("close", within=1, after=("slow-them",), ends="over"),
        step("publish", within=1, after=("slow-us",)),
        facts=(*PRESS, fact("colour", "text")),
    )
    assert at_first(book, promise("publish")).at == after_seen(1)


def test_a_run_that_closes_early_hides_the_longer_paths() -> None:
    book = playbook(
        step("close", within=10, after=(), ends="over"),
        step("slow", within=20, after=(), when=when({"press": True})),
        step("publish", within=5, after=("slow",)),
        facts=PRESS,
    )
    assert at_first(book, promise("publish")).at == after_seen(5)


def test_the_earlier_of_two_answers_is_the_earlier_on_one_and_the_same_path() -> None:
    book = playbook(
        step("slow-a", within=10, after=(), when=when({"press": True})),
        step("slow-b", within=10, after=(), when=when({"press": {"none_of": (True,)}})),
        step("a", "ask", 1, choices="yes", after=("slow-a",)),
        step("b", "ask", 1, choices="yes", after=("slow-b",)),
        step("publish", within=1, after=(), when=when({"a": "yes"}, {"b": "yes"})),
        facts=PRESS,
    )
    assert at_first(book, promise("publish")).at == after_seen(2)


def test_a_promise_can_count_from_the_start_or_from_a_step() -> None:
    book = playbook(
        step("first", "ask", choices="a b"),
        step("more", within=9, when=when({"first": "a"})),
        step("last"),
        noticed=5,
    )
    assert at_first(book, promise("last", 30, "start")).due_at == after_seen(35)
    found = at_first(book, promise("last", 30, "more"))
    assert (found.at, found.due_at) == (after_seen(24), after_seen(49))


def test_a_promise_that_counts_from_a_change_or_from_nothing_known_is_not_counted() -> None:
    book = playbook(step("a"))
    for what in (promise("a", 30, "change"), promise("a", 30, "nobody"), promise("nobody")):
        assert at_first(book, what).verdict is Verdict.NOT_COUNTED


def test_steps_that_wait_for_each_other_have_no_bound() -> None:
    book = playbook(step("a", after=("b",)), step("b", after=("a",)), step("c", "ask", choices="x", after=()))
    assert at_first(book, promise("b")).verdict is Verdict.UNBOUNDED
    itself = playbook(step("c", "ask", choices="x y", when=when({"c": "x"})))
    assert at_first(itself, promise("c")).verdict is Verdict.UNBOUNDED


@pytest.mark.parametrize("seed", range(60))
def test_no_playbook_however_tangled_its_order_breaks_the_proof(seed: int) -> None:
    book, what = random_plan(seed)
    random = Random(seed)
    names = [*book.steps, "nobody"]
    steps = [one._replace(after=tuple(random.sample(names, 2))) for one in book.steps.values()]
    for one, other in zip(steps, random.sample(steps, len(steps)), strict=True):
        changed = replace(book, steps={each.id: each for each in [*steps, one._replace(when=other.when)]})
        assert at_first(changed, what).verdict in Verdict
        assert releases(changed, before_it_begins(changed, SEEN), what).complete in (True, False)


def test_a_name_that_nobody_defined_is_waited_for_by_nobody_and_stays_unknown() -> None:
    book = playbook(step("a", after=("gone",)), step("b", when=when({"gone": {"unknown": True}})))
    assert at_first(book, promise("b")).at == after_seen(10)


# --- repetitions -------------------------------------------------------------------------------------------------


def updates(after: tuple[str, ...], until: str = "over") -> Playbook:
    return playbook(
        step("over", "ask", 7, choices="yes no"),
        step("write", "draft", None, target="update", repeat=repeats(20, when({until: "yes"})), after=()),
        step("yes", "approve", 3, target="update"),
        step("publish", "publish", 2, target="update"),
        step("behind", after=after),
    )


def test_what_belongs_to_a_round_counts_with_the_first_round() -> None:
    assert at_first(updates(()), promise("publish")).at == after_seen(25)


@pytest.mark.parametrize("after", ["write", "publish"])
def test_what_follows_a_repetition_waits_for_its_end(after: str) -> None:
    book = updates((after,))
    found = at_first(book, promise("behind"))
    assert (found.verdict, found.unbounded) == (Verdict.UNBOUNDED, "write")
    answered = replace(before_it_begins(book, SEEN), values={"over": "yes"})
    assert worst(book, answered, promise("behind")).at == after_seen(25 if after == "write" else 30)


def test_a_repetition_whose_end_is_not_said_never_ends() -> None:
    book = playbook(step("watch", repeat=repeats(20, ALWAYS)), step("b", after=("watch",)))
    assert at_first(book, promise("b")).unbounded == "watch"
    assert at_first(book, promise("watch")).at == after_seen(20)


def test_a_round_that_is_done_does_not_end_the_repetition() -> None:
    book = playbook(
        step("watch", repeat=repeats(20, when({"press": True}))), step("b", after=("watch",)), facts=PRESS
    )
    now = Standing(at=after_seen(30), seen_at=SEEN, started_at=SEEN, settled={"watch": after_seen(20)})
    assert worst(book, replace(now, values={"press": False}), promise("b")).unbounded == "watch"
    assert worst(book, replace(now, values={"press": True}), promise("b")).at == after_seen(35)
    passed = replace(now, not_needed=frozenset({"watch"}))
    assert worst(book, passed, promise("b")).at == after_seen(35)


# --- a run that is under way -------------------------------------------------------------------------------------


def eleven_minutes_in() -> Standing:
    """02:55 + 11: the crisis is named, the holding statement is being written, due at + 14."""
    return Standing(
        at=after_seen(11),
        seen_at=SEEN,
        started_at=after_seen(5),
        settled={"size-up": after_seen(6), "answer-in-person": after_seen(6)},
        not_needed=frozenset({"answer-in-person"}),
        ends={"write-holding": after_seen(14)},
        values={"size-up": "crisis", "resolved": Unknown.FACT},
    )


def test_the_forecast_starts_from_where_the_run_stands() -> None:
    found = worst(designs_sample(), eleven_minutes_in(), promise("publish-holding"))
    assert found.at == after_seen(23)
    assert legs(found)[0] == ("write-holding", 11, 14)
    assert found.choices == ()


def test_an_open_step_that_is_late_ends_now_at_the_earliest() -> None:
    now = replace(eleven_minutes_in(), at=after_seen(16))
    assert worst(designs_sample(), now, promise("publish-holding")).at == after_seen(25)


def test_an_open_step_without_a_bound_leaves_the_promise_without_one() -> None:
    now = replace(eleven_minutes_in(), ends={"write-holding": None})
    assert worst(designs_sample(), now, promise("publish-holding")).unbounded == "write-holding"


def test_what_is_kept_stays_kept_at_its_moment_and_what_is_not_needed_is_released() -> None:
    book = designs_sample()
    kept = replace(eleven_minutes_in(), settled={"publish-holding": after_seen(9)})
    assert worst(book, kept, promise("publish-holding")).slack == minutes(21)
    passed = replace(kept, not_needed=frozenset({"publish-holding"}))
    assert worst(book, passed, promise("publish-holding")).verdict is Verdict.RELEASED


def test_the_approvals_of_a_text_that_nobody_writes_any_more_are_not_needed() -> None:
    now = eleven_minutes_in()
    settled = {**now.settled, "write-holding": after_seen(11)}
    passed = replace(now, settled=settled, not_needed=now.not_needed | {"write-holding"}, ends={})
    assert worst(designs_sample(), passed, promise("publish-holding")).verdict is Verdict.RELEASED
