"""How well a watch hears: scores in the benchmark's way, red alerts, injected crises.

Run: python -m pytest -n 0 -m bench tests/bench/bench_watch.py -s

Only the three shared series and copies of them are used; what the setting is worth for another brand shows on
brands that are not here. How novelty, rarity and the expected are told comes from research on those others; from
when on they are an alert was chosen on the copies (crisis_cli/signals/settings.py says what), so the three are not
unseen. Leave-one-brand-out: the sensitivity is chosen on two brands and judged on the third.
"""

from __future__ import annotations

import copy
import random
import statistics
from collections.abc import Iterable, Sequence

import pytest

from crisis_cli.signals.counts import judged
from crisis_cli.signals.series import Row, Series, hour_of
from crisis_cli.signals.settings import SENSITIVITY, Settings
from crisis_cli.signals.tiers import RED, Silence, tier_of
from tests.bench.watch_scoring import PROFILES, Scored, f1, false_a_week, normalised, score
from tests.bench.watch_series import (
    BIN,
    BRANDS,
    DAY,
    ONSETS,
    Counted,
    added,
    quiet,
    shifted,
    thinned,
    uneven,
    whole,
)

pytestmark = pytest.mark.bench

MEANS = (3.0, 1.0, 0.4)
MULTIPLES = (2, 5, 10, 30)
STARTS, CURVES = 10, 6

Heard = tuple[Counted, list[Row]]


def copies() -> list[Counted]:
    """Whole, thinned to 3, 1 and 0.4 posts a bin, made uneven as well, and shifted by parts of a day."""
    found = [whole(brand) for brand in BRANDS]
    for series in list(found):
        found += [thinned(series, mean, seed) for mean in MEANS for seed in (1, 2, 3)]
        found += [uneven(series, mean, seed) for mean in MEANS for seed in (1, 2)]
        found += [shifted(series, hours) for hours in (7.5, -5)]
    return found


def hear(series: Counted) -> Heard:
    counts = zip(series.starts, series.values, strict=True)
    return series, list(judged(counts, BIN, Settings()))


def tiers(rows: Sequence[Row], settings: Settings) -> list[tuple[int, str]]:
    """Row number and tier of what is said aloud."""
    silence, found = Silence(), []
    for number, row in enumerate(rows):
        reading = row.reading
        tier = tier_of(reading, settings)
        if silence.broken_by(reading.start, reading.unusual, tier, settings):
            silence.begin(reading.start, reading.unusual, tier, settings)
            found.append((number, tier))
    return found


def scored(heard: Iterable[Heard], settings: Settings) -> tuple[list[Scored], list[Scored]]:
    """Of all alerts, and of the red ones."""
    both: tuple[list[Scored], list[Scored]] = ([], [])
    for series, rows in heard:
        said = tiers(rows, settings)
        both[0].append(score(series.starts, series.windows, [row for row, _ in said]))
        both[1].append(score(series.starts, series.windows, [row for row, tier in said if tier == RED]))
    return both


def line(name: str, heard: Sequence[Heard], settings: Settings) -> str:
    every, red = scored(heard, settings)
    points = " ".join(f"{normalised(every, profile):8.1f}" for profile in PROFILES)
    hits = f"{sum(one.hits for one in every)}/{sum(one.windows for one in every)}"
    return f"{name:24}{points} {hits:>7} {false_a_week(every):9.2f} {f1(red):8.2f} {false_a_week(red):9.2f}"


def injected(series: Counted) -> dict[int, list[tuple[int | None, int | None]]]:
    """For each multiple of the daily volume: minutes to the first alert and to red, None where there was none."""
    chance = random.Random(f"inject {series.name}")
    settings, learned, silence = Settings(), Series.new(BIN), Silence()
    found: dict[int, list[tuple[int | None, int | None]]] = {multiple: [] for multiple in MULTIPLES}
    row = 0
    for begin in sorted(chance.sample(quiet(series), STARTS)):
        for past in range(row, begin):
            _bin(learned, silence, series.starts[past], series.values[past], settings)
        row = begin
        daily = sum(series.values[begin - 5 * DAY : begin]) / 5
        for multiple in MULTIPLES:
            for onset in chance.sample(ONSETS, CURVES):
                extra = [added(chance, share * daily * multiple) for share in onset]
                found[multiple].append(_crisis(series, begin, extra, copy.deepcopy((learned, silence)), settings))
    return found


