"""Each key does its act: one event in the journal, one line that says so, and nothing by accident."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.ui.board.dialogs import Dialog
from tests.fakes import FakeClock
from tests.ui.board.boards import MINUTE, PLAYBOOK, TEXT, Night, board_on, eleven_minutes_in, moment


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in: writing is anna's turn, the CEO is late, the plant is on it."""
    return eleven_minutes_in(clock, tmp_path)


def written(night: Night) -> None:
    """The text is written; the CEO's turn."""
    night.act(i.Edit("holding", TEXT))
    night.act(i.Complete("write-holding"))


async def test_enter_answers_a_question_by_its_number(clock: FakeClock, tmp_path: Path) -> None:
    night = Night(clock, tmp_path)
    async with board_on(night.parts()) as driven:
        await driven.press("enter", "2")
        assert night.told(e.StepAnswered) == [e.StepAnswered("size-up", "crisis")]
        assert "Hundreds, with a hashtag (anna) (u takes it back)" in driven.message


async def test_an_answer_that_somebody_gave_meanwhile_is_not_changed_unasked(
    clock: FakeClock, tmp_path: Path
) -> None:
    night = Night(clock, tmp_path)
    async with board_on(night.parts()) as driven:
        await driven.press("enter")
        night.act(i.Answer("size-up", "isolated"), "Omar")
        await driven.quiet()
        await driven.press("2")
        assert any("Omar was first and answered: isolated" in line for line in driven.dialog())
        await driven.press("escape")
        assert night.told(e.StepAnswered) == [e.StepAnswered("size-up", "isolated")]


async def test_enter_does_a_step_and_a_key_that_bounced_does_not_do_the_next(night: Night) -> None:
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("enter", "enter")
        assert night.told(e.StepDone) == [e.StepDone("warn-ceo", 1)]


async def test_enter_on_a_checklist_ticks_by_number_and_asks_once_when_lines_are_left(night: Night) -> None:
    async with board_on(night.parts("Quentin")) as driven:
        await driven.press("enter", "2")
        assert night.told(e.ItemChecked) == [e.ItemChecked("ask-plant", 1, True)]
        await driven.press("enter")
        assert any("Some lines are not ticked" in line for line in driven.dialog())
        await driven.press("enter")
        assert night.told(e.StepDone) == [e.StepDone("ask-plant", 1)]


