"""The live picture: safe to show, at any width, and understood without colour."""

from __future__ import annotations

from datetime import UTC

import pytest
from rich.console import Console

from crisis_cli.domain.alert import Crowd
from crisis_cli.ui.watch.live import PLAIN_MARKS, Pictured, Pulse, bar, picture, sparkline

CROWD = Crowd(90, 80, 0.1, 0.02, 0.3, hashtags=(("walrus\x1b[31m", 7),), words=(("glass", 40),))


def drawn(width: int, *, warm: bool = True, terms: int = 1, silent: float = 0.0) -> str:
    pulse = Pulse("Walrus \u202eBurger", (0, 1, 2, 30), 90, 4.2, CROWD, "red", warm)
    console = Console(width=width, record=True, force_terminal=False)
    with console.capture() as captured:
        last = ((1e9, "<b>glass</b> in my \x1b[2J burger" * 40),)
        console.print(picture(Pictured([pulse] * terms, 1e9, last, silent, 93), UTC, width))
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_now_stands_against_expected_and_nothing_steers_the_terminal(width: int) -> None:
    shown = drawn(width)
    assert "!!" in shown
    assert "90" in shown
    assert not set("\x1b\u202e") & set(shown)
    assert "#walrus" in shown
    assert "<b>glass</b> in my" in shown
    assert max(map(len, shown.splitlines())) <= width


def test_a_term_that_is_still_learned_says_so() -> None:
    assert "learning" in drawn(80, warm=False)


def test_it_fits_a_small_terminal_and_says_what_it_left_out() -> None:
    shown = drawn(80, terms=50)
    assert len(shown.splitlines()) < 24
    assert "and 42 more" in shown


def test_a_stream_that_stands_still_says_for_how_long() -> None:
    assert "NOTHING NEW for 4 min" in drawn(80, silent=250.0)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_way_out_is_named(width: int) -> None:
    assert "Ctrl-C ends" in drawn(width)


def test_the_head_names_the_zone_of_its_times() -> None:
    assert "Heard until 2001-09-09 01:46:40 UTC" in drawn(80)


def test_a_bar_has_a_mark_where_the_expected_is() -> None:
    assert bar(10, 5) == "=====|===="
    assert bar(90, 1) == "|========="
    assert bar(0, 0) == "|         "


def test_a_sparkline_has_its_highest_value_at_the_top() -> None:
    assert sparkline([0, 5, 10], 2) == "▅█"
    assert sparkline([0, 8], 5, PLAIN_MARKS) == "_%"
    assert sparkline([], 5) == ""
