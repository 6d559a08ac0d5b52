"""How a board opens, comes back, goes on without its store, and ends."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.engine.session import KEEPER
from crisis_cli.errors import UsageError
from crisis_cli.ui.board import run_board
from crisis_cli.ui.board.picture import picture
from tests.fakes import FakeClock
from tests.ui.board.boards import BrokenJournal, Night, board_on, eleven_minutes_in

AFTER = timedelta(seconds=5)


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    """Eleven minutes in."""
    return eleven_minutes_in(clock, tmp_path)


async def test_who_comes_back_reads_once_what_happened_while_they_were_away(night: Night) -> None:
    async with board_on(night.parts()):
        pass
    night.act(i.TakeNote("the plant called"), "Omar")
    night.act(i.TakeNote("my own"))
    async with board_on(night.parts(), stay_on_the_first_page=True) as driven:
        page = "\n".join(driven.dialog())
        assert "While you were away" in page
        assert "Omar noted: the plant called" in page
        assert "my own" not in page
        assert "LATE" not in page  # that was seen on the first board
        await driven.press("enter")
        assert any("YOUR TURN" in line for line in driven.lines())
    async with board_on(night.parts(), stay_on_the_first_page=True) as driven:
        assert any("YOUR TURN" in line for line in driven.lines())


async def test_who_was_never_here_reads_no_such_page(night: Night) -> None:
    async with board_on(night.parts("Zoe"), stay_on_the_first_page=True) as driven:
        assert any(" WAIT " in line for line in driven.lines())


async def test_a_board_on_a_shared_login_asks_once_who_is_there(night: Night) -> None:
    async with board_on(night.parts("jumphost", ask_who=True), stay_on_the_first_page=True) as driven:
        assert any("Who are you?" in line for line in driven.dialog())
        assert any("3  Carla: Chief executive" in line for line in driven.dialog())
        await driven.press("3")
        assert driven.board.me == "Carla"
        await driven.press("enter", "enter")
        assert night.told(e.StepDone) == [e.StepDone("warn-ceo", 1)]
        assert night.session.history[-1].actor == "Carla"


async def test_a_typed_name_is_who_acts(night: Night) -> None:
    async with board_on(night.parts("jumphost", ask_who=True), stay_on_the_first_page=True) as driven:
        await driven.press("up", "enter")
        await driven.type("Zoe")
        await driven.press("enter", "o")
        await driven.type("here")
        await driven.press("enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("here", False)]
        assert night.session.history[-1].actor == "Zoe"


async def test_who_sits_at_a_shared_login_may_hold_what_the_login_holds(clock: FakeClock, tmp_path: Path) -> None:
    night = Night(clock, tmp_path, team=False)
    async with board_on(night.parts("anna", ask_who=True), stay_on_the_first_page=True) as driven:
        await driven.press("2")
        await driven.type("Zoe")
        await driven.press("enter", "y")
        assert set(night.session.incident.holders.values()) == {"anna"}
        night.session.refresh()
        assert set(night.session.incident.holders.values()) == {"Zoe"}
        assert any("YOUR TURN" in line for line in driven.lines())


async def test_a_store_that_fails_leaves_the_board_counting_marked_stale_until_it_is_back(night: Night) -> None:
    broken = BrokenJournal(night.journal)
    async with board_on(night.parts(journal=broken)) as driven:  # type: ignore[arg-type]
        broken.broken = True
        night.clock.advance(AFTER)
        await driven.quiet()
        assert "STALE 5 s" in driven.lines()[0]
        assert any("Trying again: the disk is gone" in line for line in driven.lines())
        await driven.press("o")
        await driven.type("typed meanwhile")
        await driven.press("enter")
        assert any("the disk is gone. Nothing was stored." in line for line in driven.dialog())
        night.clock.advance(timedelta(minutes=1))
        await driven.press("escape")
        assert any("03:08 CET" in line for line in driven.lines())
        broken.broken = False
        await driven.quiet()
        assert "STALE" not in driven.lines()[0]
        await driven.press("o", "enter")
        assert night.told(e.NoteTaken) == [e.NoteTaken("typed meanwhile", False)]


async def test_a_store_that_hangs_stops_no_clock_on_the_board(night: Night) -> None:
    hanging = BrokenJournal(night.journal)
    async with board_on(night.parts(journal=hanging)) as driven:  # type: ignore[arg-type]
        hanging.answers.clear()
        night.clock.advance(timedelta(minutes=2))
        try:
            for _ in range(100):
                await driven.pilot.pause(0.05)
                if "03:09" in driven.lines()[0]:
                    break
            assert "STALE 2 min" in driven.lines()[0]
        finally:
            hanging.answers.set()


async def test_no_keeper_for_15_seconds_is_said_and_how_to_start_one(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        night.clock.advance(timedelta(seconds=16))
        await driven.quiet()
        assert any("NO KEEPER" in line for line in driven.lines()[:1])
        assert any("In another terminal: crisis keep" in line for line in driven.lines())


async def test_a_team_file_that_somebody_broke_is_said_while_it_lasts(night: Night) -> None:
    trouble = ["team.yaml has problems. Pages go out by what it said at 03:01"]
    parts = dataclasses.replace(night.parts(), team_trouble=lambda: trouble[0])
    async with board_on(parts) as driven:
        assert any("TEAM FILE: team.yaml has problems. Pages go out" in line for line in driven.lines())
        trouble[0] = ""
        night.clock.advance(timedelta(seconds=2))
        await driven.quiet()
        assert not any("TEAM FILE" in line for line in driven.lines())


async def test_a_shift_that_changed_is_said_until_it_is_handed_over(night: Night) -> None:
    night.act(i.NoticeShift("lead", "Zoe"), KEEPER)
    async with board_on(night.parts()) as driven:
        assert any("is Zoe's by the team file, you have it here." in line for line in driven.lines())
        night.act(i.Offer(("lead",), "Zoe"))
        night.act(i.Accept(("lead",), "Zoe", "phone"))
        await driven.quiet()
        assert not any("by the team file, you" in line for line in driven.lines())


async def test_a_step_that_nobody_holds_is_shouted_about(night: Night) -> None:
    night.act(i.MarkAway("Quentin", None))
    night.act(i.MarkAway("Omar", None))
    night.act(i.MarkAway("Carla", None))
    async with board_on(night.parts()) as driven:
        assert any("NOBODY HOLDS: What does the plant know?" in line for line in driven.lines())


async def test_a_programming_error_in_an_act_is_a_line_and_the_clocks_go_on(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crisis_cli.ui.board import acts

    async def wrong(_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setitem(acts.ACTS, "log", wrong)
    async with board_on(night.parts()) as driven:
        await driven.press("j")
        assert "That did not work (KeyError: 'oops')" in driven.message
        await driven.press("?")
        assert any("All keys" in line for line in driven.dialog())


async def test_a_state_that_cannot_be_drawn_leaves_the_last_picture_and_the_keys(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crisis_cli.ui.board import app

    def wrong(*_: object, **__: object) -> None:
        raise ZeroDivisionError("no such state")

    async with board_on(night.parts()) as driven:
        monkeypatch.setattr(app, "view", wrong)
        driven.board.repaint()
        await driven.pilot.pause()
        lines = driven.lines()
        assert "THIS PICTURE STANDS STILL (ZeroDivisionError: no such state)" in lines[0]
        assert any("Write the holding statement" in line for line in lines)


async def test_a_terminal_may_change_its_size_at_any_time(night: Night) -> None:
    async with board_on(night.parts()) as driven:
        for width, height in ((20, 5), (40, 12), (200, 60), (80, 24)):
            await driven.pilot.resize_terminal(width, height)
            await driven.press("?")
            assert len(driven.lines()) == height
            await driven.press("escape")


def test_a_picture_is_an_svg_that_fetches_nothing(night: Night) -> None:
    drawn = picture(night.parts("Zoe"), 80, 24)
    assert drawn.startswith("<svg")
    assert "Contaminated" in drawn
    assert "url(http" not in drawn
    assert drawn == picture(night.parts("Zoe"), 80, 24)


def test_without_a_screen_the_board_refuses_and_names_the_other_way(night: Night) -> None:
    with pytest.raises(UsageError, match="no screen"):
        run_board(night.parts())


# --- on a real terminal --------------------------------------------------------------------------------------

ALONE = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}]
from tests.fakes import FakeClock
from tests.ui.board.boards import eleven_minutes_in
from crisis_cli.ui.board import run_board
sys.exit(run_board(eleven_minutes_in(FakeClock(), Path(sys.argv[1])).parts("Zoe")))
"""


