"""What is frozen on the board: in sight at 80x24 without a line of its own, and asked about before the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.freezing import FREEZE, UNFREEZE
from tests.fakes import FakeClock
from tests.ui.board.boards import MINUTE, Night, board_on, drawn, eleven_minutes_in


@pytest.fixture
def night(clock: FakeClock, tmp_path: Path) -> Night:
    return eleven_minutes_in(clock, tmp_path)


def begin(name: str = "scheduler", title: str = "Scheduled posts") -> i.BeginFreeze:
    return i.BeginFreeze(FREEZE, name, title, "command", f"walrus-{name} pause", 70)


def rule_of(night: Night, width: int = 80, height: int = 24) -> str:
    lines = drawn(night.parts(), width, height)
    return lines[next(index for index, line in enumerate(lines) if line.startswith(" KNOWN")) - 1]


def test_it_stands_in_the_line_above_what_is_known_and_costs_none(night: Night) -> None:
    before = drawn(night.parts(), 80, 24)
    night.act(i.RecordFreeze(FREEZE, "", "the agency's queue"))
    after = drawn(night.parts(), 80, 24)
    said = "-- FROZEN the agency's queue since 03:07 ".ljust(80, "-")
    assert after.index(said) == before.index(next(line for line in before if line.startswith(" KNOWN"))) - 1
    assert [line[:7] for line in after if line != said] == [
        line[:7] for number, line in enumerate(before) if number != after.index(said)
    ]


def test_in_a_wide_terminal_it_stands_in_the_other_column(night: Night) -> None:
    night.act(i.RecordFreeze(FREEZE, "", "the agency's queue"))
    assert any("| -- FROZEN the agency's queue since 03:07 --" in line for line in drawn(night.parts(), 140, 40))


def test_what_is_not_as_it_should_be_comes_first(night: Night) -> None:
    night.act(i.RecordFreeze(FREEZE, "", "the queue"))
    night.act(begin())
    assert rule_of(night).startswith("-- FREEZING Scheduled posts, FROZEN the queue since 03:07 --")
    night.act(i.SettleFreeze(FREEZE, "scheduler", "command", "walrus pause", "it ended with 1", exit_code=1))
    assert rule_of(night).startswith("-- NOT FROZEN Scheduled posts, FROZEN the queue")
    night.act(begin("adverts", "Adverts"))
    night.later(2 * MINUTE)
    assert "FROZEN? Adverts: nobody knows" in rule_of(night)


def test_it_goes_again_once_everything_goes_on(night: Night) -> None:
    night.act(begin())
    night.act(i.SettleFreeze(FREEZE, "scheduler", "command", "walrus pause"))
    assert rule_of(night).startswith("-- FROZEN Scheduled posts since 03:07 --")
    night.act(i.RecordFreeze(UNFREEZE, "scheduler", "Scheduled posts"))
    assert rule_of(night) == "-" * 80


async def test_c_asks_why_what_is_frozen_stays_so(night: Night) -> None:
    night.act(i.RecordFreeze(FREEZE, "", "the agency's queue"))
    async with board_on(night.parts()) as driven:
        await driven.press("c")
        await driven.type("a hoax")
        await driven.press("enter")
        page = " ".join(" ".join(driven.dialog()).split())
        assert "Still frozen" in page
        assert "FROZEN the agency's queue since 03:07" in page
        assert "crisis unfreeze --all" in page
        await driven.press("escape")
        assert not night.told(e.IncidentClosed)
        await driven.press("c")
        await driven.type("a hoax")
        await driven.press("enter")
        await driven.type("until Monday")
        await driven.press("enter", "y")
        assert night.told(e.LeftFrozen) == [e.LeftFrozen(("by-hand-1",), "until Monday")]
        assert night.told(e.IncidentClosed) == [e.IncidentClosed("a hoax")]
