"""A published text no longer holds: the board says so, and Enter leads to the text that puts it right."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.ui.board.editor import Editor
from tests.fakes import FakeClock
from tests.ui.board.boards import MINUTE, TEXT, Driver, Night, board_on, eleven_minutes_in


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """The holding statement is out with three people ill; now it is five, and a correction has opened."""
    night = eleven_minutes_in(clock, tmp_path)
    night.act(i.Draft("holding", "3 people are ill.\n", ("people_ill",)))
    night.act(i.Complete("write-holding"))
    night.act(i.Approve("holding"), "Carla")
    night.act(i.Post("holding", ("x",), "https://x.example/1"))
    night.act(i.Post("holding", ("website",), "https://walrus.example/2"))
    night.later(MINUTE)
    night.act(i.RecordFact("people_ill", 5, "confirmed", "a hospital"))
    return night


async def correcting(driven: Driver) -> None:
    """Move to the correction, and Enter."""
    driven.board.chosen = "correct-holding"
    await driven.press("enter")


def corrections(night: Night) -> list[int]:
    """Which rounds the drafts correct, in order."""
    return [body.corrects for body in night.told(e.StatementDrafted)]


async def test_enter_shows_each_address_and_begins_the_correction(night: Night) -> None:
    async with board_on(night.parts(), (100, 30)) as driven:
        driven.board.chosen = "correct-holding"
        await driven.quiet()
        assert any("Enter = where it still says otherwise, then a correction" in row for row in driven.lines())
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "holding 03:07 on x https://x.example/1: people ill 3, now 5" in page
        assert "on website https://walrus.example/2" in page
        assert corrections(night) == [0]
        await driven.press("y")
        await driven.quiet()
        assert isinstance(driven.board.screen, Editor)
        assert driven.board.screen.area.text == TEXT
        assert corrections(night) == [0, 1]


async def test_a_correction_that_was_begun_is_gone_on_with(night: Night) -> None:
    async with board_on(night.parts(), (100, 30)) as driven:
        await correcting(driven)
        await driven.press("y")
        await driven.quiet()
        await driven.type("Now five. ")
        await driven.press("escape")
        await correcting(driven)
        await driven.quiet()
        assert isinstance(driven.board.screen, Editor)
        assert driven.board.screen.area.text == "Now five. " + TEXT
        assert corrections(night) == [0, 1]


async def test_a_correction_made_anew_stays_one(night: Night) -> None:
    async with board_on(night.parts(), (100, 30)) as driven:
        await correcting(driven)
        await driven.press("y")
        await driven.quiet()
        await driven.press("ctrl+r")
        assert corrections(night) == [0, 1, 1]


async def test_what_is_put_right_already_is_said_to_be_done(night: Night) -> None:
    async with board_on(night.parts(), (100, 30)) as driven:
        await correcting(driven)
        await driven.press("d")
        assert night.told(e.StepDone)[-1] == e.StepDone("correct-holding", 1)
        assert corrections(night) == [0]


async def test_a_text_that_somebody_has_begun_is_not_drafted_over(night: Night) -> None:
    night.act(i.Edit("holding", "Five people are ill.\n"), "Carla")
    async with board_on(night.parts(), (100, 30)) as driven:
        await correcting(driven)
        await driven.press("y")
        await driven.quiet()
        assert isinstance(driven.board.screen, Editor)
        assert driven.board.screen.area.text == "Five people are ill.\n"
        assert "Carla has begun the next text" in driven.board.screen.message


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_board_says_what_no_longer_holds(night: Night, size: tuple[int, int]) -> None:
    async with board_on(night.parts(), size) as driven:
        assert any("! holding: people ill 3 -> 5 (03:07" in row for row in driven.lines())