async def test_up_and_down_move_over_the_steps_and_escape_comes_back(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("up")
        assert driven.board.chosen == "warn-ceo"
        await driven.press("down", "down")
        assert driven.board.chosen == "ask-plant"
        assert any("LOOKING AT  What does the plant know?" in line for line in driven.lines())
        await driven.press("escape")
        assert any("YOUR TURN   Write the holding" in line for line in driven.lines())


async def test_n_pages_the_next_person_of_the_one_who_keeps_all_waiting(night: Night) -> None:
    written(night)
    async with board_on(night.parts()) as driven:
        await driven.press("n")
        assert any("Operations chief (Omar)" in line for line in driven.dialog())
        await driven.press("enter", "n")
        assert not [fired for fired in night.told(e.RungFired) if fired.why == "now"]
        await driven.press("y")
        fired = night.told(e.RungFired)[-1]
        assert (fired.step, fired.role, fired.person, fired.why) == ("yes-to-holding", "coo", "Omar", "now")
        await driven.press("n")
        assert "No open step has anybody further to page" in driven.message


async def test_n_asks_once_and_escape_pages_nobody(night: Night) -> None:
    written(night)
    async with board_on(night.parts()) as driven:
        before = len(night.told(e.RungFired))
        await driven.press("n", "n", "n", "escape")
        assert len(night.told(e.RungFired)) == before


async def test_s_on_a_required_step_says_why_not_and_swallows_the_reason_that_is_typed(
    clock: FakeClock, tmp_path: Path
) -> None:
    text = PLAYBOOK.replace("do: Warn the CEO", "do: Warn the CEO\n    required: true")
    night = Night(clock, tmp_path, text=text)
    night.act(i.Answer("size-up", "crisis"))
    async with board_on(night.parts()) as driven:
        driven.board.chosen = "warn-ceo"
        before = len(night.session.history)
        await driven.press("s")
        await driven.type("no quick union")
        assert any("the playbook requires it" in line for line in driven.dialog())
        await driven.press("enter")
        assert not isinstance(driven.board.screen, Dialog)
        night.session.refresh()
        assert len(night.session.history) == before


async def test_plus_adds_what_came_in_with_its_time(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("+")
        await driven.type("Reuters wants word by 03:40")
        await driven.press("enter")
        added = night.told(e.StepAdded)[-1]
        assert (added.text, added.due_at) == ("Reuters wants word", moment(night, 44))


async def test_f_records_a_fact_by_its_type_with_its_source(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("f", "2")
        await driven.type("many")
        await driven.press("enter")
        assert any('"many" is not a whole number' in line for line in driven.dialog())
        await driven.press(*["backspace"] * 4)
        await driven.type("5")
        await driven.press("enter", "2")
        await driven.type("St. Mary")
        await driven.press("enter")
        assert night.told(e.FactRecorded)[-1] == e.FactRecorded("people_ill", 5, "confirmed", "St. Mary")


async def test_a_fact_keeps_its_number_and_the_first_missing_one_is_marked(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        for value in ("glass", "metal"):
            await driven.press("f")
            assert driven.dialog()[3].startswith((" > 3  What is wrong", "   3  What is wrong"))
            await driven.press("3")
            await driven.type(value)
            await driven.press("enter", "1", "enter")
        await driven.press("f")
        assert driven.dialog()[4].startswith(" > 4  Has the press asked?")
        assert night.told(e.FactRecorded)[-1].value == "metal"


async def test_escape_at_who_says_so_asks_before_it_throws_the_value_away(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        before = len(night.told(e.FactRecorded))
        await driven.press("f", "2")
        await driven.type("212")
        await driven.press("enter", "1", "escape")
        assert "Not record 212?" in driven.dialog()[0]
        await driven.press("escape")
        assert "Who says so?" in driven.dialog()[0]
        await driven.press("escape", "y")
        assert len(night.told(e.FactRecorded)) == before
        await driven.press("f", "2")
        await driven.type("212")
        await driven.press("enter", "escape", "escape", "2", "enter")
        assert night.told(e.FactRecorded)[-1] == e.FactRecorded("people_ill", 212, "confirmed", "")


async def test_f_asks_yes_or_no_for_a_yes_or_no(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("f", "4", "1", "1", "enter")
        assert night.told(e.FactRecorded)[-1] == e.FactRecorded("seen_by_press", True, "unconfirmed", "")
        await driven.press("f", "4", "3")
        assert night.told(e.FactRecorded)[-1] == e.FactRecorded("seen_by_press", None, "unknown", "")


async def test_a_fact_that_somebody_recorded_meanwhile_is_not_changed_unasked(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("f", "2")
        await driven.type("5")
        await driven.press("enter", "1")
        night.act(i.RecordFact("people_ill", 7, "confirmed", "the plant"), "Quentin")
        await driven.quiet()
        await driven.press("enter")
        assert any("Quentin recorded this meanwhile: 7" in line for line in driven.dialog())
        await driven.press("y")
        assert night.told(e.FactRecorded)[-1] == e.FactRecorded("people_ill", 5, "unconfirmed", "")


async def test_a_note_takes_the_letters_of_keys_as_text_and_a_private_one_says_so(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("o")
        await driven.type("qds [/] ?")
        await driven.press("enter", "O")
        await driven.type("my own")
        await driven.press("enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("qds [/] ?", False), e.NoteTaken("my own", True)]


async def test_keys_that_come_in_one_gulp_go_into_the_line_and_not_into_the_board(night: Night) -> None:
    """A lagging line delivers a whole burst at once: `n` in it must page nobody."""
    async with board_on(night.parts()) as driven:
        before = len(night.told(e.RungFired))
        await driven.type("onan x")
        await driven.press("enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("nan x", False)]
        assert len(night.told(e.RungFired)) == before


async def test_what_was_typed_before_an_escape_is_there_the_next_time(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("o")
        await driven.type("half a th")
        await driven.press("escape", "o")
        await driven.type("ought")
        await driven.press("enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("half a thought", False)]


async def test_h_offers_a_role_and_the_other_accepts_on_their_board(night: Night) -> None:
    async with board_on(night.parts()) as driven, board_on(night.parts("Omar")) as other:
        await driven.press("h", "2", "2", "1")
        offer = night.told(e.HandoverOffered)[-1]
        assert (offer.what, offer.person) == ("lead", "Omar")
        await other.quiet()
        assert any("You are offered: Comms lead    a = accept   x = no" in line for line in other.lines())
        await other.press("a")
        assert night.told(e.HandedOver)[-1] == e.HandedOver("lead", "Omar", "anna", "")


async def test_h_records_an_acceptance_by_phone_and_x_declines(night: Night) -> None:
    async with board_on(night.parts()) as driven, board_on(night.parts("Omar")) as other:
        await driven.press("h", "1", "2", "2")
        assert night.told(e.HandedOver)[-1] == e.HandedOver("write-holding", "Omar", "", "phone")
        await driven.press("h", "3", "2", "1", "1")
        await other.quiet()
        await other.press("x")
        assert len(night.told(e.HandoverDeclined)) == 1


async def test_k_says_mine_and_a_person_who_was_paged_says_it_for_that_step(night: Night) -> None:
    async with board_on(night.parts("Omar")) as driven:
        assert any("You were paged 03:07: Warn the CEO    k = mine" in line for line in driven.lines())
        await driven.press("k")
        said = night.told(e.StepAcknowledged)[-1]
        assert (said.step, said.person) == ("warn-ceo", "Omar")
        assert not any("You were paged" in line for line in driven.lines())


async def test_s_skips_with_a_reason_and_not_without(night: Night) -> None:
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("s", "enter")
        assert any("A skip needs a reason" in line for line in driven.dialog())
        await driven.type("she called us")
        await driven.press("enter")
        assert night.told(e.StepSkipped) == [e.StepSkipped("warn-ceo", "she called us")]


async def test_u_says_what_it_takes_back_and_asks_once(night: Night) -> None:
    async with board_on(night.parts("Carla")) as driven:
        await driven.press("u")
        assert "You did nothing yet" in driven.message
        await driven.press("enter", "u")
        assert any("done: Warn the CEO (Carla)" in line for line in driven.dialog())
        await driven.press("n")
        assert not night.told(e.ActUndone)
        await driven.press("y")
        assert len(night.told(e.ActUndone)) == 1


async def test_r_records_a_try_and_no_answer_moves_the_ladder_on(night: Night) -> None:
    written(night)
    async with board_on(night.parts()) as driven:
        await driven.press("r", "2", "1", "1")
        assert night.told(e.PersonTried)[-1] == e.PersonTried("ceo", "phone", "none")
        assert {fired.step for fired in night.told(e.RungFired)} == {"warn-ceo", "yes-to-holding"}


async def test_w_marks_somebody_away_and_back(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("w", "1")
        await driven.type("07:00")
        await driven.press("enter")
        gone = night.told(e.PersonWentAway)[-1]
        assert gone == e.PersonWentAway("Carla", moment(night, 244))
        await driven.press("w", "1", "y")
        assert night.told(e.PersonCameBack) == [e.PersonCameBack("Carla")]


async def test_capital_s_corrects_the_first_sighting(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("S")
        await driven.type("04:55")
        await driven.press("enter")
        assert any("in the future" in line for line in driven.dialog())
        await driven.press(*["backspace"] * 5)
        await driven.type("02:50")
        await driven.press("enter")
        assert len(night.told(e.SightingCorrected)) == 1
        assert any("first seen 02:50" in line for line in driven.lines())


async def test_c_closes_after_a_reason_and_one_question(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("c")
        await driven.type("a hoax")
        await driven.press("enter", "enter", "escape")
        assert not night.told(e.IncidentClosed)
        await driven.press("c", "enter")
        await driven.type("a hoax")
        await driven.press("enter", "y")
        assert night.told(e.IncidentClosed) == [e.IncidentClosed("a hoax")]


async def test_c_is_refused_while_a_public_word_stands(night: Night) -> None:
    written(night)
    night.act(i.Approve("holding"), "Carla")
    night.act(i.Post("holding", next_word_at=moment(night, 49)))
    async with board_on(night.parts()) as driven:
        await driven.press("c")
        assert "we speak again at 03:45. That word stands." in driven.message


@pytest.mark.parametrize(
    ("key", "title", "words"),
    [
        ("g", "This step in full", "What we know, what we do not, when we speak next"),
        ("d", "Every step", "x done Is this a crisis? crisis: you, done 03:01"),
        ("j", "Everything that happened", "anna began the run"),
        ("?", "All keys", "page the next person of the ladder now"),
    ],
)
async def test_a_page_to_read_opens_and_closes(key: str, title: str, words: str, night: Night) -> None:
    async with board_on(night.parts(), (80, 50)) as driven:
        await driven.press(key)
        page = "\n".join(driven.dialog())
        assert title in page
        assert words in page
        await driven.press("enter")
        assert any("YOUR TURN" in line for line in driven.lines())


async def test_a_key_without_a_meaning_says_so(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("z")
        assert driven.message == "z does nothing here. ? = all keys"


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_leaves_the_run_as_it_is(key: str, night: Night) -> None:
    async with board_on(night.parts()) as driven:
        before = night.session.incident.version
        await driven.pilot.press(key)
        assert not driven.board.is_running or driven.board._exit
    night.session.refresh()
    assert night.session.incident.version == before


async def test_the_second_of_two_who_finish_one_step_is_told_who_was_first(night: Night) -> None:
    async with board_on(night.parts("Carla")) as one, board_on(night.parts("Omar")) as two:
        await two.press("up", "up", "up")

        async def sees_nothing() -> None:
            """A board that has not looked since."""

        two.board.store.look = sees_nothing  # type: ignore[method-assign]
        await one.press("enter")
        await two.press("enter")
        assert "Carla was first: warn-ceo was done" in two.message


async def test_two_boards_on_one_run_see_each_other(night: Night) -> None:
    async with board_on(night.parts()) as one, board_on(night.parts("Carla")) as two:
        await one.press("o")
        await one.type("the plant called")
        await one.press("enter")
        await two.pilot.pause(0.4)
        assert any("anna noted: the plant called" in line for line in two.lines())


async def test_a_new_late_step_rings_the_bell_until_it_is_muted(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        rung: list[str] = []
        driven.board.bell = lambda: rung.append("bell")  # type: ignore[method-assign]
        await driven.quiet()
        assert not rung
        night.later(2 * MINUTE)
        await driven.quiet()
        assert len(rung) == 1
        night.clock.advance(timedelta(seconds=61))
        await driven.quiet()
        assert len(rung) == 2
        await driven.press("m")
        night.clock.advance(timedelta(seconds=61))
        await driven.quiet()
        assert len(rung) == 2
        assert any("bell off (m)" in line for line in driven.lines())


@pytest.mark.parametrize("pasted", ["two\rlines of", "two\r\n  lines of\r", "two\nlines of\n"])
async def test_a_line_break_pasted_into_one_line_is_a_space(night: Night, pasted: str) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("o")
        driven.board.post_message(events.Paste(pasted))
        await driven.type(" words")
        assert not night.told(e.NoteTaken)
        await driven.press("enter")
        assert night.told(e.NoteTaken)[-1].text == "two lines of words"


async def test_a_paste_without_brackets_does_not_send_the_line_in_its_middle(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        await driven.press("o")
        for key in ("t", "w", "o", "enter", "l", "i", "n", "e", "s", "enter"):
            driven.board.post_message(events.Key(key, key if len(key) == 1 else "\r"))
        await driven.quiet()
        assert [note.text for note in night.told(e.NoteTaken)] == ["two lines"]


async def test_a_paste_that_comes_before_its_line_keeps_its_place_among_the_keys(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        driven.board.post_message(events.Key("o", "o"))
        driven.board.post_message(events.Key("a", "a"))
        driven.board.post_message(events.Paste("bc\rd"))
        driven.board.post_message(events.Key("e", "e"))
        await driven.quiet()
        await driven.press("enter")
        assert night.told(e.NoteTaken)[-1].text == "abc de"


async def test_a_paste_on_the_board_does_nothing_but_say_so(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        driven.board.post_message(events.Paste("nnn\r"))
        await driven.quiet()
        assert "where one is asked for" in driven.message