def on_a_terminal(tmp_path: Path, environ: dict[str, str], end: bytes | signal.Signals) -> tuple[str, int]:
    """Run a board on a pseudo-terminal, end it by keys or by a signal; all it wrote, and its exit code."""
    pty = pytest.importorskip("pty", reason="a pseudo-terminal is a Unix thing")
    root = str(Path(__file__).parents[3])
    master, slave = pty.openpty()
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **environ}
    command = [sys.executable, "-c", ALONE.format(root=root), str(tmp_path)]
    board = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environ, cwd=root)
    os.close(slave)
    wrote = b""
    ended = False
    while True:
        try:
            wrote += os.read(master, 65536)
        except OSError:  # the terminal is gone: the board has ended
            break
        if not ended and b"? more" in wrote:
            ended = True
            if isinstance(end, bytes):
                os.write(master, end)
            else:
                board.send_signal(end)
    code = board.wait(10)
    os.close(master)
    return wrote.decode(errors="replace"), code


def test_leaving_restores_the_screen_and_says_how_to_come_back(tmp_path: Path) -> None:
    wrote, code = on_a_terminal(tmp_path, {}, b"q")
    assert code == 0
    assert "\x1b[?1049h" in wrote
    assert "\x1b[?1049l" in wrote
    assert wrote.rstrip().endswith("-20261122-0200")
    assert "#7 goes on. Back: crisis board --incident contaminated" in wrote
    assert "\x1b[?1000h" not in wrote  # the mouse stays the terminal's


@pytest.mark.parametrize("end", [signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_a_signal_restores_the_screen_and_detaches(end: signal.Signals, tmp_path: Path) -> None:
    wrote, code = on_a_terminal(tmp_path, {}, end)
    assert code == 0
    assert "\x1b[?1049l" in wrote


def test_no_color_sends_no_colour_at_all(tmp_path: Path) -> None:
    import re

    wrote, _ = on_a_terminal(tmp_path, {"NO_COLOR": "1"}, b"q")
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", wrote) for code in found.split(";")}
    assert codes <= {"", "0", "1", "2", "7", "39", "49"}  # 39 and 49: the terminal's own


def test_a_dumb_terminal_gets_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("pty")
    root = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", ALONE.format(root=root), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, stdin=subprocess.DEVNULL, check=False)
    assert "UsageError: There is no screen here" in done.stderr
