"""When it began: at the first bin of the rise, not at a blip before it and not at its height."""

from __future__ import annotations

import random

import pytest

from crisis_cli.signals.onset import began


def test_a_steep_rise_begins_at_its_first_bin() -> None:
    assert began([1, 2, 0, 1, 9, 12, 10], [1] * 7, 10) == 4


def test_a_rise_of_many_steps_begins_where_it_left_the_usual() -> None:
    assert began([1, 0, 1, 4, 6, 9, 20, 40], [1] * 8, 40) == 3


def test_a_blip_half_an_hour_before_is_not_its_beginning() -> None:
    assert began([3, 1, 2, 0, 3, 1, 9, 8, 9], [1] * 9, 9) == 6


def test_a_slow_burn_of_twice_the_usual_begins_with_its_first_hours() -> None:
    chance = random.Random(4)
    quiet = [chance.choice((8, 10, 12)) for _ in range(30)]
    burning = [chance.choice((20, 24, 28)) for _ in range(30)]
    assert began(quiet + burning, [10] * 60, 2.4) == 30


@pytest.mark.parametrize("ratio", [0.5, 1, 3, 1_000])
def test_what_never_rose_begins_with_its_last_bin(ratio: float) -> None:
    assert began([1, 1, 1], [1, 1, 1], ratio) == 2
