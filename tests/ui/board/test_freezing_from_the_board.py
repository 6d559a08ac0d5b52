"""F: what goes on by itself is held still from the board, asked once, while the board goes on."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing import freezing_on_board
from crisis_cli.commands.publishing.freezing import Tools
from crisis_cli.commands.publishing.freezing_on_board import board_tools
from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.accounts import Act, Freezer
from crisis_cli.domain.freezing import FREEZE, UNFREEZE
from crisis_cli.errors import UsageError
from crisis_cli.ui.board.parts import BoardParts
from tests.fakes import FakeClock
from tests.ui.board.boards import Driver, Night, SaidErrors, board_on, eleven_minutes_in

WORKS = Act((sys.executable, "-c", "print('42 posts')"))
FAILS = Act((sys.executable, "-c", "raise SystemExit(3)"))


def freezer(name: str, title: str, freeze: Act = WORKS) -> Freezer:
    return Freezer(name, title, freeze, WORKS)


class Team:
    """The tools of a channels file; a test may change what it finds there."""

    def __init__(self, folder: Path) -> None:
        self.tools = Tools({}, folder)
        self.trouble: UsageError | None = None

    def has(self, *freezers: Freezer) -> None:
        self.tools = Tools({one.name: one for one in freezers}, self.tools.folder)

    def __call__(self, _: object) -> Tools:
        if self.trouble is not None:
            raise self.trouble
        return self.tools


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    team = Team(tmp_path)
    team.has(freezer("scheduler", "Scheduled posts"), freezer("adverts", "Adverts"))
    monkeypatch.setattr(freezing_on_board, "tools_of", team)
    return team


def on(night: Night, monkeypatch: pytest.MonkeyPatch) -> Night:
    """What tells the tools has a session of its own on the same journal."""
    monkeypatch.setattr(wiring, "session", lambda _: night.session_on(night.journal, SaidErrors(night)))
    return night


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    return on(eleven_minutes_in(clock, tmp_path), monkeypatch)


def parts(night: Night) -> BoardParts:
    return replace(night.parts(), tools=lambda incident: board_tools(night.session.name, incident))


def page(driven: Driver) -> str:
    return "\n".join(line.strip() for line in driven.dialog())


async def it_ended(driven: Driver) -> None:
    for _ in range(2000):
        if driven.board.freezing is not None and driven.board.freezing.over:
            break
        await driven.pilot.pause(0.005)
    else:
        raise AssertionError(f"it never ended: {driven.lines()}")
    await driven.quiet()


@pytest.mark.usefixtures("team")
async def test_all_of_it_is_shown_asked_about_once_and_frozen(night: Night) -> None:
    async with board_on(parts(night), (120, 30)) as driven:
        await driven.press("F")
        assert "Scheduled posts: goes on\nAdverts: goes on" in page(driven)
        assert "> 1  freeze all: Scheduled posts, Adverts\n2  freeze: Scheduled posts" in page(driven)
        await driven.press("enter")
        assert "Freeze Scheduled posts, Adverts?" in driven.dialog()[0]
        assert f"Scheduled posts: runs {sys.executable} -c" in page(driven)
        assert not night.told(e.FreezeBegun)
        await driven.press("y")
        await it_ended(driven)
        assert driven.message == "FROZEN Scheduled posts since 03:07, FROZEN Adverts since 03:07"
        assert [(one.name, one.said) for one in night.told(e.Frozen)] == [
            ("scheduler", "42 posts"),
            ("adverts", "42 posts"),
        ]
        assert next(one for one in night.session.history if isinstance(one.data, e.Frozen)).actor == "anna"
        await driven.press("F")
        assert "1  let go on all: Scheduled posts, Adverts" in page(driven)
        await driven.press("3", "y")
        await it_ended(driven)
        assert driven.message == "Adverts goes on again"
    assert [one.name for one in night.told(e.Unfrozen)] == ["adverts"]


@pytest.mark.usefixtures("team")
async def test_anything_but_y_runs_nothing(night: Night) -> None:
    async with board_on(parts(night)) as driven:
        await driven.press("F", "enter", "n")
        assert driven.message == "Nothing was run."
    assert not night.told(e.FreezeBegun)


async def test_what_fails_is_said_and_may_be_done_by_hand(night: Night, team: Team) -> None:
    team.has(freezer("scheduler", "Scheduled posts", FAILS))
    async with board_on(parts(night), (120, 30)) as driven:
        await driven.press("F", "1", "y")
        await it_ended(driven)
        assert "NOT FROZEN Scheduled posts" in driven.message
        assert "do it in the tool itself" in driven.message
        await driven.press("F")
        assert "NOT FROZEN Scheduled posts" in page(driven)
        assert "2  Scheduled posts: it is frozen; a person saw to it" in page(driven)
        await driven.press("2")
    assert [(one.name, one.way) for one in night.told(e.Frozen)] == [("scheduler", "by hand")]


async def test_what_no_tool_can_be_told_is_written_down(night: Night, team: Team) -> None:
    team.trouble = UsageError("channels.yaml:3:1: this cannot be read", "Mend it.")
    async with board_on(parts(night)) as driven:
        await driven.press("F")
        assert "this cannot be read. Mend it." in page(driven)
        await driven.press("1")
        await driven.type("the agency's queue")
        await driven.press("enter", "F", "1")
    assert [one.title for one in night.told(e.Frozen)] == ["the agency's queue"]
    assert [one.way for one in night.told(e.Unfrozen)] == ["by hand"]


@pytest.mark.usefixtures("team")
async def test_what_is_tried_elsewhere_is_not_tried_twice(night: Night) -> None:
    async with board_on(parts(night), (120, 30)) as driven:
        await driven.press("F", "2")
        night.act(i.BeginFreeze(FREEZE, "scheduler", "Scheduled posts", "command", "walrus", 70), "Omar")
        await driven.press("y")
        await it_ended(driven)
        assert "Somebody is at it: Scheduled posts" in driven.message
        await driven.press("F")
        assert "let go on: Scheduled posts" in page(driven)
    assert len(night.told(e.FreezeBegun)) == 1


@pytest.mark.usefixtures("team")
async def test_a_drill_runs_nothing_and_says_so(
    clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = on(Night(clock, tmp_path, drill=True), monkeypatch)
    async with board_on(parts(night), (120, 30)) as driven:
        await driven.press("F", "1")
        assert "DRILL: nothing of this is run." in page(driven)
        await driven.press("y")
        await it_ended(driven)
        assert driven.message.startswith("DRILL, nothing was run: FROZEN Scheduled posts")
    assert {one.way for one in night.told(e.Frozen)} == {"drill"}
    assert UNFREEZE not in {one.act for one in night.told(e.FreezeBegun)}
