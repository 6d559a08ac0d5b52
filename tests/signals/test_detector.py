"""What is unusual: for a loud brand and a quiet one, in a minute and over hours, and never by looking ahead."""

from __future__ import annotations

import json
import math
import random

import pytest

from crisis_cli.signals.counts import bin_length, judged
from crisis_cli.signals.series import Row, Series
from crisis_cli.signals.settings import Settings

BIN = 300
DAY = 86_400 // BIN


def days(mean: float, count: int, seed: str = "walrus") -> list[float]:
    """So many days around `mean` a bin, with a daily rhythm, quieter at the weekend."""
    chance = random.Random(seed)
    found = []
    for number in range(count * DAY):
        hour = number / DAY * 24 % 24
        weekend = 0.7 if number // DAY % 7 >= 5 else 1.0
        rate = mean * weekend * (1 + 0.6 * math.sin((hour - 8) / 24 * 2 * math.pi))
        found.append(float(sum(chance.random() < rate / 40 for _ in range(40))))
    return found


def rows(values: list[float], seconds: int = BIN, settings: Settings | None = None) -> list[Row]:
    counts = ((number * seconds, value) for number, value in enumerate(values))
    return list(judged(counts, seconds, settings or Settings()))


def alerts(values: list[float], **more: object) -> list[tuple[int, str]]:
    return [(number, row.tier) for number, row in enumerate(rows(values, **more)) if row.alert]  # type: ignore[arg-type]


@pytest.mark.parametrize("mean", [0.1, 0.6, 3.0, 12.0])
def test_a_daily_and_weekly_rhythm_hardly_ever_alerts(mean: float) -> None:
    assert len([1 for number, _ in alerts(days(mean, 28)) if number > 3 * DAY]) <= 3


@pytest.mark.parametrize("mean", [0.1, 0.6, 3.0, 12.0])
def test_a_burst_is_red_within_a_quarter_of_an_hour(mean: float) -> None:
    values = days(mean, 14)
    begin = 12 * DAY + 100
    for number in range(begin, begin + 12):
        values[number] += 30 + 12 * mean
    assert any(begin <= number < begin + 3 and tier == "red" for number, tier in alerts(values))


def test_a_slow_burn_is_found_though_no_bin_is_unusual() -> None:
    values = days(3.0, 21)
    begin = 18 * DAY
    for number in range(begin, begin + 72):
        values[number] = values[number] * 1.5 + 3
    assert any(begin < number < begin + 72 for number, _ in alerts(values))


@pytest.mark.parametrize("mean", [0.6, 3.0, 12.0])
def test_an_hour_of_much_is_red_though_no_single_bin_of_it_is(mean: float) -> None:
    values = days(mean, 14)
    for number in range(12 * DAY, 12 * DAY + 24):
        values[number] += 6 * mean + 2
    bins_alone = Settings(red=99, red_slow=99)
    assert "red" not in [tier for _, tier in alerts(values, settings=bins_alone)]
    assert min(number for number, tier in alerts(values) if tier == "red") <= 12 * DAY + 12


def test_an_alert_says_when_it_began_and_not_how_long_the_window_is() -> None:
    values = days(3.0, 14)
    begin = 12 * DAY
    values[begin - 7] += 6
    for number in range(begin, begin + 40):
        values[number] += 12 + number - begin
    told = [row.since for row in rows(values) if row.alert and row.reading.start >= begin * BIN]
    assert told
    assert {begin * BIN} == {since for since in told if since >= (begin - 12) * BIN}


def test_the_first_half_is_judged_alike_without_the_second() -> None:
    values = days(3.0, 12)
    values[6 * DAY] += 80
    values[9 * DAY] += 4_000
    half = 7 * DAY
    assert rows(values)[:half] == rows(values[:half])


