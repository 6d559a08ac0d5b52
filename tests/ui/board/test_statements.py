"""A statement's way over the board: written with the clock in sight, approved, published; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.ui.board.editor import Editor
from tests.fakes import FakeClock
from tests.ui.board.boards import (
    MINUTE,
    PLAYBOOK,
    TEXT,
    BrokenJournal,
    Driver,
    Night,
    board_on,
    eleven_minutes_in,
    moment,
)

GAPPY = "We know of [? How many people are ill? ?] ill people in [[ which shops ]].\n"


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in: writing is anna's turn."""
    return eleven_minutes_in(clock, tmp_path)


def editor(driven: Driver) -> Editor:
    """The editor that is open."""
    assert isinstance(driven.board.screen, Editor), driven.board.screen
    return driven.board.screen


def written(night: Night, text: str = TEXT) -> None:
    """The text is written; the approver's turn."""
    night.act(i.Edit("holding", text))
    night.act(i.Complete("write-holding"))


def texts(night: Night) -> list[str]:
    """What people wrote, in order."""
    return [body.text for body in night.told(e.StatementEdited)]


async def test_enter_writes_on_a_draft_with_the_clocks_in_sight_and_f2_hands_it_on(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert len(night.told(e.StatementDrafted)) == 1
        assert driven.lines()[0].startswith(" Write the holding statement  ")
        assert driven.lines()[0].endswith(" min left (by 03:09)")
        assert driven.lines()[1].startswith("-- ! 1 LATE ---")
        assert driven.lines()[1].endswith("FIRST STATEMENT 18 min left")
        await driven.type("qds? ")
        await driven.press("f2")
        assert texts(night) == ["qds? " + TEXT]
        assert night.told(e.StepDone)[-1] == e.StepDone("write-holding", 1)


async def test_escape_leaves_and_keeps_the_text_and_ctrl_s_saves_without_leaving(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("One. ")
        await driven.press("ctrl+s")
        assert texts(night) == ["One. " + TEXT]
        await driven.type("Two. ")
        await driven.press("escape")
        assert texts(night)[-1] == "One. Two. " + TEXT
        assert not night.told(e.StepDone)
        await driven.press("enter")
        assert editor(driven).area.text == "One. Two. " + TEXT
        assert len(night.told(e.StatementDrafted)) == 1


async def test_a_killed_board_brings_back_what_was_typed_and_not_saved(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("Typed before the kill. ")
        editor(driven)._each_second()
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert editor(driven).area.text == "Typed before the kill. " + TEXT
        assert "What you had typed and not saved is back" in editor(driven).message
        await driven.press("escape")
    assert texts(night) == ["Typed before the kill. " + TEXT]
    assert not list(night.folder.glob("text-*"))


async def test_leaving_the_board_from_the_editor_loses_nothing(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("Half a ")
        await driven.pilot.press("ctrl+q")
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        assert editor(driven).area.text == "Half a " + TEXT


async def test_a_text_with_gaps_is_not_done_and_typing_fills_the_next_gap(night: Night) -> None:
    parts = night.parts()
    night.act(i.Draft("holding", GAPPY))
    async with board_on(parts) as driven:
        await driven.press("enter", "f2")
        assert "still has 2 gap(s)" in editor(driven).message
        await driven.type("three")
        await driven.press("tab")
        await driven.type("two shops")
        assert editor(driven).area.text == "We know of three ill people in two shops.\n"
        await driven.press("f2")
        assert night.told(e.StepDone)


async def test_a_draft_made_anew_has_the_facts_of_now_and_ctrl_z_brings_the_own_text_back(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("Mine. ")
        await driven.pilot.press("ctrl+r")
        while isinstance(driven.board.screen, Editor):
            await driven.pilot.pause(0.01)
        await driven.press("y")
        await driven.quiet()
        assert editor(driven).area.text == TEXT
        assert "ctrl+z brings your text back" in editor(driven).message
        assert texts(night) == ["Mine. " + TEXT]
        assert len(night.told(e.StatementDrafted)) == 2
        await driven.press("ctrl+z")
        assert editor(driven).area.text == "Mine. " + TEXT


async def test_a_draft_is_not_made_anew_over_typed_text_unasked(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+r")
        assert len(night.told(e.StatementDrafted)) == 2, "nothing was typed: nothing to ask"
        await driven.type("Mine. ")
        await driven.pilot.press("ctrl+r")
        while isinstance(driven.board.screen, Editor):
            await driven.pilot.pause(0.01)
        await driven.press("escape")
        await driven.quiet()
        assert editor(driven).area.text.startswith("Mine. ") or editor(driven).area.text.endswith("Mine. ")
        assert len(night.told(e.StatementDrafted)) == 2


async def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_unasked(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("Mine. ")
        night.act(i.Edit("holding", "Carla's text.\n"), "Carla")
        await driven.quiet()
        await driven.pilot.press("ctrl+s")
        for _ in range(50):
            await driven.pilot.pause(0.01)
            if not isinstance(driven.board.screen, Editor):
                break
        assert any("Carla changed this text while you were writing" in line for line in driven.dialog())
        await driven.press("y")
        await driven.quiet()
        assert texts(night) == ["Carla's text.\n", "Mine. " + TEXT]


async def test_a_draft_that_cannot_be_made_leaves_an_empty_page_and_says_why(night: Night) -> None:
    parts = night.parts()

    def fails(_: str) -> i.Draft:
        raise SurroundingsFailed("the template holding is not there")

    object.__setattr__(parts, "draft", fails)
    async with board_on(parts) as driven:
        await driven.press("enter")
        assert "No draft could be made: the template holding is not there" in editor(driven).message
        await driven.type("By hand.")
        await driven.press("f2")
        assert texts(night) == ["By hand.\n"]


async def test_a_store_that_fails_keeps_the_text_and_lets_the_writer_leave(night: Night) -> None:
    broken = BrokenJournal(night.journal)
    async with board_on(night.parts(journal=broken)) as driven:  # type: ignore[arg-type]
        await driven.press("enter")
        await driven.type("Mine. ")
        broken.broken = True
        await driven.press("ctrl+s")
        assert "the disk is gone. Nothing was stored." in editor(driven).message
        await driven.press("escape")
        assert "Your text is kept on this machine: e brings it back." in driven.message
        broken.broken = False
        await driven.press("e", "enter")
        assert editor(driven).area.text == "Mine. " + TEXT


async def test_a_paste_is_text_without_escapes_and_a_huge_one_is_refused(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        driven.board.post_message(events.Paste("\x1b[2Jpasted "))
        await driven.quiet()
        assert editor(driven).area.text == "\\x1b[2Jpasted " + TEXT
        driven.board.post_message(events.Paste("x" * 10_000_000))
        await driven.quiet()
        assert editor(driven).area.text == "\\x1b[2Jpasted " + TEXT
        assert "at most 65,536 fit" in editor(driven).message


async def test_line_breaks_of_a_paste_are_line_breaks_in_the_editor(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        driven.board.post_message(events.Paste("one\rtwo\r\nthree\n\x07four"))
        await driven.type("! ")
        assert editor(driven).area.text == "one\ntwo\nthree\n\\x07four! " + TEXT


async def test_another_editor_is_refused_with_a_sentence_where_it_cannot_be_opened(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "ctrl+e")
        assert "cannot leave the board" in editor(driven).message
        assert editor(driven).area.text == TEXT


async def test_an_approver_sees_the_text_and_says_yes_to_exactly_that(night: Night) -> None:
    written(night)
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("enter")
        assert any("We know of three ill people" in line for line in driven.dialog())
        await driven.press("enter")
        assert any("Press y or n" in line for line in driven.dialog())
        await driven.press("y")
        said = night.told(e.StatementApproved)[0]
        assert (said.giver, said.via) == ("Carla", "")


async def test_a_no_asks_for_a_reason_and_the_next_text_shows_what_changed(night: Night) -> None:
    written(night)
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla"), (100, 30)) as driven:
        await driven.press("enter", "n")
        await driven.type("no numbers")
        await driven.press("enter")
        assert night.told(e.StatementRejected)[0].reason == "no numbers"
        written(night, "We know of ill people. We speak again at 03:45.\n")
        await driven.quiet()
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "CHANGED since you saw it" in page
        assert "[-three-]" in page
        assert "THE WHOLE TEXT:" in page


async def test_a_yes_to_a_text_that_changed_meanwhile_is_refused(night: Night) -> None:
    written(night)
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("enter")
        written_again = i.Edit("holding", "Another text.\n")
        night.act(written_again)
        await driven.press("y")
        assert "The text was changed by anna after you saw it" in driven.message
    assert not night.told(e.StatementApproved)


async def test_y_records_a_yes_given_by_phone_asked_once(night: Night) -> None:
    written(night)
    async with board_on(night.parts()) as driven:
        await driven.press("y", "1", "1")
        assert any("Record that the Chief executive said yes, by phone?" in line for line in driven.dialog())
        await driven.press("escape")
        assert not night.told(e.StatementApproved)
        await driven.press("y", "1", "1", "y")
        said = night.told(e.StatementApproved)[0]
        assert (said.giver, said.role, said.via) == ("Carla", "ceo", "phone")


async def test_one_person_alone_records_the_yes_of_a_role_that_they_hold(clock: FakeClock, tmp_path: Path) -> None:
    night = Night(clock, tmp_path, text=PLAYBOOK, team=False)
    night.act(i.Answer("size-up", "crisis"))
    written(night)
    async with board_on(night.parts()) as driven:
        await driven.press("y", "1", "1", "y")
        assert night.told(e.StatementApproved)[0].giver == "ceo"


async def test_publishing_shows_what_goes_where_and_asks_once(night: Night) -> None:
    written(night)
    night.act(i.Approve("holding"), "Carla")
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        page = "\n".join(driven.dialog())
        assert "x            to post, 53 characters" in page
        assert "it is out on x and website" in page
        await driven.press("1")
        await driven.type("https://x.example/1")
        await driven.press("enter")
        await driven.type("03:06")
        await driven.press("enter")
        assert any("we speak again at 03:45" in line for line in driven.dialog())
        assert not night.told(e.StatementPosted)
        await driven.press("y")
        assert [post.channel for post in night.told(e.StatementPosted)] == ["x", "website"]
        assert night.told(e.NextWordPromised) == [e.NextWordPromised("holding", moment(night, 49))]
        posted = next(event for event in night.session.history if isinstance(event.data, e.StatementPosted))
        assert posted.moment == moment(night, 10)


async def test_a_channel_is_left_out_with_a_reason(night: Night) -> None:
    written(night)
    night.act(i.Approve("holding"), "Carla")
    async with board_on(night.parts()) as driven:
        await driven.press("p", "5")
        await driven.type("the site is down")
        await driven.press("enter")
        assert night.told(e.ChannelSkipped) == [e.ChannelSkipped("holding", 1, "website", "the site is down")]


async def test_a_channel_that_was_left_out_may_still_be_posted(night: Night) -> None:
    written(night)
    night.act(i.Approve("holding"), "Carla")
    night.act(i.SkipChannel("holding", "website", "the site is down"), "bert")
    async with board_on(night.parts()) as driven:
        await driven.press("p")
        assert "it is out on website after all; bert left it out" in " ".join(driven.dialog())
        await driven.press("3", "enter", "enter", "y")
        (posted,) = night.told(e.StatementPosted)
        shown = night.session.incident.statement("holding").current
        assert shown is not None
        assert (posted.channel, posted.sha256) == ("website", shown.sha256)


async def test_a_text_without_its_yes_is_shown_and_cannot_be_said_to_be_out(night: Night) -> None:
    written(night)
    async with board_on(night.parts()) as driven:
        await driven.press("p")
        page = " ".join(" ".join(driven.dialog()).split())
        assert "It may not go out yet: it needs a yes from Chief executive or Operations chief" in page
        assert "a number" not in page


async def test_a_hostile_text_is_shown_as_text_wherever_it_is_read(night: Night) -> None:
    hostile = "[/] [red]x \x1b]52;c;aGk=\x07 \u202eevil {{ 1 }}\n"
    written(night, hostile)
    night.act(i.Complete("warn-ceo"), "Carla")
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("enter")
        shown = "".join(driven.dialog()) + "".join(driven.lines())
        assert "[/] [red]x \\x1b]52;c;aGk=\\x07 \\u202eevil {{ 1 }}" in shown
        await driven.press("escape", "e", "enter")
        assert "\\x1b]52" in editor(driven).area.text
        assert not {"\x1b", "\x07", "\u202e"} & set(shown + "".join(driven.lines()))


async def test_the_editor_stands_any_size(night: Night) -> None:
    for size in ((20, 5), (40, 12), (160, 50)):
        async with board_on(night.parts(), size) as driven:
            await driven.press("e", "enter")
            assert len(driven.lines()) == size[1]
            await driven.press("escape")


async def test_time_goes_on_in_the_editor(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        night.clock.advance(3 * MINUTE)
        editor(driven).draw()
        await driven.quiet()
        assert "late" in driven.lines()[0]


async def test_a_key_of_the_editor_pressed_before_it_is_ready_is_the_editors(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        driven.board.post_message(events.Key("e", "e"))
        driven.board.post_message(events.Key("enter", None))
        driven.board.post_message(events.Key("ctrl+e", None))
        await driven.quiet()
        assert "cannot leave the board" in editor(driven).message


async def test_of_several_wordings_each_is_shown_as_it_goes_out_and_where(night: Night) -> None:
    thread = "=== x · en · thread ===\nOne. (1/2)\n---\nTwo. (2/2)\n\n"
    text = f"{thread}=== website · en ===\n[legal] Notice under the law.\nAll of it."
    night.act(i.Edit("holding", text))
    night.act(i.Complete("write-holding"))
    night.act(i.Approve("holding"), "Carla")
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        page = "\n".join(line.strip() for line in driven.dialog())
        assert "--- x, en (1 of 2) ---\nOne. (1/2)" in page
        assert "--- website, en ---\nNotice under the law." in page
        assert "[legal]" not in page
        assert "===" not in page


async def test_ctrl_o_drafts_another_wording_beside_what_was_typed(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.pilot.press("ctrl+o")
        while isinstance(driven.board.screen, Editor):
            await driven.pilot.pause(0.005)
        await driven.quiet()
        assert any("1  en: there for all" in row for row in driven.dialog())
        await driven.press("f", "r", "enter")
        assert any("> 1  every channel that has none of its own" in row for row in driven.dialog())
        await driven.press("2")
        await driven.quiet()
        assert "=== x · fr ===\nWords for it." in editor(driven).area.text
        assert TEXT in editor(driven).area.text
        assert "x · fr is drafted" in editor(driven).message
        assert night.told(e.StatementDrafted)[-1].text == editor(driven).area.text
        await driven.type("Mine. ")
        assert "Mine. Words for it." in editor(driven).area.text, "the cursor stands in the new wording"


async def test_ctrl_o_asks_before_it_drafts_over_what_a_person_wrote(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        await driven.type("Mine. ")
        editor(driven).area.put("=== x · fr ===\nA moi.\n")
        await driven.pilot.press("ctrl+o")
        while isinstance(driven.board.screen, Editor):
            await driven.pilot.pause(0.005)
        await driven.quiet()
        await driven.press("2", "2")
        assert "x · fr is there, and anna has written in this text" in driven.dialog()[0]
        await driven.press("escape")
        await driven.quiet()
        assert editor(driven).area.text == "=== x · fr ===\nA moi.\n"
        assert len(night.told(e.StatementDrafted)) == 1


@pytest.mark.parametrize("out", [True, False])
async def test_of_a_post_that_nobody_knows_of_the_board_asks_whether_it_is_out(night: Night, out: bool) -> None:
    written(night)
    night.act(i.Approve("holding"), "Carla")
    night.act(i.AttemptPost("holding", "x", 1, "", "x", "@walrus"))
    part = night.session.incident.statement("holding").sends[0]
    night.act(i.SettlePost("holding", 1, "x", 1, part.key, part.attempt_seq, why="no answer", unknown=True))
    async with board_on(night.parts()) as driven:
        assert any("nobody knows" in line for line in driven.lines())
        await driven.press("p")
        page = " ".join(driven.dialog())
        assert "holding on x: nobody knows: anna sent it at" in page
        assert "somebody looked: it is not out on x" in page
        await driven.press("2" if out else "4")
        if out:
            await driven.type("https://x.example/1")
            await driven.press("enter", "enter", "y")
    (said,) = night.told(e.PostLookedFor)
    assert (said.state, said.url) == (("out", "https://x.example/1") if out else ("failed", ""))
    assert [post.channel for post in night.told(e.StatementPosted)] == (["x"] if out else [])
