"""A listener hears through wrong clocks, gaps and a cold start, and says of a part what it says of the whole."""

from __future__ import annotations

import json
import time

import pytest

from crisis_cli.signals.listener import BIN, LONGEST_GAP
from tests.signals.listened import DAY, HOUR, NOON, heard, listener, normal, post, storm


@pytest.mark.parametrize("an_hour", [1, 30, 300])
@pytest.mark.parametrize("ahead", [0.5 * HOUR, 6 * HOUR, 20 * HOUR, 400 * DAY])
def test_a_storm_is_heard_though_one_or_two_posts_of_one_author_are_ahead(an_hour: float, ahead: float) -> None:
    plain, odd = listener(), listener()
    for by in (plain, odd):
        assert heard(by, normal(NOON - 3 * DAY, NOON, an_hour)) == []
    expected = heard(plain, storm(NOON))
    wrong = [post(NOON + 3 + ahead + number, "ahead") for number in range(2)]
    found = heard(odd, list(storm(NOON))[:1], wrong, list(storm(NOON))[1:])
    assert [alert.tier for alert in found] == [alert.tier for alert in expected] == ["amber", "red"]
    for one, other in zip(found, expected, strict=True):
        assert one.at == pytest.approx(other.at, abs=20)
    assert odd.late == plain.late
    assert odd.heard == pytest.approx(plain.heard, abs=2)


def test_a_first_mention_ahead_leaves_nothing_deaf() -> None:
    by = listener()
    heard(by, [post(NOON + 5 * DAY, "ahead")], normal(NOON, NOON + 2 * HOUR, 300))
    assert by.late == 0
    assert by.heard > 500
    assert list(by.tracks[0].bins) == sorted(by.tracks[0].bins)
    assert max(by.tracks[0].bins) <= NOON + 2 * HOUR


def test_a_first_mention_ahead_after_posts_about_something_else_leaves_nothing_deaf() -> None:
    by = listener()
    for number in range(100):
        by.hear(post(NOON + number, f"other{number}"), ())
    heard(by, [post(NOON + 5 * DAY, "ahead")], normal(NOON + 100, NOON + 2 * HOUR, 300))
    assert by.late == 0


def test_when_several_wrong_clocks_agreed_it_is_heard_again_within_minutes() -> None:
    by = listener()
    heard(by, normal(NOON - 3 * DAY, NOON, 60))
    heard(by, (post(NOON + 20 * HOUR, f"wrong{number}") for number in range(3)))
    assert "red" in [alert.tier for alert in heard(by, storm(NOON, 1_000)) if alert.at < NOON + 600]
    assert by.late < 30


@pytest.mark.parametrize("first", [1.0, NOON - 40 * DAY, NOON - 20 * HOUR])
def test_nothing_is_called_unusual_on_the_first_day_however_old_the_first_post(first: float) -> None:
    by = listener()
    begun = time.process_time()
    assert heard(by, [post(first, "old")], normal(NOON, NOON + 23 * HOUR, 60)) == []
    assert time.process_time() - begun < 10
    assert not by.tracks[0].series.detector.warm
    heard(by, normal(NOON + 23 * HOUR, NOON + 25 * HOUR, 60, "on"))
    assert by.tracks[0].series.detector.warm


def test_two_posts_from_the_end_of_the_calendar_cost_nothing() -> None:
    by = listener()
    heard(by, normal(NOON - 2 * DAY, NOON, 60))
    bins = by.tracks[0].series.detector.bins
    heard(by, [post(253_402_300_799.0, "a"), post(253_402_300_799.0, "b")], normal(NOON, NOON + HOUR, 60, "on"))
    assert 10 <= by.tracks[0].series.detector.bins - bins <= 13


def test_a_leap_to_the_end_of_the_calendar_is_work_for_a_moment() -> None:
    by = listener()
    heard(by, normal(NOON - 2 * DAY, NOON, 60))
    bins = by.tracks[0].series.detector.bins
    heard(by, (post(253_402_300_799.0, f"wrong{number}") for number in range(3)))
    assert by.clock.now == 253_402_300_799.0
    assert by.tracks[0].series.detector.bins - bins <= 3


@pytest.mark.parametrize("gap", [3, 30, 60, 96])
def test_after_the_watch_was_down_usual_traffic_is_usual(gap: float) -> None:
    by = listener()
    begin = NOON + gap * HOUR
    heard(by, normal(NOON - 10 * DAY, NOON, 120))
    assert heard(by, normal(begin, begin + 2 * DAY, 120, "on")) == []


def test_a_short_gap_is_silence_and_one_of_days_is_nobody_who_listened() -> None:
    for gap, learned in ((10 * HOUR, 120), (3 * DAY, 0)):
        by = listener()
        heard(by, normal(NOON - DAY, NOON, 120))
        bins = by.tracks[0].series.detector.bins
        heard(by, normal(NOON + gap, NOON + gap + 60, 600, "on"))
        assert by.tracks[0].series.detector.bins - bins == pytest.approx(learned, abs=3)


def test_days_of_silence_are_learned_of_a_brand_with_a_post_in_two_days_but_never_months() -> None:
    by = listener()
    heard(by, (post(NOON + 2 * DAY * number, f"guest{number}") for number in range(60)))
    bins = by.tracks[0].series.detector.bins
    assert bins * BIN > 0.8 * 60 * 2 * DAY
    heard(by, (post(NOON + 400 * DAY + number, f"guest{number}") for number in range(5)))
    assert (by.tracks[0].series.detector.bins - bins) * BIN < LONGEST_GAP


def test_alerts_on_the_first_lines_are_the_first_alerts_on_all() -> None:
    lines = [*normal(NOON - 3 * DAY, NOON, 20), *storm(NOON, 200, 30)]
    by = listener()
    whole = heard(by, lines)
    assert {alert.tier for alert in whole} == {"amber", "red"}
    for cut in range(len(lines) - 200, len(lines), 23):
        part = heard(listener(), lines[:cut])
        assert part == whole[: len(part)]


@pytest.mark.parametrize("an_hour", [1, 20])
def test_it_goes_on_where_it_was_kept_also_in_the_middle_of_a_doubt(an_hour: float) -> None:
    lines = [*normal(NOON - 3 * DAY, NOON, an_hour), post(NOON + 9 * HOUR, "ahead"), *storm(NOON, 200, 30)]
    whole = [(alert.tier, alert.at, alert.observed) for alert in heard(listener(), lines)]
    assert whole
    for cut in (5, len(lines) - 205, len(lines) - 200, len(lines) - 199, len(lines) - 150):
        first, second = listener(), listener()
        said = heard(first, lines[:cut])
        second.restore(json.loads(json.dumps(first.plain())))
        said += heard(second, lines[cut:])
        assert [(alert.tier, alert.at, alert.observed) for alert in said] == whole


def test_a_burst_within_seconds_is_judged_when_the_next_post_comes_however_late_it_is() -> None:
    by = listener()
    heard(by, normal(NOON - 3 * DAY, NOON, 4), [post(NOON, "last")])
    said = heard(by, storm(NOON + 1, 200, 0.05), [post(NOON + HOUR, "later")])
    assert [alert.tier for alert in said][-1] == "red"
    assert all(alert.at <= NOON + 5 for alert in said)