def test_what_was_learned_is_restored_exactly_after_any_bin() -> None:
    values = days(1.0, 4)
    values[3 * DAY] += 60
    whole = rows(values)
    for cut in (1, 10, 287, 288, 3 * DAY, 3 * DAY + 1):
        series = Series.new(BIN)
        before = list(judged(enumerated(values[:cut]), BIN, Settings(), series=series))
        again = Series.restored(json.loads(json.dumps(series.plain())))
        after = judged(enumerated(values[cut:], cut), BIN, Settings(), series=again)
        assert before + list(after) == whole


def enumerated(values: list[float], begin: int = 0) -> list[tuple[int, float]]:
    return [((begin + number) * BIN, value) for number, value in enumerate(values)]


def test_the_first_day_says_nothing() -> None:
    values = days(1.0, 2)
    values[200] += 500
    assert all(number >= DAY for number, _ in alerts(values))


def test_after_an_alert_there_is_silence_unless_it_gets_markedly_worse() -> None:
    values = days(3.0, 14)
    begin = 12 * DAY
    for number in range(begin, begin + 60):
        values[number] += 40
    assert len([1 for number, _ in alerts(values) if begin <= number < begin + 60]) <= 3
    values[begin + 30] += 200_000
    assert (begin + 30) in [number for number, _ in alerts(values)]


def test_bins_that_nobody_wrote_down_are_silence() -> None:
    written = [(start, value) for start, value in enumerated(days(0.2, 8)) if value]
    every = {start: row for (start, _), row in zip(enumerated(days(0.2, 8)), rows(days(0.2, 8)), strict=True)}
    first = written[0][0]
    for (start, _), row in zip(written, judged(written, BIN, Settings()), strict=True):
        if first == 0:
            assert row == every[start]
        assert row.reading.start == start


def test_a_gap_of_weeks_is_no_silence() -> None:
    values = enumerated(days(3.0, 8))
    later = [(start + 40 * 86_400, value) for start, value in values[:100]]
    found = list(judged(values + later, BIN, Settings()))
    assert not any(row.alert for row in found[-100:])


@pytest.mark.parametrize("seconds", [60, 300, 900, 3_600, 86_400])
def test_any_length_of_bin_is_judged(seconds: int) -> None:
    chance = random.Random(seconds)
    values = [float(chance.randint(0, 6)) for _ in range(30 * 86_400 // seconds if seconds > 60 else 6_000)]
    values[-1] = 5_000.0
    found = rows(values, seconds=seconds)
    assert found[-1].alert
    assert found[-1].tier == "red"


def test_the_length_of_a_bin_is_its_most_frequent_step() -> None:
    assert bin_length([0, 300, 600, 1_800, 2_100]) == 300
    assert bin_length([5]) == 0
    with pytest.raises(ValueError, match="more than a day"):
        bin_length([0, 200_000])


def test_a_score_of_a_half_is_an_alert_and_nothing_else_is() -> None:
    values = days(3.0, 14)
    values[12 * DAY] += 100
    assert all((row.score >= 0.5) == row.alert for row in rows(values))


def test_scores_are_near_nothing_in_a_rhythm_and_high_in_a_storm_once() -> None:
    values = days(3.0, 14)
    for number in range(12 * DAY, 12 * DAY + 40):
        values[number] += 100
    found = rows(values)
    assert all(0 <= row.score < 1 for row in found)
    calm = sorted(row.score for row in found[2 * DAY : 12 * DAY])
    assert calm[len(calm) * 9 // 10] < 0.1
    storm = [row.score for row in found[12 * DAY : 12 * DAY + 40]]
    assert storm[0] > 0.5
    assert len([score for score in storm if score > 0.2]) < 6


def test_a_tenfold_day_is_heard_within_half_an_hour_of_its_onset() -> None:
    values = days(12.0, 14)
    begin = 12 * DAY + 100
    for number in range(begin, begin + 60):
        values[number] += 120 * (1 - math.exp(-(number - begin + 0.5) / 12))
    first = min(number for number, _ in alerts(values) if number >= begin)
    assert first < begin + 6
