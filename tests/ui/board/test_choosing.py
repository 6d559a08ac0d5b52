"""Menus: nothing is chosen by accident, and what is typed where a name is asked for is that name."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.ui.board.dialog_choose import Choose
from crisis_cli.ui.board.editor import Editor
from tests.fakes import FakeClock
from tests.ui.board.boards import PLAYBOOK, TEXT, Driver, Night, board_on, eleven_minutes_in
from tests.ui.board.test_key_order import burst


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in: writing is anna's turn."""
    return eleven_minutes_in(clock, tmp_path)


def page(driven: Driver) -> str:
    """The dialog that is open, as one line."""
    return " ".join(" ".join(driven.dialog()).split())


async def test_a_name_typed_at_who_are_you_is_who_acts_and_not_the_first_of_the_list(night: Night) -> None:
    async with board_on(night.parts("root", ask_who=True), stay_on_the_first_page=True) as driven:
        await burst(driven, "Zoe Quill")
        assert "Zoe Quill" in "\n".join(driven.lines())
        await driven.press("enter")
        assert driven.board.me == "Zoe Quill"


async def test_letters_typed_at_to_whom_are_a_name(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("h", "1", "Z", "o", "e", "enter", "1")
        assert night.told(e.HandoverOffered)[-1].person == "Zoe"


async def test_letters_typed_at_a_menu_without_words_are_refused_and_enter_behind_them_takes_nothing(
    night: Night,
) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("f", "x", "enter")
        assert isinstance(driven.board.screen, Choose)
        assert "Choose 1-4, or move to one with up and down." in page(driven)
        await driven.press("z")
        assert "z is none of these" in page(driven)
        await driven.press("down", "enter")
        assert not isinstance(driven.board.screen, Choose), "who moves to a line means it"


async def test_a_stray_enter_answers_no_question(clock: FakeClock, tmp_path: Path) -> None:
    night = Night(clock, tmp_path)
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "enter")
        assert "Choose 1-2" in page(driven)
        assert not any(row.startswith(" >") for row in driven.dialog())
        assert not night.told(e.StepAnswered)


async def test_a_number_on_the_board_opens_the_question_with_that_line_marked(
    clock: FakeClock, tmp_path: Path
) -> None:
    night = Night(clock, tmp_path)
    async with board_on(night.parts()) as driven:
        await driven.press("2")
        assert " > 2  Hundreds, with a hashtag (crisis)" in driven.dialog()
        assert not night.told(e.StepAnswered)
        await driven.press("enter")
        assert night.told(e.StepAnswered) == [e.StepAnswered("size-up", "crisis")]
        await driven.press("2")
        assert "2 does nothing here" in driven.message


async def test_e_always_lists_the_statements_and_a_number_behind_it_is_never_text(
    clock: FakeClock, tmp_path: Path
) -> None:
    update = "  update: {template: holding, speaker: ceo, approvals: [{any: [ceo]}], channels: [x]}\n"
    night = Night(clock, tmp_path, text=PLAYBOOK.replace("steps:\n", f"{update}steps:\n"))
    night.act(i.Answer("size-up", "crisis"))
    async with board_on(night.parts()) as driven:
        await burst(driven, "e", "3")
        assert "3 is none of these" in page(driven)
        await driven.press("escape")
        await burst(driven, "e", "enter")
        assert isinstance(driven.board.screen, Editor)
        assert driven.board.screen.statement == "holding", "the one that is my turn comes first"
        assert driven.board.screen.area.text == TEXT
        await driven.press("escape")
        await burst(driven, "e", "2")
        assert isinstance(driven.board.screen, Editor)
        assert driven.board.screen.statement == "update"
        assert driven.board.screen.area.text == TEXT
