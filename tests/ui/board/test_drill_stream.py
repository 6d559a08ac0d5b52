"""The stream of posts in a drill: a function of its clock, drawn in characters."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from crisis_cli.ui.board.drill.came import came_in
from crisis_cli.ui.board.drill.stream import Stream, bar, stream_at, volume_line
from crisis_cli.ui.board.spans import plain, width_of
from tests.fakes import FakeClock
from tests.ui.board.boards import CET
from tests.ui.board.drills import MINUTE, STARTS, Drill


@pytest.fixture
def drill(clock: FakeClock, tmp_path: Path) -> Drill:
    found = Drill(clock, tmp_path)
    found.play("first-post")
    return found


def at(drill: Drill, minutes: int, known: dict[datetime, int] | None = None) -> Stream:
    came = came_in(drill.session.incident, drill.session.history, drill.scenario)
    found = stream_at(
        came, drill.scenario, STARTS + minutes * MINUTE, CET, "en", known if known is not None else {}
    )
    assert found is not None
    return found


def test_it_is_the_same_for_a_board_that_was_there_all_the_time_and_for_one_that_just_opened(drill: Drill) -> None:
    known: dict[datetime, int] = {}
    there_all_the_time = [at(drill, minute, known) for minute in range(60)]
    assert there_all_the_time == [at(drill, minute) for minute in range(60)]


def test_it_swells_to_its_peak_and_cools_to_the_half(drill: Drill) -> None:
    assert (at(drill, 10).volume, at(drill, 10).trend) == (450, "growing")
    assert at(drill, 20).volume == pytest.approx(900, abs=1)
    assert (at(drill, 40).volume, at(drill, 40).trend) == (450, "cooling")


def test_others_join_in_with_what_the_scenario_lets_them_say(drill: Drill) -> None:
    assert at(drill, 0).posts == ("02:55 @lena_cooks on x: My daughter is sick after your oat burger.",)
    joined = at(drill, 20).posts[0]
    assert joined.startswith(("now   and 149 others: ", "now   and 150 others: "))


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 200])
def test_its_line_fits_and_says_in_words_what_the_bar_draws(drill: Drill, width: int) -> None:
    told = volume_line(at(drill, 30), width)
    assert "cooling" in plain(told)
    assert width_of(told) <= max(width, 40)


def test_the_bar_is_as_dark_as_it_was_loud() -> None:
    assert bar((0, 50, 100, 50, 0), 5) == " +@+ "
    assert bar((0, 0), 5) == "  "
