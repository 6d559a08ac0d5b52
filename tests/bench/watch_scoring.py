"""The benchmark's way to score alerts: windows with a reward for early detection (arXiv:1510.03336, section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

PROBATION, MOST_PROBATION = 0.15, 750
"""The first part of a file is for learning: 15 %, at most that of 5,000 rows."""

PROFILES = {"standard": (1.0, 0.11, 1.0), "low FP": (1.0, 0.22, 1.0), "low FN": (1.0, 0.11, 2.0)}
"""What a hit earns, what a false alarm costs, what a missed window costs."""

WEEK = 7 * 86_400


def sigmoid(place: float) -> float:
    """1 far before the end of a window, 0 at its end, -1 far behind it."""
    return 2 / (1 + exp(5 * place)) - 1


@dataclass(frozen=True)
class Scored:
    """One series: reward of the hits, weight of the false alarms (both before costs), and plain counts."""

    reward: float
    false_weight: float
    hits: int
    windows: int
    false: int
    weeks: float


def score(starts: Sequence[int], windows: Sequence[tuple[int, int]], alerts: Sequence[int]) -> Scored:
    """`alerts`: row numbers. Only the first alert of a window earns anything; further ones cost nothing."""
    probation = min(int(PROBATION * len(starts)), MOST_PROBATION)
    rows = [_rows(starts, window) for window in windows]
    rewards: dict[tuple[int, int], float] = {}
    weight, false = 0.0, 0
    for row in alerts:
        if row < probation:
            continue
        inside = next((one for one in rows if one[0] <= row <= one[1]), None)
        if inside is None:
            false += 1
            weight -= _cost(row, rows)
        elif inside not in rewards:
            length = inside[1] - inside[0] + 1
            rewards[inside] = sigmoid(-(inside[1] - row + 1) / length) / sigmoid(-1)
    weeks = (starts[-1] - starts[probation]) / WEEK
    return Scored(sum(rewards.values()), weight, len(rewards), len(rows), false, weeks)


def _rows(starts: Sequence[int], window: tuple[int, int]) -> tuple[int, int]:
    inside = [row for row, start in enumerate(starts) if window[0] <= start <= window[1]]
    return inside[0], inside[-1]


def _cost(row: int, rows: Sequence[tuple[int, int]]) -> float:
    """A false alarm soon after a window costs less than one far from any."""
    before = [one for one in rows if one[1] < row]
    if not before:
        return 1.0
    begin, end = before[-1]
    place = (row - end) / (end - begin)
    return 1.0 if place > 3 else -sigmoid(place)


def normalised(series: Sequence[Scored], profile: str) -> float:
    """0 for a detector that says nothing, 100 for one that says everything at once and nothing else."""
    hit, false, miss = PROFILES[profile]
    windows = sum(one.windows for one in series)
    raw = sum(hit * one.reward + false * one.false_weight - miss * (one.windows - one.hits) for one in series)
    return 100 * (raw + miss * windows) / ((hit + miss) * windows)


def f1(series: Sequence[Scored]) -> float:
    """Of windows and false alarms, counted plainly."""
    hits, windows, false = (sum(getattr(one, name) for one in series) for name in ("hits", "windows", "false"))
    return 2 * hits / (hits + windows + false) if windows else 0.0


def false_a_week(series: Sequence[Scored]) -> float:
    """False alarms per brand and week."""
    return sum(one.false for one in series) / sum(one.weeks for one in series)
