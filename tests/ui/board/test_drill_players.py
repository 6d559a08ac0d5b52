"""A player's board in a drill: what comes in fills the screen, what is still to come is never on it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.drill.incoming import Incoming
from crisis_cli.ui.board.editor import Editor
from crisis_cli.ui.board.window_title import setting, window_title
from tests.fakes import FakeClock
from tests.ui.board.boards import Driver, board_on
from tests.ui.board.drills import MINUTE, SCENARIO, Drill

SECOND = timedelta(seconds=1)


@pytest.fixture
def drill(clock: FakeClock, tmp_path: Path) -> Drill:
    return Drill(clock, tmp_path)


def text_of(driven: Driver) -> str:
    return "\n".join(driven.lines())


async def comes_in(driven: Driver) -> None:
    """The board has noticed, and what it shows then stands."""
    for _ in range(3):
        await driven.quiet()


async def read_it(drill: Drill, driven: Driver) -> None:
    """Enter, once there was time to look."""
    drill.clock.advance(SECOND)
    await driven.press("enter")


async def test_what_comes_in_fills_the_screen_until_enter_and_i_reads_it_again(drill: Drill) -> None:
    async with board_on(drill.parts()) as driven:
        drill.play("first-post", "gazette")
        await comes_in(driven)
        page = driven.lines()
        assert "DRILL CAME IN 02:55: POST from @lena_cooks on x" in page[3]
        assert "From       @lena_cooks on x, 12,000 follow them" in "\n".join(page)
        assert "My daughter is sick after your oat burger." in "\n".join(page)
        assert "(1 more came in)" in page[-1]
        assert " DRILL x6 " in page[0]
        await read_it(drill, driven)
        page = driven.lines()
        assert "MAIL from Rita Holm, Harbour Gazette: Your burger" in page[3]
        assert "Answer by  03:20   24 min left" in "\n".join(page)
        await read_it(drill, driven)
        assert not isinstance(driven.board.screen, Dialog)
        await driven.press("i", "1")
        assert "We print at four." in text_of(driven)
        await driven.press("enter", "escape")
    async with board_on(drill.parts(), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        assert not isinstance(driven.board.screen, Incoming)


async def test_who_joins_late_may_leave_the_rest_for_later(drill: Drill) -> None:
    drill.play("first-post", "gazette", "wrong-shop")
    async with board_on(drill.parts(), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        await read_it(drill, driven)
        assert "Esc = the rest later, with i (1 more came in)" in text_of(driven)
        await driven.press("escape")
        assert not isinstance(driven.board.screen, Dialog)
        await driven.press("i")
        assert any("1  02:55 POST from @shouty" in line for line in driven.dialog())


async def test_an_enter_that_was_meant_for_the_board_does_not_read_it_away(drill: Drill) -> None:
    async with board_on(drill.parts()) as driven:
        drill.play("gazette")
        await comes_in(driven)
        await driven.press("enter")
        assert "This came in just now." in text_of(driven)
        assert isinstance(driven.board.screen, Incoming)
        await driven.press("enter")
        assert not isinstance(driven.board.screen, Dialog)


async def test_what_is_for_one_role_comes_to_who_holds_it_or_to_the_whole_room(drill: Drill) -> None:
    drill.play("plant-calls", "phone-off")
    async with board_on(drill.parts("anna"), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        assert "0422" not in text_of(driven)
        assert "phone is off" not in text_of(driven).lower()
    async with board_on(drill.parts("Quentin"), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        assert "The batch is 0422." in text_of(driven)
    async with board_on(drill.parts("Carla"), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        assert "Your phone is off from now on for 30 minutes of the drill." in " ".join(text_of(driven).split())
    async with board_on(drill.parts("anna", room=True), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        assert "The batch is 0422." in text_of(driven)
        await read_it(drill, driven)
        assert "Your phone is off" in text_of(driven)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_nothing_of_what_is_coming_is_on_any_screen(drill: Drill, size: tuple[int, int]) -> None:
    drill.act(i.MoveInjects((("wrong-shop", drill.session.now() + 9 * MINUTE),)))
    drill.act(i.DropInject("silence", "FUTURE is kinder"))
    drill.act(i.NotePlayer("Carla", "NOTE slow to answer"))
    drill.play("first-post")
    seen: list[str] = []
    async with board_on(drill.parts(), size, stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        seen += driven.lines()
        await read_it(drill, driven)
        seen += driven.lines()
        for key in ("d", "j", "g", "i", "?", "o", "h", "+", "t"):
            await driven.press(key)
            for _ in range(12):
                seen += driven.lines()
                if not isinstance(driven.board.screen, Dialog):
                    break
                await driven.press("pagedown")
            while isinstance(driven.board.screen, Dialog):
                await driven.press("escape")
                seen += driven.lines()
    drill.play("gazette")
    async with board_on(drill.parts("Omar"), size, stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        seen += driven.lines()
    everything = "\n".join(seen)
    for hidden in ("FUTURE", "NOTE", "EXPECTED", "wrong-shop", "silence", "too-late", "recall", "Tonight"):
        assert hidden not in everything, hidden
    assert "daughter" in everything


async def test_hostile_text_is_shown_as_text_and_bounded(clock: FakeClock, tmp_path: Path) -> None:
    drill = Drill(clock, tmp_path)
    nasty = "\x1b]2;owned\x07[bold red]x[/] \u202ebackwards " + "A" * 50_000
    drill.act(i.PlayInject("spot", "mail", nasty, sender="\x1b[2J@evil", subject="[link=x]", by_hand=True))
    async with board_on(drill.parts(), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        page = text_of(driven)
        assert "\x1b" not in page
        assert "\\x1b]2;owned\\x07[bold red]x[/] \\u202ebackwards" in page
        await driven.press(*["pagedown"] * 12)
        assert "more characters are not shown" in text_of(driven)
        await read_it(drill, driven)
        assert not isinstance(driven.board.screen, Dialog)


async def test_it_waits_while_somebody_types_and_comes_over_the_text_in_a_pause(drill: Drill) -> None:
    drill.act(i.Answer("size-up", "crisis"), "anna")
    async with board_on(drill.parts()) as driven:
        await driven.press("enter")
        assert isinstance(driven.board.screen, Editor)
        assert " DRILL x6 " in driven.lines()[0]
        await driven.type("We kn")
        drill.play("gazette")
        await driven.quiet()
        assert isinstance(driven.board.screen, Editor)
        drill.clock.advance(2 * SECOND)
        await comes_in(driven)
        assert "Can you confirm?" in text_of(driven)
        await read_it(drill, driven)
        assert isinstance(driven.board.screen, Editor)
        await driven.type("ow")
        assert "We know" in text_of(driven)


async def test_the_clock_is_the_drills_its_pace_is_shown_and_whether_it_is_kept(drill: Drill) -> None:
    async with board_on(drill.parts()) as driven:
        assert "02:55 CET (01:55 UTC)   clock kept" in driven.lines()[0]
        drill.pass_(10)
        drill.act(i.PauseDrill())
        await driven.quiet()
        assert " DRILL PAUSED " in driven.lines()[0]
        assert "02:56 CET" in driven.lines()[0]
        drill.clock.advance(5 * MINUTE)
        await driven.quiet()
        assert "02:56 CET" in driven.lines()[0]
        assert "clock kept" in driven.lines()[0]
        drill.act(i.ResumeDrill())
        drill.act(i.SetSpeed("60"))
        drill.clock.advance(10 * SECOND)
        await driven.quiet()
        assert " DRILL x60 " in driven.lines()[0]
        assert "03:06 CET" in driven.lines()[0]
        drill.clock.advance(MINUTE)
        await driven.quiet()
        assert "CLOCK NOT KEPT" in driven.lines()[0]
        assert any("CLOCK NOT KEPT: the drill stands still" in line for line in driven.lines()[1:])


async def test_the_stream_swells_and_cools_with_the_drills_own_clock(drill: Drill) -> None:
    drill.act(i.SetSpeed("60"))
    drill.play("first-post")
    said: list[str] = []
    async with board_on(drill.parts(), stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        await read_it(drill, driven)
        for _ in range(5):
            drill.pass_(9)
            await driven.quiet()
            said.append(next((line for line in driven.lines() if "VOLUME" in line), ""))
    assert "growing" in said[0]
    assert "cooling" in said[-1]
    loud = [int(line.split("mentions")[0].split()[-1].replace(",", "")) for line in said]
    assert loud[0] < loud[1] > loud[-1]
    bar = said[-1].split("[")[1].split("]")[0]
    assert "@" in bar
    assert bar[-1] != "@"


@pytest.mark.parametrize(
    ("size", "shown"),
    [((80, 24), "mentions an hour"), ((120, 40), "others: "), ((40, 12), "/h growing"), ((40, 8), "")],
)
async def test_the_stream_gives_way_where_there_is_no_room(
    drill: Drill, size: tuple[int, int], shown: str
) -> None:
    drill.play("first-post")
    drill.pass_(60)
    async with board_on(drill.parts(), size, stay_on_the_first_page=True) as driven:
        await comes_in(driven)
        await read_it(drill, driven)
        assert shown in text_of(driven)
        assert len(driven.lines()) == size[1]
        assert any("Is this a crisis?" in line for line in driven.lines())
        if not shown:
            assert "VOLUME" not in text_of(driven)


async def test_at_picks_who_acts_and_the_board_says_who(drill: Drill) -> None:
    async with board_on(drill.parts("anna")) as driven:
        await driven.press("@")
        assert any("3  Operations chief: Omar" in line for line in driven.dialog())
        await driven.press("3")
        assert "ACTING: Omar (Operations chief)   @ = somebody else" in text_of(driven)
        assert "i what came  @ who acts" in driven.lines()[-1]
        assert "? more" in driven.lines()[-1]
        await driven.press("o")
        await driven.type("here")
        await driven.press("enter")
        drill.session.refresh()
        assert drill.session.history[-1].actor == "Omar"
        drill.play("plant-calls")
        await comes_in(driven)
        assert "The batch is 0422." in text_of(driven)


async def test_at_is_for_drills_alone(clock: FakeClock, tmp_path: Path) -> None:
    from tests.ui.board.boards import Night

    async with board_on(Night(clock, tmp_path).parts()) as driven:
        await driven.press("@")
        assert "everybody acts under their own name" in driven.message


async def test_the_room_decides_in_few_keys(drill: Drill) -> None:
    async with board_on(drill.parts("anna", room=True)) as driven:
        drill.play("recall-talk")
        await comes_in(driven)
        page = text_of(driven)
        assert "TO DECIDE TOGETHER" in page
        assert "Do we take it back tonight?" in page
        assert "2  In the morning" in page
        await driven.press("escape")
        assert any("TO DECIDE: Do we take it back tonight?   i" in line for line in driven.lines())
        await driven.press("i", "1", "enter", "enter")
        assert "A number says which one" in text_of(driven)
        await driven.press("2", "enter")
        await driven.type("nobody can drive at night")
        await driven.press("enter")
        assert drill.told(e.DecisionMade) == [
            e.DecisionMade(
                "recall-talk", "Tonight; In the morning", "coo", "In the morning", "nobody can drive at night"
            )
        ]
        assert "TO DECIDE:" not in text_of(driven)
        assert "DECIDED: In the morning (Operations chief owns it; nobody can drive at night)" in text_of(driven)


async def test_what_somebody_wrote_down_meanwhile_is_not_decided_twice(drill: Drill) -> None:
    async with board_on(drill.parts("anna")) as driven:
        drill.play("recall-talk")
        await comes_in(driven)
        await driven.press("1", "enter")
        drill.act(i.DecideTogether("recall-talk", "", "coo", "In the morning", "it is dark"), "Omar")
        await driven.quiet()
        await driven.press("enter")
        assert any("Written down meanwhile: In the morning" in line for line in driven.dialog())
        assert len(drill.told(e.DecisionMade)) == 1


async def test_something_real_beside_a_drill_is_said_in_words_and_r_goes_there(drill: Drill) -> None:
    async with board_on(drill.parts()) as driven:
        assert "REAL" not in text_of(driven)
        drill.real_run()
        drill.clock.advance(2 * SECOND)
        await driven.quiet()
        assert any(
            "! REAL, NOT THE DRILL: #2 Contaminated product is open.   R = go there" in line
            for line in driven.lines()
        )
        await driven.press("R")
        assert driven.board.leave_for.startswith("contaminated-")


async def test_a_stopped_drill_says_so_over_whatever_is_open(drill: Drill) -> None:
    async with board_on(drill.parts()) as driven:
        await driven.press("o")
        await driven.type("half a no")
        drill.act(i.EndDrill("this is real"))
        await comes_in(driven)
        assert "DRILL STOPPED: this is real" in text_of(driven)
        assert "STOPPED, THIS IS REAL" in window_title(driven.board.incident, 7)
        await driven.press("enter")
        assert any("half a no" in line for line in driven.lines())
        await driven.press("escape")
        assert any("! DRILL STOPPED: this is real." in line for line in driven.lines())


def test_the_windows_title_says_drill_and_can_not_be_broken_out_of(clock: FakeClock, tmp_path: Path) -> None:
    drill = Drill(clock, tmp_path, text=SCENARIO)
    assert window_title(drill.session.incident, 7) == "DRILL #7 Contaminated product"
    drill.session.incident.title = "a\x07\x1b]2;REAL"
    assert setting(window_title(drill.session.incident, 7)).count("\x1b") == 1
