"""The drill's clock is a function of what the journal holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crisis_cli.domain.exercise import Exercise, drill_time

SHOWN = datetime(2026, 3, 1, 2, 55, tzinfo=UTC)
STORED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(wall: timedelta, *, speed: str = "6", paused: bool = False) -> timedelta:
    """How far the drill's clock has gone since its last event, so long after that was stored."""
    exercise = Exercise("night", "scenario: night\n", "en", speed, 7, paused=paused)
    return drill_time(exercise, last_at=SHOWN, stored_at=STORED, wall=STORED + wall) - SHOWN


def test_it_goes_at_its_own_speed() -> None:
    assert at(10 * SECOND) == 60 * SECOND
    assert at(10 * SECOND, speed="0.5") == 5 * SECOND


def test_it_stands_still_in_a_pause() -> None:
    assert at(10 * SECOND, paused=True) == timedelta()


def test_unkept_it_waits_at_its_last_event() -> None:
    assert at(14 * SECOND) == 84 * SECOND
    assert at(15 * SECOND) == timedelta()
    assert at(timedelta(days=3)) == timedelta()


def test_a_wall_clock_set_back_does_not_turn_it_back() -> None:
    assert at(-60 * SECOND) == timedelta()


def test_at_full_speed_only_its_runner_moves_it() -> None:
    assert at(10 * SECOND, speed="max") == timedelta()
