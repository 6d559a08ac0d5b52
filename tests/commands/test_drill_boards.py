"""Whose board a drill opens, line by line too: players read nothing of what is coming, the facilitator does."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.commands import attach as attaching
from crisis_cli.commands import wiring
from crisis_cli.commands.reaching import keeping
from crisis_cli.ui.board.parts import BoardParts
from tests.commands.conftest import Crisis
from tests.commands.test_drill import PLAYBOOK, SCENARIO


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be started as a process is not."""
    monkeypatch.setattr(keeping, "_start", lambda *_: None)


@pytest.fixture
def night(crisis: Crisis, tmp_path: Path) -> Crisis:
    """A team's own playbook with a scenario beside it."""
    scenarios = tmp_path / "playbooks" / "scenarios"
    scenarios.mkdir(parents=True)
    (tmp_path / "playbooks" / "tiny.yaml").write_text(PLAYBOOK)
    (scenarios / "tiny-night.yaml").write_text(SCENARIO)
    return crisis


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[BoardParts]:
    """A terminal on which boards are only noted."""
    found: list[BoardParts] = []
    monkeypatch.setattr(attaching, "can_draw", lambda: True)
    monkeypatch.setattr("crisis_cli.ui.board.run_board", lambda parts: found.append(parts) or 0)
    return found


def test_who_begins_a_drill_is_its_facilitator_unless_the_room_has_one_keyboard(
    night: Crisis, opened: list[BoardParts]
) -> None:
    said = night("drill", "tiny-night").err
    assert "The players: crisis board --incident drill-tiny-20261122-0155 --as NAME" in said
    assert opened[-1].facilitator is not None
    night("drill", "tiny-night", "--room")
    assert (opened[-1].facilitator, opened[-1].room, opened[-1].me) == (None, True, "Ada Lind")
    night("drill", "tiny-night", "--auto", "absent")
    assert (opened[-1].facilitator, opened[-1].room) == (None, False)


def test_board_opens_each_of_the_three(night: Crisis, opened: list[BoardParts]) -> None:
    night("drill", "tiny-night", "--no-board")
    night("board", "--as", "Ada Lind")
    assert (opened[-1].facilitator, opened[-1].room, opened[-1].me) == (None, False, "Ada Lind")
    night("board", "--room")
    assert opened[-1].room
    night("board", "--facilitator")
    assert opened[-1].facilitator is not None
    assert opened[-1].scenario is not None
    night("board", "--facilitator", "--room", code=2)


def test_a_real_run_has_neither(crisis: Crisis, opened: list[BoardParts]) -> None:
    crisis.begin()
    assert "is real" in crisis("board", "--facilitator", code=3).err
    assert "everybody acts under their own name" in crisis("board", "--room", code=3).err
    crisis("board")
    assert (opened[-1].facilitator, opened[-1].room, opened[-1].scenario) == (None, False, None)


def test_r_on_a_drill_s_board_opens_the_real_one(night: Crisis, opened: list[BoardParts]) -> None:
    night("drill", "tiny-night", "--room")
    go_to = opened[-1].go_to
    assert go_to is not None
    night("run", "tiny", "--plain", "--seen", "now", "--no-keeper")
    real = next(head.incident for head in wiring.journal().heads() if not head.drill)
    assert go_to(real) == 0
    assert (opened[-1].session.name, opened[-1].me, opened[-1].room) == (real, "pat", False)


def test_lines_for_players_hide_what_lines_for_the_facilitator_tell(night: Crisis) -> None:
    name = night("drill", "tiny-night", "--no-board").out.strip()
    night("inject", "second", "--delay", "5m")
    night("observe", "ceo", "slow tonight")
    players = night("board", "--plain", "--incident", name).out
    assert "DRILL" in players
    assert "second" not in players
    assert "slow tonight" not in players
    told = night("board", "--plain", "--facilitator", "--incident", name, "--as", "robin").out
    assert "second put at" in told
    assert "slow tonight" in told


def test_status_tells_a_drill_s_clock(night: Crisis) -> None:
    night("drill", "tiny-night", "--no-board")
    exercise = night("status", "--json").json["exercise"]
    assert {key: exercise[key] for key in ("scenario", "speed", "seed", "paused")} == {
        "scenario": "tiny-night",
        "speed": "6",
        "seed": 7,
        "paused": False,
    }
    assert "DRILL" in night("status").out
