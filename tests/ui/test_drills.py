"""Drills in a terminal: plain lines, bars of marks, no colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from crisis_cli.ui.drills import MOST, list_lines, trend_lines
from tests.review.drilled_runs import whole_drill
from tests.review.test_trend import summed

BAD, GOOD = summed(whole_drill(silent_ceo=True), 1), summed(whole_drill(), 4)


def test_a_drill_is_two_short_lines() -> None:
    assert list(list_lines([BAD, GOOD], UTC)) == [
        "#1   DRILL  2026-11-20  NOT MET  bad-night",
        "     3 of 5 met, 2 not evaluated; no statement",
        "#4   DRILL  2026-11-20  MET      bad-night",
        "     7 of 7 met; first statement after 22 min",
    ]


def test_bars_grow_with_what_they_stand_for_and_say_it_too() -> None:
    later = replace(GOOD, number=5, first_after=timedelta(minutes=11, seconds=16))
    lines = list(trend_lines([BAD, GOOD, later], UTC))
    assert lines[:9] == [
        "DRILL A bad night (bad-night)",
        "Objectives met, of those evaluated",
        "  #1   2026-11-20 [######----] 3 of 5",
        "  #4   2026-11-20 [##########] 7 of 7",
        "  #5   2026-11-20 [##########] 7 of 7",
        "Minutes to the first statement",
        "  #1   2026-11-20 [----------] none",
        "  #4   2026-11-20 [##########] 22 min",
        "  #5   2026-11-20 [#####-----] 11 min",
    ]
    assert "  The first word comes in time         U P P" in lines
    assert max(map(len, lines)) <= 80


def test_each_scenario_stands_for_itself() -> None:
    other = replace(GOOD, scenario="other", title="Another")
    lines = list(trend_lines([BAD, other], UTC))
    assert [line for line in lines if line.startswith("DRILL")] == [
        "DRILL A bad night (bad-night)",
        "DRILL Another (other)",
    ]


def test_a_trend_shows_the_latest() -> None:
    lines = list(trend_lines([replace(GOOD, number=number) for number in range(1, 60)], UTC))
    assert sum("7 of 7" in line for line in lines) == MOST
    assert any(line.startswith("  #59") for line in lines)


def test_hostile_titles_stay_on_their_line() -> None:
    lines = list(trend_lines([replace(GOOD, title="a\x1b[31m\nb")], UTC))
    assert "\x1b" not in "".join(lines)
    assert "\n" not in "".join(lines)
