"""The time in the stream: nobody moves it alone, silence moves it, and what moved it wrongly is turned back."""

from __future__ import annotations

import json

import pytest

from crisis_cli.signals.event_clock import EventClock, Said

NOON = 1_000_000.0
HOUR, DAY, YEAR = 3_600.0, 86_400.0, 31_536_000.0


def running(until: float = NOON, every: float = 10.0) -> EventClock:
    """A clock after an hour of a post every ten seconds, each by somebody else."""
    clock = EventClock(b"key")
    for number in range(int(HOUR / every), -1, -1):
        clock.hear(until - number * every, f"guest{number}")
    assert clock.now == until
    return clock


@pytest.mark.parametrize("ahead", [200.0, 6 * HOUR, 20 * HOUR, 3 * YEAR])
@pytest.mark.parametrize("posts", [1, 2, 40])
def test_one_author_does_not_move_the_time_however_often(ahead: float, posts: int) -> None:
    clock = running()
    for number in range(posts):
        assert clock.hear(NOON + ahead + number, "ahead") is Said.DOUBTED
    for number in range(1, 10):
        clock.hear(NOON + 10 * number, f"later{number}")
    assert clock.now == NOON + 90
    assert clock.wrong == posts


def test_one_author_does_not_move_the_time_in_small_steps() -> None:
    clock = running()
    for number in range(1, 100):
        clock.hear(NOON + 100 * number, "walker")
        clock.hear(NOON + number, f"other{number}")
    assert clock.now is not None
    assert clock.now <= NOON + 220


def test_three_authors_who_agree_move_it() -> None:
    clock = running()
    said = [clock.hear(NOON + HOUR + number, f"later{number}") for number in range(3)]
    assert said == [Said.DOUBTED, Said.DOUBTED, Said.LEAPT]
    assert clock.now == NOON + HOUR + 2
    assert clock.wrong == 0


def test_three_wrong_clocks_among_many_do_not_move_it() -> None:
    clock = running()
    for number in range(1, 200):
        clock.hear(NOON + number, f"right{number}")
        if number % 20 == 0:
            clock.hear(NOON + number * HOUR, f"wrong{number}")
    assert clock.now == NOON + 199
    assert clock.wrong == 9


@pytest.mark.parametrize("gap", [HOUR, 3 * DAY])
@pytest.mark.parametrize("authors", [1, 2, 1_000])
def test_with_one_post_an_hour_time_is_two_posts_behind_at_most(gap: float, authors: int) -> None:
    clock = EventClock(b"key")
    for number in range(50):
        clock.hear(NOON + gap * number, f"guest{number % authors}")
        assert clock.now is not None
        assert clock.now >= NOON + gap * (number - 2)


def test_whoever_gives_no_name_may_be_anybody() -> None:
    clock = running()
    for number in range(3):
        clock.hear(NOON + HOUR + number, "")
    assert clock.now == NOON + HOUR + 2


def test_a_clock_that_nearly_all_others_contradict_is_turned_back() -> None:
    clock = running()
    for number in range(3):
        clock.hear(NOON + 20 * HOUR, f"wrong{number}")
    assert clock.now == NOON + 20 * HOUR
    said = [clock.hear(NOON + 10 * number, f"right{number}") for number in range(1, 40)]
    assert said.count(Said.BACK) == 1
    assert clock.now == NOON + 390


def test_a_few_late_posts_and_old_entries_of_a_feed_turn_nothing_back() -> None:
    clock = running()
    for number in range(50):
        clock.hear(NOON - DAY - HOUR * 7 * ((number * 17) % 50), f"old{number}")
    for number in range(1, 500):
        clock.hear(NOON + number, f"right{number}")
        clock.hear(NOON + number - 2 * HOUR, f"late{number}")
    assert clock.now == NOON + 499


@pytest.mark.parametrize("wrong", [NOON + 5 * DAY, NOON + 300 * YEAR, 1.0])
def test_a_first_post_with_a_wrong_clock_is_not_the_time(wrong: float) -> None:
    clock = EventClock(b"key")
    clock.hear(wrong, "first")
    for number in range(4):
        clock.hear(NOON + number, f"guest{number}")
    assert clock.now == NOON + 3


def test_it_goes_on_where_it_was_kept_with_nobody_in_it_by_name() -> None:
    whole, cut = running(), running()
    for number in range(5):
        for clock in (whole, cut):
            clock.hear(NOON + HOUR + number, f"ahead{number // 2}")
        kept = json.dumps(cut.plain())
        assert "ahead0" not in kept
        cut = EventClock.restored(json.loads(kept), b"key")
    assert cut.now == whole.now == NOON + HOUR + 4


def test_what_a_former_version_kept_is_gone_on_from() -> None:
    clock = EventClock.restored({"now": NOON, "doubted": None, "posts": 5, "wrong": 1}, b"key")
    assert clock.hear(NOON + 10, "ann") is None
    assert (clock.now, clock.posts, clock.wrong) == (NOON + 10, 6, 1)