def _crisis(
    series: Counted, begin: int, extra: list[int], state: tuple[Series, Silence], settings: Settings
) -> tuple[int | None, int | None]:
    first = red = None
    for number, more in enumerate(extra):
        row = begin + number
        tier, said = _bin(*state, series.starts[row], series.values[row] + more, settings)
        minutes = (number + 1) * BIN // 60
        first = minutes if said and first is None else first
        red = minutes if tier == RED and red is None else red
    return first, red


def _bin(series: Series, silence: Silence, start: int, value: float, settings: Settings) -> tuple[str, bool]:
    hour = hour_of(start, BIN)
    reading = series.detector.judge(start, value, hour)
    series.detector.learn(value, hour)
    tier = tier_of(reading, settings)
    said = silence.broken_by(start, reading.unusual, tier, settings)
    if said:
        silence.begin(start, reading.unusual, tier, settings)
    return tier, said


@pytest.fixture(scope="module")
def heard() -> list[Heard]:
    return [hear(series) for series in copies()]


def by_score(heard: Sequence[Heard], threshold: float) -> list[Scored]:
    """As the benchmark scores: every bin from a threshold on is an alert."""
    return [
        score(series.starts, series.windows, [n for n, row in enumerate(rows) if row.score >= threshold])
        for series, rows in heard
    ]


def test_scores_in_the_benchmarks_way(heard: list[Heard]) -> None:
    head = "".join(f"{profile:>9}" for profile in PROFILES)
    print(f"\n{'':23}{head}    hits  false/wk   red F1  red FA/wk")
    plain = [one for one in heard if one[0].name in BRANDS]
    groups = {
        **{series.name: [(series, rows)] for series, rows in plain},
        "the three": plain,
        "shifted": [one for one in heard if " h" in one[0].name],
        **{
            f"thinned to {mean:g} a bin": [one for one in heard if f" to {mean:g} #" in one[0].name]
            for mean in MEANS
        },
        **{
            f"uneven, {mean:g} a bin": [one for one in heard if f"uneven {mean:g} #" in one[0].name]
            for mean in MEANS
        },
    }
    for name, group in groups.items():
        print(line(name, group, Settings()))
    for threshold in (0.42, 0.46, 0.5, 0.54, 0.58):
        points = " ".join(f"{normalised(by_score(plain, threshold), profile):8.1f}" for profile in PROFILES)
        print(f"the three, score {threshold:<7}{points}")
    for name in ("the three", *(name for name in groups if name.startswith("thinned"))):
        every, red = scored(groups[name], Settings())
        assert normalised(every, "standard") > 76, name
        assert normalised(every, "low FP") > 66, name
        assert f1(red) >= 0.65, name
        assert false_a_week(red) <= 0.15, name


def test_hardly_a_window_of_the_three_is_missed(heard: list[Heard]) -> None:
    """It fails at 83.3, for one window: the second of GOOG, whose highest bin holds 76, as one does on 34 of its
    55 days. A laxer `once_in` meets it by chance, and errs a third more often on the copies."""
    every, _ = scored([one for one in heard if one[0].name in BRANDS], Settings())
    assert normalised(every, "low FN") > 85


def test_leave_one_brand_out(heard: list[Heard]) -> None:
    print(f"\n{'left out':24}" + "".join(f"{profile:>9}" for profile in PROFILES))
    for brand in BRANDS:
        others = [one for one in heard if one[0].brand != brand]
        left = [one for one in heard if one[0].brand == brand]
        chosen = max(
            SENSITIVITY,
            key=lambda name: normalised(scored(others, SENSITIVITY[name])[0], "standard"),
        )
        print(line(f"{brand} ({chosen})", left, SENSITIVITY[chosen]))


def test_injected_crises() -> None:
    series = [whole(brand) for brand in BRANDS]
    quiet_brands = [thinned(one, mean, 1) for one, mean in zip(series, MEANS, strict=True)]
    print(f"\n{'':12}{'times daily':>12}{'missed %':>10}{'median min':>12}{'red missed %':>14}{'red median':>12}")
    for name, group in (("loud", series), ("quiet", quiet_brands)):
        results = [injected(one) for one in group]
        for multiple in MULTIPLES:
            runs = [run for result in results for run in result[multiple]]
            cells = []
            for times in zip(*runs, strict=True):
                met = [minutes for minutes in times if minutes is not None]
                cells += [100 * (1 - len(met) / len(times)), statistics.median(met) if met else float("nan")]
            print(f"{name:12}{multiple:>12}{cells[0]:>10.1f}{cells[1]:>12.0f}{cells[2]:>14.1f}{cells[3]:>12.0f}")
