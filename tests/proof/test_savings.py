"""Which step would buy most time."""

from __future__ import annotations

from crisis_cli.domain.playbook import Playbook
from crisis_cli.proof.savings import Saving, savings
from crisis_cli.proof.standing import Standing, before_it_begins
from tests.proof.plans import SEEN, after_seen, minutes, playbook, promise, step, when


def said(found: tuple[Saving, ...]) -> list[tuple[str, int | None]]:
    return [(one.step, None if one.gain is None else int(one.gain.total_seconds() // 60)) for one in found]


def two_tracks() -> Playbook:
    return playbook(
        step("long", within=20, after=()),
        step("short", within=12, after=()),
        step("yes", "approve", 2, target="t", after=("long", "short"), rungs=[(1, 3)]),
        step("publish", "publish", 4, target="t"),
    )


def test_before_it_begins_the_steps_of_the_worst_path_are_ranked_by_what_they_would_buy() -> None:
    book = two_tracks()
    found = savings(book, before_it_begins(book, SEEN), promise("publish"))
    assert said(found) == [("long", 8), ("yes", 6), ("publish", 4)]
    assert found[0].worst.at == after_seen(22)


def test_only_as_many_as_were_asked_for_are_returned_and_they_are_the_best() -> None:
    book = playbook(*(step(f"s{number}", within=1 + number) for number in range(9)))
    assert said(savings(book, before_it_begins(book, SEEN), promise("s8"), most=1)) == [("s8", 9)]


def test_a_limit_for_the_step_without_a_bound_buys_most() -> None:
    book = playbook(step("long", within=50), step("whenever", within=None), step("last"))
    assert said(savings(book, before_it_begins(book, SEEN), promise("last"))) == [("whenever", None)]


def test_a_step_beside_which_another_takes_as_long_buys_nothing() -> None:
    book = playbook(step("a", within=9, after=()), step("b", within=9, after=()), step("c", after=("a", "b")))
    assert said(savings(book, before_it_begins(book, SEEN), promise("c"))) == [("c", 5)]


def test_once_steps_are_open_only_these_can_be_hurried() -> None:
    book = two_tracks()
    now = Standing(
        at=after_seen(10),
        seen_at=SEEN,
        started_at=SEEN,
        ends={"long": after_seen(20), "short": after_seen(12)},
    )
    assert said(savings(book, now, promise("publish"))) == [("long", 8)]


def test_a_silent_approver_can_be_passed_over_instead_of_hurried() -> None:
    book = two_tracks()
    now = Standing(
        at=after_seen(20),
        seen_at=SEEN,
        started_at=SEEN,
        settled={"long": after_seen(20), "short": after_seen(12)},
        ends={"yes": after_seen(26)},
    )
    assert said(savings(book, now, promise("publish"))) == [("yes", 6)]
    (one,) = savings(book, now, promise("publish"), sooner={"yes": after_seen(23)})
    assert (one.gain, one.worst.at) == (minutes(3), after_seen(27))


def test_nothing_is_bought_for_a_promise_that_is_released() -> None:
    book = playbook(step("how", "ask", choices="a b"), step("publish", when=when({"how": "c"})))
    assert savings(book, before_it_begins(book, SEEN), promise("publish")) == ()
