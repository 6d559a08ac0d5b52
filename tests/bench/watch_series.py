"""The three shared series, thinned and shifted copies of them, and crises to lay over their quiet stretches."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import exp, sqrt
from pathlib import Path

DATA = Path(__file__).parent / "data" / "mentions"
BRANDS = ("AAPL", "GOOG", "KO")
BIN = 300
DAY = 86_400 // BIN


@dataclass(frozen=True)
class Counted:
    """One series of counts with the windows in which something happened."""

    name: str
    brand: str
    starts: list[int]
    values: list[float]
    windows: list[tuple[int, int]]


def _seconds(written: str) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp())


def whole(brand: str) -> Counted:
    """The series as it was shared."""
    name = f"Twitter_volume_{brand}.csv"
    rows = list(csv.reader((DATA / name).read_text(encoding="utf-8").splitlines()))[1:]
    labelled = json.loads((DATA / "combined_windows.json").read_text(encoding="utf-8"))[f"realTweets/{name}"]
    windows = [(_seconds(begin), _seconds(end)) for begin, end in labelled]
    return Counted(brand, brand, [_seconds(row[0]) for row in rows], [float(row[1]) for row in rows], windows)


def thinned(series: Counted, mean: float, seed: int) -> Counted:
    """Every post is kept with that chance which leaves `mean` a bin: the same brand, had fewer people written."""
    share = mean * len(series.values) / sum(series.values)
    chance = random.Random(f"{series.name} {mean:g} {seed}")
    values = [float(_drawn(chance, int(value), share)) for value in series.values]
    return replace(series, name=f"{series.name} to {mean:g} #{seed}", values=values)


def uneven(series: Counted, mean: float, seed: int) -> Counted:
    """Thinned, and for some bins at a time the share that is kept is itself drawn (gamma, standard deviation 0.8
    of its mean): people write in bursts, and thinning alone makes a brand more even than a small one is."""
    share = mean * len(series.values) / sum(series.values)
    chance = random.Random(f"uneven {series.name} {mean:g} {seed}")
    values: list[float] = []
    while len(values) < len(series.values):
        kept = min(1.0, share * chance.gammavariate(1 / 0.8**2, 0.8**2))
        for value in series.values[len(values) : len(values) + chance.choice((1, 1, 2, 3))]:
            values.append(float(_drawn(chance, int(value), kept)))
    return replace(series, name=f"{series.name} uneven {mean:g} #{seed}", values=values)


def _drawn(chance: random.Random, count: int, share: float) -> int:
    if count > 200:
        return max(0, round(chance.gauss(count * share, sqrt(count * share * (1 - share)))))
    return sum(chance.random() < share for _ in range(count))


def shifted(series: Counted, hours: float) -> Counted:
    """The same at another time of the day."""
    by = int(hours * 3_600)
    starts = [start + by for start in series.starts]
    windows = [(begin + by, end + by) for begin, end in series.windows]
    return replace(series, name=f"{series.name} {hours:+g} h", starts=starts, windows=windows)


def onset(rise: float, fall: float, shape: float) -> list[float]:
    """How a day's worth of a crisis is spread over its bins: hours to rise, hours to fall, how suddenly."""
    hours = [(number + 0.5) / 12 for number in range(DAY)]
    curve = [(1 - exp(-((hour / rise) ** shape))) * exp(-max(0.0, hour - rise) / fall) for hour in hours]
    return [value / sum(curve) for value in curve]


ONSETS = [
    onset(rise, fall, shape)
    for rise in (0.02, 0.08, 0.25, 0.8, 6.0)
    for fall, shape in ((3.0, 1.0), (8.0, 1.0), (8.0, 2.0), (24.0, 1.5), (24.0, 3.0))
]
"""Twenty-five made-up onsets, from a minute to six hours; no series of real ones is shared. They rise so fast that
the recipe of the research hears a tenfold one after about 60 minutes: it took 40 on real ones, so these are no
easier."""


def quiet(series: Counted) -> list[int]:
    """Bins from which on a day passes that is a day away from every window."""
    day = 86_400
    return [
        row
        for row in range(5 * DAY, len(series.starts) - DAY - 12)
        if all(
            series.starts[row] + day < begin - day or series.starts[row] > end + day
            for begin, end in series.windows
        )
    ]


def added(chance: random.Random, mean: float) -> int:
    """So many posts, by chance, around `mean`."""
    if mean > 50:
        return max(0, round(chance.gauss(mean, sqrt(mean))))
    limit, count, product = exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count
