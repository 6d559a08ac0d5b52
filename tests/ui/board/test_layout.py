"""The board's picture: complete at 80x24, the essential at 40 columns, more when wide, never too long a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.ui.board.app import Board
from crisis_cli.ui.board.layout import board
from crisis_cli.ui.board.spans import plain, width_of
from tests.fakes import FakeClock
from tests.ui.board.boards import MINUTE, PLAYBOOK, Night, drawn, eleven_minutes_in

AT_80X24 = """\
 #7 Contaminated product                REAL   03:07 CET (02:07 UTC)   keeper ok
 T+11 since first seen 02:56    FIRST STATEMENT by 03:26   19 min left [###---]
 If all use all their time: 03:18, 8 min spare.
 Saves most: Write the holding statement now: 03:16
--------------------------------------------------------------------------------
 YOUR TURN   Write the holding statement                  2 min left (by 03:09)
             What we know, what we do not, when we speak next. No causes.
             Enter = write here, clock in sight      t = plain text to copy
--------------------------------------------------------------------------------
 ! LATE   Warn the CEO                Carla, Chief execut… 1 min late
          Operations chief paged 03:07; no ack
 > NOW    Write the holding statement you                  2 min left
 > NOW    What does the plant know?   Quentin, Food safety acked, 3 min left
 > NOW    Call the agency back        nobody: h gives it   33 min left
 - next   Say yes to the text         Carla, Chief execut… 3 min + 4 min
 … 2 more (d: all)
 x done   Is this a crisis? crisis 03:01
--------------------------------------------------------------------------------
 KNOWN    product Berry Oat 500 g (confirmed)   people ill 3 (UNCONFIRMED)
 UNKNOWN  cause, seen by press   SAID SO FAR  nothing
--------------------------------------------------------------------------------
 03:07 Operations chief (Omar) paged at 03:07 for: Warn the CEO (not finished i…
--------------------------------------------------------------------------------
 Enter do  n next person  + came in  f fact  y phone yes  h hand  u undo  ? more"""

AT_40X12 = """\
#7                  REAL 03:07 keeper ok
FIRST STATEMENT  19 min left
T+11 since 02:56  ! 1 LATE
----------------------------------------
YOUR TURN  2 min left (by 03:09)
Write the holding statement
What we know, what we do not, when we
speak next. No causes.
Enter = write here, clock in sight


Enter do  ? keys  q leave"""


def test_at_80x24_the_board_is_complete(clock: FakeClock, tmp_path: Path) -> None:
    assert drawn(eleven_minutes_in(clock, tmp_path).parts(), 80, 24) == AT_80X24.split("\n")


def test_at_40_columns_there_are_clock_turn_and_enter(clock: FakeClock, tmp_path: Path) -> None:
    assert drawn(eleven_minutes_in(clock, tmp_path).parts(), 40, 12) == AT_40X12.split("\n")


def test_where_local_time_is_utc_it_is_said_once(clock: FakeClock, tmp_path: Path) -> None:
    parts = replace(eleven_minutes_in(clock, tmp_path).parts(), zone=UTC)
    assert "   02:07 UTC   keeper ok" in drawn(parts, 80, 24)[0]


def test_a_wide_board_has_what_is_known_and_what_happened_in_a_column_of_its_own(
    clock: FakeClock, tmp_path: Path
) -> None:
    lines = drawn(eleven_minutes_in(clock, tmp_path).parts(), 120, 40)
    split = [line.split("| ", 1) for line in lines if "| " in line]
    left, right = "\n".join(row[0] for row in split), "\n".join(row[1] for row in split)
    assert "Publish the statement" in left
    assert "Stand down" in left
    assert "people ill 3 (UNCONFIRMED)" in right
    assert "03:02 came in: Call the agency back" in right
    assert "anna began the run" in right


def test_no_line_is_ever_longer_than_the_screen_and_every_screen_is_filled(
    clock: FakeClock, tmp_path: Path
) -> None:
    night = eleven_minutes_in(clock, tmp_path)
    night.act(i.TakeNote("東京" * 60 + " e\u0301moji \U0001f469\u200d\U0001f680 " * 20))
    showing = Board(night.parts()).showing()
    showing = replace(showing, message="A long message. " * 30, alerts=("An alert. " * 30,) * 3)
    for width in (1, 20, 39, 40, 59, 60, 80, 109, 110, 200):
        for height in (1, 5, 12, 16, 24, 60):
            lines = board(showing, width, height)
            assert len(lines) == height
            assert max(map(width_of, lines)) <= width


def test_what_is_late_or_open_is_in_sight_before_anything_else(clock: FakeClock, tmp_path: Path) -> None:
    night = eleven_minutes_in(clock, tmp_path)
    for height in (14, 18, 24):
        shown = "\n".join(drawn(night.parts(), 80, height))
        assert "! LATE   Warn the CEO" in shown, height
        assert "19 min left" in shown
        assert "Enter = write here" in shown


def test_the_step_moved_to_is_in_sight_and_marked_without_colour(clock: FakeClock, tmp_path: Path) -> None:
    lines = drawn(eleven_minutes_in(clock, tmp_path).parts(), 80, 18, chosen="stand-down")
    assert any(line.startswith("*- next   Stand down") for line in lines)


@pytest.mark.parametrize("message", ["", "A message that is as long as two lines of the board. " * 3])
def test_what_was_said_and_how_much_is_known_stays_in_sight_under_many_open_steps(
    message: str, clock: FakeClock, tmp_path: Path
) -> None:
    night = eleven_minutes_in(clock, tmp_path)
    for number in range(12):
        night.act(i.AddTodo(f"Call {number} back", clock.now() + (number + 20) * MINUTE))
    alert = ("Somebody offers you something.",) * 3
    for height in (18, 20, 22, 24):
        lines = drawn(night.parts(), 80, height, message=message, alerts=alert)
        assert any("SAID SO FAR  nothing" in line and "UNKNOWN" in line for line in lines), height
        assert any(line.startswith(" … ") and " more: " in line for line in lines), height


def test_a_role_that_does_not_fit_is_left_out_not_cut(clock: FakeClock, tmp_path: Path) -> None:
    text = PLAYBOOK.replace("title: Chief executive,", "title: Chief executive of everything everywhere,")
    night = Night(clock, tmp_path, text=text, team=False)
    row = next(line for line in drawn(night.parts(), 80, 24) if "Warn the CEO" in line)
    assert " you  " in row


def test_hostile_words_are_shown_as_text(clock: FakeClock, tmp_path: Path) -> None:
    hostile = "[/] [red]x[/red] {{ 7*7 }} \x1b[2J \x1b]52;c;aGk=\x07 \x9b31m \u202eevil"
    night = Night(clock, tmp_path)
    night.act(i.AddTodo(hostile))
    night.act(i.TakeNote(hostile))
    night.act(i.RecordFact("product", hostile))
    night.act(i.Offer(("lead",), hostile))
    for width, height in ((40, 12), (80, 24), (160, 50)):
        everything = "".join(drawn(night.parts(), width, height))
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(everything)
    wide = "\n".join(drawn(night.parts(), 240, 50))
    assert "[/] [red]x[/red] {{ 7*7 }} \\x1b[2J \\x1b]52;c;aGk=\\x07" in wide


def test_a_late_promise_and_a_kept_one_say_so_in_words(clock: FakeClock, tmp_path: Path) -> None:
    night = eleven_minutes_in(clock, tmp_path)
    night.later(22 * MINUTE)
    assert any("! FIRST STATEMENT by 03:26   3 min late" in line for line in drawn(night.parts(), 80, 24))
    night.act(i.Edit("holding", "We know. We speak again at 03:45."))
    night.act(i.Complete("write-holding"))
    night.act(i.Approve("holding"), "Carla")
    night.act(i.Post("holding", next_word_at=clock.now() + 16 * MINUTE))
    lines = drawn(night.parts(), 80, 24)
    assert any("NEXT WORD by 03:45   15 min left" in line for line in lines)
    assert any("! FIRST STATEMENT  kept 3 min late" in line for line in lines)
    assert any("SAID SO FAR  holding 03:29" in line for line in lines)


def test_a_drill_and_a_closed_run_say_so(clock: FakeClock, tmp_path: Path) -> None:
    night = eleven_minutes_in(clock, tmp_path)
    night.act(i.Close("the recall is complete"))
    lines = drawn(night.parts(), 80, 24)
    assert any("CLOSED 03:07 by anna: the recall is complete" in line for line in lines)
    showing = Board(night.parts()).showing()
    showing = replace(showing, view=replace(showing.view, kind="DRILL"))
    for width in (40, 80, 120):
        assert " DRILL " in plain(board(showing, width, 24)[0])


def test_a_single_person_sees_which_role_they_act_in(clock: FakeClock, tmp_path: Path) -> None:
    night = Night(clock, tmp_path, text=PLAYBOOK, team=False)
    lines = drawn(night.parts(), 80, 24)
    assert any("YOUR TURN   Is this a crisis? (Comms lead)" in line for line in lines)
    assert any("Warn the CEO" in line and "you: Chief executive" in line for line in lines)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_keys_in_sight_always_have_the_way_to_all_others(width: int, clock: FakeClock, tmp_path: Path) -> None:
    assert "? " in drawn(eleven_minutes_in(clock, tmp_path).parts(), width, 24)[-1]
