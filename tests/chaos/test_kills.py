"""kill -9 of commands and keepers at random moments: nothing acknowledged is lost, nothing fires twice."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.chaos.machine import Machine, fired, ladders

IN_THE_SUITE = 25
IN_CHAOS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "ladders.yaml").write_text(ladders(12, over=7), encoding="utf-8")
    return Machine(tmp_path / "home")


def kill_at_random(machine: Machine, kills: int, seed: int) -> None:
    """Notes and keepers are killed at random; what was acknowledged stays, each timer fires once."""
    chance = random.Random(seed)
    machine.crisis("run", "./ladders.yaml", "--plain", "--no-keeper")
    acknowledged = []
    for number in range(kills):
        if number % 3 == 2:
            machine.killed(chance.uniform(0.1, 1.2), "keep")
        elif f"note-{number}:" in machine.killed(chance.uniform(0.05, 0.6), "note", f"note-{number}:"):
            acknowledged.append(f"note-{number}:")
    machine.crisis("keep", "--once")
    events = machine.events()
    texts = {event["data"].get("text") for event in events}
    assert set(acknowledged) <= texts
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert len(fired(events)) == len(set(fired(events)))
    assert "whole" in machine.crisis("verify")


def test_nothing_acknowledged_is_lost_and_nothing_fires_twice(machine: Machine) -> None:
    kill_at_random(machine, IN_THE_SUITE, seed=1)


@pytest.mark.chaos
def test_the_same_over_hundreds_of_kills(machine: Machine) -> None:
    kill_at_random(machine, IN_CHAOS, seed=time.time_ns())
