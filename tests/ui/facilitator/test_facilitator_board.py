"""The facilitator's board: what is ahead and the keys that change it, each one event in the journal."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.scenario import Inject, InjectKind
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.parts import BoardParts, FacilitatorParts
from crisis_cli.ui.facilitator.ahead import everything_ahead, in_full
from crisis_cli.ui.facilitator.app import FacilitatorBoard
from tests.fakes import FakeClock
from tests.ui.board.boards import CET, Driver, board_on
from tests.ui.board.drills import MINUTE, STARTS, Drill


class Hands:
    """What the board asks of the machine, noted."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def parts(self) -> FacilitatorParts:
        return FacilitatorParts(
            jump=lambda length: self.done.append(f"jump {length}"),
            run=lambda: self.done.append("run"),
            keep=lambda: self.done.append("keep"),
        )


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def drill(clock: FakeClock, tmp_path: Path) -> Drill:
    return Drill(clock, tmp_path)


def parts(drill: Drill, hands: Hands) -> BoardParts:
    return replace(drill.parts("facilitator"), facilitator=hands.parts())


def moved(drill: Drill) -> dict[str, timedelta]:
    """How long after the start each of those that were put off is to happen now."""
    drill.session.refresh()
    exercise = drill.session.incident.exercise
    assert exercise is not None
    return {name: due - STARTS for name, due in exercise.moved.items()}


def row(driven: Driver, name: str) -> str:
    return next(line for line in driven.lines() if name in line)


async def test_it_shows_what_is_ahead_with_its_countdown_and_what_hangs_on_the_team(
    drill: Drill, hands: Hands
) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        lines = driven.lines()
        assert " DRILL x6 FACILITATOR " in lines[0]
        assert "AHEAD: 6 with a time, 1 waiting for the team, 1 by hand" in "\n".join(lines)
        assert row(driven, "first-post").startswith("> in 1 min   02:56  first-post     POST @lena_cooks")
        assert "in 15 min  03:10  gazette        MAIL Rita Holm, Harbour Gazette: Your burger" in "\n".join(lines)
        assert "waits             too-late       LEAK [3 min after publish-holding is done]" in "\n".join(lines)
        assert "by hand           recall-talk    TO DECIDE TOGETHER" in "\n".join(lines)
        assert any("> NOW    Is this a crisis?" in line and "anna" in line for line in lines)


async def test_enter_plays_the_marked_one_once_asked_and_it_is_gone_from_what_is_ahead(
    drill: Drill, hands: Hands
) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("down", "down", "enter")
        assert any("Play gazette now?" in line for line in driven.dialog())
        await driven.press("enter")
        assert drill.told(e.InjectPlayed) == []
        await driven.press("y")
        played = drill.told(e.InjectPlayed)
        assert [(one.inject, one.by_hand) for one in played] == [("gazette", True)]
        assert played[0].deadline_at is not None
        assert not any("03:10" in line for line in driven.lines()[3:10])
        assert not isinstance(driven.board.screen, Dialog)


