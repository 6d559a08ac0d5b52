"""Novelty: how seldom a term has jumped to such a level from where it stood."""

from __future__ import annotations

import json

from crisis_cli.signals.novelty import LEVELS, STEPS, Novelty


def learned(*values: float) -> Novelty:
    novelty = Novelty()
    for value in values:
        novelty.learn(value)
    return novelty


def test_more_is_never_less_new() -> None:
    novelty = learned(*(float(number * 7 % 11) for number in range(500)))
    scores = [novelty.of(float(value)) for value in range(0, 3_000, 3)]
    assert scores == sorted(scores)
    assert scores[0] < 0.1
    assert scores[-1] > 4.8


def test_the_same_jump_is_less_new_each_time() -> None:
    once = learned(*[3.0] * 300)
    often = learned(*([3.0] * 20 + [90.0]) * 15, *[3.0] * 20)
    assert once.of(90.0) > often.of(90.0) + 2


def test_it_tells_how_often_it_was_so_in_similar_moments() -> None:
    novelty = learned(*([3.0] * 9 + [90.0]) * 10, *[3.0] * 9)
    times, moments = novelty.moments(90.0)
    assert 0 < times <= 10 < moments


def test_memory_is_bounded_by_levels_however_much_is_heard() -> None:
    novelty = learned(*(float((number * 7919) ** 3 % 10**9) for number in range(4_000)))
    for seen in novelty.seen:
        assert len(seen) <= 1 + LEVELS + LEVELS**2
        assert all(len(counts) <= LEVELS for counts in seen.values())
    assert len(novelty.seen) == len(STEPS)


def test_it_is_kept_as_json_and_goes_on_exactly() -> None:
    novelty = learned(*(float(number * 13 % 17) for number in range(200)))
    again = Novelty(**json.loads(json.dumps(vars(novelty))))
    for value in (2.0, 40.0, 5.0):
        assert again.of(value) == novelty.of(value)
        again.learn(value)
        novelty.learn(value)
    assert again == novelty
