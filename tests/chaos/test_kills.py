"""kill -9 of commands and keepers at random moments: nothing acknowledged is lost, nothing fires twice."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

IN_THE_SUITE = 25
IN_CHAOS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))

LADDERS = """\
playbook: ladders
title: Many ladders
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
""" + "".join(
    f"  - {{id: s{n}, role: lead, do: Step {n}, after: [], within: {1 + n % 7}s, "
    f"ladder: [{{after: 1s, page: second}}, {{after: 2s, page: lead}}]}}\n"
    for n in range(12)
)


class Machine:
    """Real processes on a journal of their own."""

    def __init__(self, home: Path) -> None:
        self._environ = {**os.environ, "CRISIS_HOME": str(home), "CRISIS_AS": "pat"}
        self._cwd = home.parent

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "crisis_cli", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self._environ,
            cwd=self._cwd,
        )

    def crisis(self, *words: str) -> str:
        """A command that is left alone; it must succeed, whatever was killed before."""
        process = self.start(*words)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, f"{words}: {process.returncode}\n{out}\n{err}"
        return out

    def killed(self, after: float, *words: str) -> str:
        """A command that is killed after so many seconds; returns what it had printed."""
        process = self.start(*words)
        time.sleep(after)
        process.kill()
        out, _ = process.communicate(timeout=60)
        return out


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "ladders.yaml").write_text(LADDERS, encoding="utf-8")
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
    events = [json.loads(line) for line in machine.crisis("log", "--json").splitlines()]
    texts = {event["data"].get("text") for event in events}
    assert set(acknowledged) <= texts
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    fired = [
        (event["kind"], event["data"]["step"], event["data"].get("rung"))
        for event in events
        if event["kind"] in ("step_fell_overdue", "rung_fired")
    ]
    assert len(fired) == len(set(fired))
    assert "whole" in machine.crisis("verify")


def test_nothing_acknowledged_is_lost_and_nothing_fires_twice(machine: Machine) -> None:
    kill_at_random(machine, IN_THE_SUITE, seed=1)


@pytest.mark.chaos
def test_the_same_over_hundreds_of_kills(machine: Machine) -> None:
    kill_at_random(machine, IN_CHAOS, seed=time.time_ns())
