"""Several keepers with wrong clocks on one database; they and the server are killed while somebody works."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql_setup import create
from tests.chaos.machine import Machine, fired
from tests.postgresql import Cluster

KILLS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))
ALL_DUE_WITHIN = 12.0
"""Seconds from the beginning until the last timer of the playbook is due, and some."""

SETTLED_WITHIN = 60.0
"""Seconds after which the last page has gone out: the lease of a keeper that was killed is 30 s."""

AHEAD = (0, 90, -90)
"""Seconds by which the machines' clocks are wrong; the database's decides."""


@dataclass
class Form:
    """How long, and how bad."""

    keepers: int
    steps: int
    kills: int


IN_THE_SUITE, IN_CHAOS = Form(keepers=3, steps=12, kills=12), Form(keepers=8, steps=67, kills=KILLS)


@pytest.mark.parametrize(
    "form", [pytest.param(IN_THE_SUITE, id="short"), pytest.param(IN_CHAOS, id="long", marks=pytest.mark.chaos)]
)
def test_every_timer_fires_once_whatever_dies(form: Form, cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.url()
    create(url, SystemClock())
    machine = Machine(tmp_path / "home", url, form.steps)
    chance = random.Random(time.time_ns())

    def wall() -> datetime:
        return cluster.sql("SELECT clock_timestamp()")[0][0]  # type: ignore[no-any-return]

    began = wall()
    machine.crisis("run", "./ladders.yaml", "--plain", "--no-keeper")
    keepers = [machine.start("keep", ahead=AHEAD[number % 3]) for number in range(form.keepers)]
    acts: list[tuple[str, subprocess.Popen[str]]] = []
    restarts = 0
    steps = itertools.cycle(range(0, form.steps, 5))
    try:
        for number in range(form.kills):
            word = f"s{next(steps)}" if number % 3 == 1 else f"note-{number}:"
            acts.append((word, machine.start("done" if word[0] == "s" else "note", word, ahead=AHEAD[number % 3])))
            time.sleep(chance.uniform(0.05, 0.6))
            if number % 4 == 3:
                cluster.stop("immediate")
                time.sleep(chance.uniform(0, 0.5))
                cluster.start()
                restarts += 1
            else:
                chosen = chance.randrange(form.keepers)
                keepers[chosen].kill()
                keepers[chosen].communicate(timeout=60)
                keepers[chosen] = machine.start("keep", ahead=AHEAD[chosen % 3])
        said = [act.communicate(timeout=60)[1] for _, act in acts]
        acknowledged = [word for word, act in acts if act.returncode == 0]
        time.sleep(max(0.0, ALL_DUE_WITHIN - (wall() - began).total_seconds()))
        events = _settled(machine)
    finally:
        for process in (*keepers, *(act for _, act in acts)):
            process.kill()
            process.communicate(timeout=60)

    timers = fired(events)
    notes = [event["data"]["text"] for event in events if event["kind"] == "note_taken"]
    done = {event["data"]["step"]: event["seq"] for event in events if event["kind"] == "step_done"}
    after_done = [
        event
        for event in events
        if event["kind"] in ("step_fell_overdue", "rung_fired")
        and event["seq"] > done.get(event["data"]["step"], 1e9)
    ]
    missing = set(_expected(form.steps, set(done))) - set(timers)
    lost = [word for word in acknowledged if word not in notes and word not in done]
    told = {
        "keepers": form.keepers,
        "killed": form.kills - restarts,
        "server killed": restarts,
        "fired": len(timers),
        "doubled": len(timers) - len(set(timers)),
        "missing": len(missing),
        "after done": len(after_done),
        "acts": len(acts),
        "acknowledged": len(acknowledged),
        "lost": len(lost),
        "twice": len(notes) - len(set(notes)),
        **Counter(event["kind"] for event in events if event["kind"].startswith("page_")),
    }
    print("", *(f"{what:<16}{number:>5}" for what, number in told.items()), sep="\n")
    assert len(timers) == len(set(timers))
    assert not missing
    assert not after_done
    assert not lost
    assert acknowledged
    assert not [words for words in said if "fault in crisis" in words]
    assert len(notes) == len(set(notes))
    moments = [datetime.fromisoformat(event["at"]) for event in events]
    assert began <= min(moments)
    assert max(moments) <= wall()
    assert not [event for event in events if event["kind"] == "clock_jumped"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert "whole" in machine.crisis("verify")


def _expected(steps: int, done: set[str]) -> list[tuple[str, str, int | None]]:
    """All timers of the steps that nobody did."""
    names = [f"s{number}" for number in range(steps) if f"s{number}" not in done]
    return [
        timer
        for name in names
        for timer in [("step_fell_overdue", name, None), *(("rung_fired", name, n) for n in (0, 1))]
    ]


def _settled(machine: Machine) -> list[dict[str, Any]]:
    """The record once every page went out or was dropped."""
    until = time.monotonic() + SETTLED_WITHIN
    while True:
        machine.crisis("keep", "--once")
        events = machine.events()
        pages: dict[object, str] = {}
        for event in events:
            if event["kind"].startswith("page_") and "page" in event["data"]:
                pages[event["data"]["page"]] = event["kind"]
        if set(pages.values()) <= {"page_sent", "page_dropped", "page_acknowledged"}:
            return events
        assert time.monotonic() < until, pages
        time.sleep(1)
