"""How well a watch hears: scores in the benchmark's way, red alerts, injected crises, and lines a second.

Run: python -m pytest -n 0 -m bench tests/bench/bench_watch.py -s

Only the three shared series and copies of them are used. The setting was frozen with them; what it is worth for
another brand shows on brands that are not here. Leave-one-brand-out: amber is chosen on two brands and judged on
the third.
"""

from __future__ import annotations

import copy
import random
import statistics
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from crisis_cli.signals.counts import judged
from crisis_cli.signals.detector import Reading
from crisis_cli.signals.series import Series, hour_of
from crisis_cli.signals.settings import Settings
from crisis_cli.signals.tiers import RED, Silence, tier_of
from tests.bench.watch_scoring import PROFILES, Scored, f1, false_a_week, normalised, score
from tests.bench.watch_series import BIN, BRANDS, DAY, ONSETS, Counted, added, quiet, shifted, thinned, whole

pytestmark = pytest.mark.bench

SHARES = {"AAPL": (0.3, 0.1, 0.03, 0.01), "GOOG": (0.3, 0.1, 0.03), "KO": (0.3, 0.1, 0.04)}
AMBERS = (0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 1.0)
MULTIPLES = (2, 5, 10)
STARTS, CURVES = 10, 6

Heard = tuple[Counted, list[Reading]]


def copies() -> list[Counted]:
    """Whole, thinned to down to 0.4 posts a bin, and shifted by parts of a day."""
    found = [whole(brand) for brand in BRANDS]
    for series in list(found):
        found += [thinned(series, share, seed) for share in SHARES[series.brand] for seed in (1, 2)]
        found += [shifted(series, hours) for hours in (7.5, -5)]
    return found


def hear(series: Counted) -> Heard:
    counts = zip(series.starts, series.values, strict=True)
    return series, [row.reading for row in judged(counts, BIN, Settings())]


def tiers(readings: Sequence[Reading], settings: Settings) -> list[tuple[int, str]]:
    """Row number and tier of what is said aloud."""
    silence, found = Silence(), []
    for row, reading in enumerate(readings):
        tier = tier_of(reading, settings)
        if silence.broken_by(reading.start, reading.rarity, tier, settings):
            silence.begin(reading.start, reading.rarity, tier)
            found.append((row, tier))
    return found


def scored(heard: Iterable[Heard], settings: Settings) -> tuple[list[Scored], list[Scored]]:
    """Of all alerts, and of the red ones."""
    both: tuple[list[Scored], list[Scored]] = ([], [])
    for series, readings in heard:
        said = tiers(readings, settings)
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
    said = silence.broken_by(start, reading.rarity, tier, settings)
    if said:
        silence.begin(start, reading.rarity, tier)
    return tier, said


@pytest.fixture(scope="module")
def heard() -> list[Heard]:
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(hear, copies()))


def test_scores_in_the_benchmarks_way(heard: list[Heard]) -> None:
    head = "".join(f"{profile:>9}" for profile in PROFILES)
    print(f"\n{'':23}{head}    hits  false/wk   red F1  red FA/wk")
    plain = [one for one in heard if one[0].name in BRANDS]
    for name, group in (
        *((series.name, [(series, readings)]) for series, readings in plain),
        ("the three", plain),
        ("shifted", [one for one in heard if " h" in one[0].name]),
        ("thinned", [one for one in heard if " x " in one[0].name]),
        ("thinned, 0.4 to 3 a bin", [one for one in heard if statistics.mean(one[0].values) <= 3]),
    ):
        print(line(name, group, Settings()))
    every, red = scored(plain, Settings())
    assert normalised(every, "standard") > 76
    assert normalised(every, "low FP") > 66
    assert f1(red) >= 0.65
    assert false_a_week(red) <= 0.15


def test_leave_one_brand_out(heard: list[Heard]) -> None:
    print(f"\n{'left out':24}" + "".join(f"{profile:>9}" for profile in PROFILES))
    for brand in BRANDS:
        others = [one for one in heard if one[0].brand != brand]
        left = [one for one in heard if one[0].brand == brand]
        chosen = max(
            (replace(Settings(), amber=amber) for amber in AMBERS),
            key=lambda settings: normalised(scored(others, settings)[0], "standard"),
        )
        print(line(f"{brand} (amber {chosen.amber})", left, chosen))


def test_injected_crises() -> None:
    series = [whole(brand) for brand in BRANDS]
    quiet_brands = [thinned(series[0], 0.01, 1), thinned(series[1], 0.05, 1), thinned(series[2], 0.05, 1)]
    print(f"\n{'':12}{'times daily':>12}{'missed %':>10}{'median min':>12}{'red missed %':>14}{'red median':>12}")
    with ProcessPoolExecutor(2) as pool:
        for name, group in (("loud", series), ("quiet", quiet_brands)):
            results = list(pool.map(injected, group))
            for multiple in MULTIPLES:
                runs = [run for result in results for run in result[multiple]]
                cells = []
                for times in zip(*runs, strict=True):
                    met = [minutes for minutes in times if minutes is not None]
                    cells += [100 * (1 - len(met) / len(times)), statistics.median(met) if met else float("nan")]
                print(
                    f"{name:12}{multiple:>12}{cells[0]:>10.1f}{cells[1]:>12.0f}{cells[2]:>14.1f}{cells[3]:>12.0f}"
                )
