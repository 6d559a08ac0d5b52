"""What chance alone brings sets a bound to what is called rare."""

from __future__ import annotations

from math import inf

import pytest

from crisis_cli.signals.chance import days_between
from crisis_cli.signals.detector import Detector

FIVE = 300


@pytest.mark.parametrize(
    ("value", "expected", "days"),
    [(12, 5.0, 0.635), (1, 0.4, 0.0105), (30, 5.0, 1.23e11)],  # Poisson tails: 0.00545, 0.330, 2.83e-14
)
def test_it_is_the_tail_of_a_poisson_distribution(value: int, expected: float, days: float) -> None:
    assert 10 ** days_between(value, expected, FIVE) == pytest.approx(days, rel=0.05)


def test_no_more_than_usual_is_no_rarity_and_what_never_comes_is_infinitely_rare() -> None:
    assert days_between(5, 5.0, FIVE) < 0
    assert days_between(5_000, 1.0, FIVE) == inf


def test_a_term_that_came_more_evenly_than_chance_makes_a_common_count_no_rarity() -> None:
    detector = Detector.new(FIVE)
    for number in range(5 * 288):
        detector.learn(5.0, number / 12 % 24)
    assert detector.judge(5 * 288 * FIVE, 12.0, 12.0).rarity < 1
    assert detector.judge(5 * 288 * FIVE, 60.0, 12.0).rarity > 1
