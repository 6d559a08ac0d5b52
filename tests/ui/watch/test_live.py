"""The live picture: safe to show, at any width, and understood without colour."""

from __future__ import annotations

from datetime import UTC

import pytest
from rich.console import Console

from crisis_cli.domain.alert import Crowd
from crisis_cli.ui.watch.live import PLAIN_MARKS, Pulse, picture, sparkline

CROWD = Crowd(90, 80, 0.1, 0.02, 0.3, hashtags=(("walrus\x1b[31m", 7),), words=(("glass", 40),))


def drawn(width: int, *, warm: bool = True) -> str:
    pulse = Pulse("Walrus \u202eBurger", (0, 1, 2, 30), 90, 4.2, CROWD, "red", warm)
    console = Console(width=width, record=True, force_terminal=False)
    with console.capture() as captured:
        console.print(picture([pulse], 1e9, UTC, width))
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 140])
def test_now_stands_against_expected_and_nothing_steers_the_terminal(width: int) -> None:
    shown = drawn(width)
    assert "!!" in shown
    assert "90" in shown
    assert not set("\x1b\u202e") & set(shown)
    assert ("glass 40" in shown) == (width >= 100)


def test_a_term_that_is_still_learned_says_so() -> None:
    assert "learning" in drawn(80, warm=False)


def test_a_sparkline_has_its_highest_value_at_the_top() -> None:
    assert sparkline([0, 5, 10], 2) == "▅█"
    assert sparkline([0, 8], 5, PLAIN_MARKS) == "_%"
    assert sparkline([], 5) == ""
