"""Keys that arrive together, as over a line that lags: each is handled in the order in which it was pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.editor import Editor
from tests.fakes import FakeClock
from tests.ui.board.boards import TEXT, Driver, Night, board_on, eleven_minutes_in
from tests.ui.board.test_findings import found_in

GAPPY = "We know of [[ how many ]] people in [[ which shops ]]. Call [[ a number ]].\n"


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in: writing is anna's turn."""
    return eleven_minutes_in(clock, tmp_path)


async def burst(driven: Driver, *parts: str) -> None:
    """All of it at once: names of keys, and texts that end with a space or are one letter."""
    for part in parts:
        named = part in ("tab", "enter", "backspace", "left", "escape", "f2") or part.startswith("ctrl+")
        for character in [part] if named else part:
            key = character if named else _character_to_key(character)
            driven.board.post_message(events.Key(key, None if named else character))
    await driven.quiet()


def text(driven: Driver) -> str:
    """What the editor holds."""
    assert isinstance(driven.board.screen, Editor), driven.board.screen
    return driven.board.screen.area.text


async def test_text_and_tab_and_text_in_one_gulp_fill_one_gap_after_the_other(night: Night) -> None:
    night.act(i.Draft("holding", GAPPY))
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        for number in range(20):
            await burst(
                driven,
                *("tab", f"{number} ill", "tab", "two shops in the north", "tab", "0800 123"),
            )
            assert text(driven) == f"We know of {number} ill people in two shops in the north. Call 0800 123.\n"
            await burst(driven, *["ctrl+a", *["ctrl+z"] * 9])
            area = driven.board.screen.area  # type: ignore[attr-defined]
            area.put(GAPPY)
            area.move_cursor((0, 0))


async def test_a_correction_amid_a_gulp_takes_away_the_letter_before_it(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await burst(driven, "twp", "backspace", "o shosp", "left", "backspace", "left", "enter")
        assert text(driven) == "two sh\nop" + TEXT


async def test_a_line_takes_its_keys_in_their_order_and_what_is_behind_escape_is_the_boards(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await burst(driven, "oplsnt", "left", "left", "backspace", "a", "enter")
        assert night.told(e.NoteTaken)[-1].text == "plant"
        await burst(driven, "oa thought", "escape", "d")
        assert "Every step" in "\n".join(driven.dialog())


async def test_ctrl_n_after_text_in_one_gulp_looks_at_that_text_and_what_follows_replaces_the_words(
    night: Night,
) -> None:
    night.found = found_in
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await burst(driven, "Our mistakes were made early. ", "ctrl+a", "ctrl+n", "oven was hot")
        assert text(driven) == "Our oven was hot early. " + TEXT


async def test_ctrl_s_and_f2_after_text_in_one_gulp_store_all_of_it(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await burst(driven, "One. ", "ctrl+s", "Two. ", "f2")
        assert night.told(e.StatementEdited)[-1].text == "One. Two. " + TEXT
        assert night.told(e.StepDone)[-1] == e.StepDone("write-holding", 1)


async def test_keys_behind_f2_or_escape_are_the_boards_and_behind_a_refused_f2_the_texts(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await burst(driven, "One. ", "escape", "o", "later")
        assert isinstance(driven.board.screen, Dialog)
        await driven.press("enter")
        assert night.told(e.StatementEdited)[-1].text == "One. " + TEXT
        assert night.told(e.NoteTaken) == [e.NoteTaken("later", False)]
        await driven.press("enter")
        await burst(driven, "[[ who ]] ", "f2", "Anna", "tab")
        assert text(driven) == "Anna One. " + TEXT
        assert not [done for done in night.told(e.StepDone) if done.step == "write-holding"]


async def test_a_paste_behind_f2_waits_for_what_comes_of_it(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("[[ who ]] ")
        driven.board.post_message(events.Key("f2", None))
        driven.board.post_message(events.Paste("The plant"))
        await driven.quiet()
        assert text(driven) == "The plant " + TEXT
