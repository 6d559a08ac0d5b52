"""The board on a real terminal: opened, shared, killed, cut off."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.conftest import PATIENCE, Terminals

Crisis = Callable[..., str]

SECONDS = """\
playbook: seconds
title: A ladder of seconds
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: boss}
  boss: {title: Boss, deputy: second}
statements:
  word: {template: holding_general, speaker: boss, approvals: [boss], channels: [x]}
steps:
  - id: write
    role: lead
    draft: word
    within: 10m
  - id: call
    after: []
    role: lead
    do: Call the plant
    within: 3s
    ladder: [{after: 2s, page: second}, {after: 5s, page: boss}]
"""


def events(crisis: Crisis, kind: str) -> list[dict[str, Any]]:
    lines = (json.loads(line) for line in crisis("log", "--json").splitlines())
    return [event for event in lines if event["kind"] == kind]


def wait_for_events(crisis: Crisis, kind: str, count: int) -> list[dict[str, Any]]:
    deadline = time.monotonic() + PATIENCE
    while len(found := events(crisis, kind)) < count:
        assert time.monotonic() < deadline, found
        time.sleep(0.3)
    return found


def finish(crisis: Crisis) -> None:
    """Close, and see that no keeper outlives the run."""
    crisis("close", "--reason", "the test is over", "--yes")
    deadline = time.monotonic() + PATIENCE
    while json.loads(crisis("doctor", "--json"))["keepers"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_the_readmes_command_opens_a_whole_board(terminal: Terminals, crisis: Crisis) -> None:
    board = terminal("run", "product-contamination")
    board.until("First seen?")
    board.press("11 min ago", "Enter")
    screen = board.until("YOUR TURN", "Enter do", "keeper ok")
    order = [
        "#1 Contaminated product",
        "FIRST STATEMENT by",
        "If all use",
        "YOUR TURN",
        "> NOW",
        "- next",
        "UNKNOWN",
    ]
    places = [screen.index(text) for text in (*order, "Enter do")]
    assert places == sorted(places)
    assert "T+11" in screen
    assert all(len(line) <= 80 for line in screen.splitlines())
    board.press("q")
    finish(crisis)


def test_two_boards_share_a_run_and_one_that_is_killed_comes_back(terminal: Terminals, crisis: Crisis) -> None:
    first = terminal("run", "product-contamination", "--seen", "now")
    first.until("YOUR TURN", "Is this a crisis?")
    second = terminal("board", "--as", "ana", columns=120, rows=40)
    second.until("Is this a crisis?")
    first.press("Enter")
    first.until("1  One unhappy customer")
    first.press("3")
    second.until("Write the holding statement")
    os.kill(first.pid(), signal.SIGKILL)
    crisis("note", "the plant called back", "--as", "ana")
    second.until("the plant called back")
    again = terminal("board", rows=32)  # in 24 rows the feed makes way for seven open steps
    again.until("the plant called back")
    again.press("Enter")
    again.until("YOUR TURN", "Enter do")
    finish(crisis)


@pytest.mark.chaos  # real waits
def test_an_open_editor_and_a_cut_line_delay_no_rung(terminal: Terminals, crisis: Crisis, tmp_path: Path) -> None:
    (tmp_path / "seconds.yaml").write_text(SECONDS, encoding="utf-8")
    editor = tmp_path / "slow-editor"
    editor.write_text("#!/bin/sh\necho editing; sleep 10\n", encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    board = terminal("run", "./seconds.yaml", "--seen", "now", EDITOR=str(editor), VISUAL=str(editor))
    board.until("YOUR TURN")
    board.press("e")
    board.until("Write which statement?")
    board.press("Enter")
    board.until("F2")
    board.press("C-e")
    board.until("editing")
    board.cut()
    wait_for_events(crisis, "rung_fired", 2)
    pages = [event["data"] for event in events(crisis, "page_queued") if event["data"]["about"] == "rung"]
    assert [page["late_seconds"] for page in pages] == [0, 0]
    finish(crisis)
