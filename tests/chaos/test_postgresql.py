"""Several keepers with wrong clocks on one database; they, the server and the cables die while somebody works.

Prints a table (-s). The long form, with hosts of their own and their cables cut:
python -m pytest -n 0 -s -m chaos tests/chaos/test_postgresql.py
"""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql_setup import create
from tests.chaos import receiver
from tests.chaos.machine import TEAM, Machine, ladders
from tests.chaos.tally import Tally, all_settled
from tests.hosts import Hosts, two_hosts
from tests.postgresql import Cluster

KILLS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))

SETTLED_WITHIN = 240.0
"""Seconds after which the last page has gone out: a lease of 30 s for who died with it, three waits for who could
not reach the receiver."""

AHEAD = (0, 90, -90)
"""Seconds by which the machines' clocks are wrong; the database's decides."""


@dataclass
class Form:
    """How long, and how bad: `over`, seconds in which the steps fall due."""

    keepers: int
    steps: int
    kills: int
    over: int


IN_THE_SUITE = Form(keepers=3, steps=8, kills=10, over=5)
IN_CHAOS = Form(keepers=8, steps=67, kills=KILLS, over=max(7, KILLS // 2))


class Night:
    """The machines on which it happens, the database that they share, and what was done to them."""

    def __init__(self, form: Form, server: Cluster, machines: Sequence[Machine], hosts: Hosts | None) -> None:
        self.form = form
        self.server = server
        self.machines = machines
        self._hosts = hosts
        self._chance = random.Random(time.time_ns())
        self.keepers = [self._keeper(number) for number in range(form.keepers)]
        self.acts: list[tuple[str, subprocess.Popen[str]]] = []
        self.killed = {"keepers": form.keepers, "keepers killed": 0, "server killed": 0, "cables cut": 0}

    def _keeper(self, number: int) -> subprocess.Popen[str]:
        return self.machines[number % len(self.machines)].start("keep", ahead=AHEAD[number % 3])

    def act(self, word: str, number: int) -> None:
        """Somebody does a step or writes a note, on one of the machines."""
        machine = self.machines[number % len(self.machines)]
        command = "done" if word[0] == "s" else "note"
        self.acts.append((word, machine.start(command, word, ahead=AHEAD[number % 3])))
        time.sleep(self._chance.uniform(0.05, 0.6))

    def strike(self, number: int) -> None:
        """Something dies; who dies is chance."""
        if number % 4 == 3:
            self.server.stop("immediate")
            time.sleep(self._chance.uniform(0, 0.5))
            self.server.start()
            self.killed["server killed"] += 1
        elif number % 6 == 4 and self._hosts is not None:
            host = self._chance.choice(list(self._hosts.urls))
            self._hosts.cable(host, "down")
            time.sleep(self._chance.choice((0.2, 1, 3)))
            self._hosts.cable(host, "up")
            self.killed["cables cut"] += 1
        else:
            chosen = self._chance.randrange(self.form.keepers)
            self.keepers[chosen].kill()
            self.keepers[chosen].communicate(timeout=60)
            self.keepers[chosen] = self._keeper(chosen)
            self.killed["keepers killed"] += 1

    def end(self) -> None:
        for process in (*self.keepers, *(act for _, act in self.acts)):
            process.kill()
            process.communicate(timeout=60)


@contextmanager
def listening(heard: Path, behind: Sequence[str] = ()) -> Iterator[str]:
    """A receiver that writes into this file; its port."""
    command = [*behind, sys.executable, receiver.__file__, str(heard)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.mark.chaos
def test_every_timer_fires_once_and_every_page_arrives_whatever_dies(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.url()
    create(url, SystemClock())
    with listening(tmp_path / "heard") as port:
        machine = Machine(tmp_path / "home", url, RECEIVER="127.0.0.1", PORT=port)
        go_through(IN_THE_SUITE, cluster, [machine], None, tmp_path)


@pytest.mark.chaos
def test_the_same_with_eight_keepers_200_timers_and_cables_that_are_cut(tmp_path: Path) -> None:
    with two_hosts() as hosts, listening(tmp_path / "heard", hosts.behind("server")) as port:
        machines = [
            Machine(tmp_path / host, url, behind=hosts.behind(host), RECEIVER=hosts.addresses[host], PORT=port)
            for host, url in hosts.urls.items()
        ]
        go_through(IN_CHAOS, hosts.server, machines, hosts, tmp_path)


def go_through(
    form: Form, server: Cluster, machines: Sequence[Machine], hosts: Hosts | None, folder: Path
) -> None:
    """A night on these machines; raises AssertionError for whatever must not be."""
    (folder / "ladders.yaml").write_text(ladders(form.steps, form.over), encoding="utf-8")
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")

    def wall() -> datetime:
        return server.sql("SELECT clock_timestamp()")[0][0]  # type: ignore[no-any-return]

    began = wall()
    machines[0].crisis("run", "./ladders.yaml", "--plain", "--no-keeper")
    night = Night(form, server, machines, hosts)
    steps = itertools.cycle(range(form.steps - 1, -1, -5))  # the last first: done before they are due
    try:
        for number in range(form.kills):
            night.act(f"s{next(steps)}" if number % 3 == 1 else f"note-{number}:", number)
            night.strike(number)
        said = [act.communicate(timeout=60)[1] for _, act in night.acts]
        acts = [(word, act.returncode == 0) for word, act in night.acts]
        time.sleep(max(0.0, form.over + 5 - (wall() - began).total_seconds()))
        events = _settled(machines[0])
    finally:
        night.end()

    timers = [
        timer
        for name in (f"s{number}" for number in range(form.steps))
        for timer in [("step_fell_overdue", name, None), *(("rung_fired", name, n) for n in (0, 1))]
    ]
    tally = Tally(events, folder / "heard", acts, timers)
    print("", tally.table(night.killed), sep="\n")
    tally.check()
    assert not [words for words in said if "fault in crisis" in words]
    moments = [datetime.fromisoformat(event["at"]) for event in events]
    assert began <= min(moments)
    assert max(moments) <= wall()
    assert not [event for event in events if event["kind"] == "clock_jumped"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert "whole" in machines[0].crisis("verify")


def _settled(machine: Machine) -> list[dict[str, Any]]:
    """The record once every page went out or was dropped."""
    until = time.monotonic() + SETTLED_WITHIN
    while not all_settled(events := machine.events()):
        assert time.monotonic() < until, [event for event in events if event["kind"].startswith("page_")][-20:]
        time.sleep(2)
    return events