async def test_d_puts_one_off_and_capital_d_all_behind_it_too(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("down", "down", "d", "enter")
        assert moved(drill) == {"gazette": 20 * MINUTE}
        assert "gazette: 03:15 now." in driven.message
        await driven.press("d")
        await driven.type("-5m")
        await driven.press("enter", "D")
        await driven.type("10m")
        await driven.press("enter")
        assert moved(drill) == {
            "gazette": 25 * MINUTE,
            "wrong-shop": 28 * MINUTE,
            "phone-off": 30 * MINUTE,
            "silence": 40 * MINUTE,
        }
        assert "gazette and 3 behind it" in driven.message
        await driven.press("end", "d")
        assert "cannot be put off: it has no time" in driven.message


async def test_x_drops_one_which_enter_can_still_play(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("x")
        await driven.type("enough of this")
        await driven.press("enter")
        assert drill.told(e.InjectDropped) == [e.InjectDropped("first-post", "enough of this")]
        assert "dropped           first-post" in row(driven, "first-post")
        await driven.press("end", "enter", "y")
        assert [one.inject for one in drill.told(e.InjectPlayed)] == ["first-post"]


async def test_w_writes_one_on_the_spot_that_players_see_at_once(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("w", "2")
        await driven.type("Rita")
        await driven.press("enter", "1")
        await driven.type("We print at four.")
        await driven.press("enter")
    told = drill.told(e.InjectPlayed)[0]
    assert (told.inject, told.kind_name, told.sender, told.text, told.to, told.by_hand) == (
        "on-the-spot-1",
        "mail",
        "Rita",
        "We print at four.",
        (),
        True,
    )
    async with board_on(drill.parts("Omar"), stay_on_the_first_page=True) as driven:
        for _ in range(3):
            await driven.quiet()
        assert "We print at four." in "\n".join(driven.lines())


async def test_p_pauses_and_goes_on_and_brings_back_whoever_keeps_the_clock(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("p")
        assert " DRILL PAUSED FACILITATOR " in driven.lines()[0]
        drill.clock.advance(10 * MINUTE)
        await driven.press("p")
        assert len(drill.told(e.DrillResumed)) == 1
        assert hands.done == ["run"]
        assert " 02:56  first-post" in row(driven, "first-post")
        drill.clock.advance(MINUTE)
        await driven.quiet()
        assert "CLOCK NOT KEPT" in driven.lines()[0]
        await driven.press("p")
        assert hands.done == ["run", "keep"]


async def test_s_sets_the_speed_and_j_jumps(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("s")
        await driven.type("60")
        await driven.press("enter")
        assert drill.told(e.SpeedSet) == [e.SpeedSet("60")]
        await driven.press("s")
        await driven.type("max")
        await driven.press("enter")
        assert any("Without waiting nobody could act." in line for line in driven.dialog())
        await driven.press("escape", "j")
        await driven.type("10m")
        await driven.press("enter")
        assert hands.done == ["jump 0:10:00"]
        await driven.press("p", "j")
        await driven.type("10m")
        await driven.press("enter")
        assert any("The drill is paused: its clock stands." in line for line in driven.dialog())


async def test_n_notes_on_a_player_and_o_rates_an_objective(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        await driven.press("n", "2")
        await driven.type("asks before she speaks")
        await driven.press("enter")
        assert drill.told(e.PlayerNoted) == [e.PlayerNoted("ceo", "asks before she speaks")]
        await driven.press("o", "2")
        assert any("M: performed with major challenges" in line for line in driven.dialog())
        await driven.press("2")
        await driven.type("they interrupt")
        await driven.press("enter")
        assert drill.told(e.ObjectiveRated) == [e.ObjectiveRated("calm", "S", "they interrupt")]


async def test_on_forty_columns_it_still_tells_what_is_next_and_what_is_late(drill: Drill, hands: Hands) -> None:
    drill.pass_(60)
    async with board_on(parts(drill, hands), (40, 12), board=FacilitatorBoard) as driven:
        page = "\n".join(driven.lines())
        assert "DRILL x6 FACILITATOR" in page
        assert "> now POST @lena_cooks" in page
        assert "! 1 min late: Is this a crisis?" in page


async def test_nothing_that_happens_to_the_players_covers_it(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        drill.play("first-post", "recall-talk")
        for _ in range(3):
            await driven.quiet()
        assert not isinstance(driven.board.screen, Dialog)
        assert any("CAME IN, post from @lena_cooks" in line for line in driven.lines())


async def test_a_drill_that_is_over_stands_still_and_says_what_did_not_happen(drill: Drill, hands: Hands) -> None:
    async with board_on(parts(drill, hands), board=FacilitatorBoard) as driven:
        drill.act(i.EndDrill("the drill's time is up"))
        drill.clock.advance(10 * MINUTE)
        for _ in range(3):
            await driven.quiet()
        page = "\n".join(driven.lines())
        assert " DRILL OVER FACILITATOR " in page
        assert "02:55 CET" in page
        assert "DID NOT HAPPEN: 6 with a time" in page
        assert not isinstance(driven.board.screen, Dialog)


def test_in_full_it_tells_what_is_for_the_facilitator_alone(drill: Drill) -> None:
    rows = everything_ahead(drill.session.incident, drill.scenario)
    told = in_full(rows[0], drill.session.incident, "en", drill.session.now(), CET)
    assert "Expected  EXPECTED size it up within five minutes" in told
    assert "Note      NOTE-FOR-ME-ALONE" in told
    assert "Grows     to 900 mentions an hour within 20 min, then halves every 20 min" in told


def many(drill: Drill, count: int) -> Drill:
    """The same drill with that many posts in an hour."""
    posts = {
        f"post-{n}": Inject(
            f"post-{n}", InjectKind.POST, {"": f"post {n}"}, at=timedelta(seconds=n * 3600 // count)
        )
        for n in range(count)
    }
    drill.scenario = replace(drill.scenario, injects=posts)
    return drill


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_ten_thousand_injects_are_drawn_by_the_window(
    drill: Drill, hands: Hands, size: tuple[int, int]
) -> None:
    async with board_on(parts(many(drill, 10_000), hands), size, board=FacilitatorBoard) as driven:
        assert len(driven.lines()) == size[1]
        began = time.perf_counter()
        await driven.press("end", "pageup", "up", "home", "pagedown")
        assert time.perf_counter() - began < 5
        assert ": post 1" in "\n".join(driven.lines())
