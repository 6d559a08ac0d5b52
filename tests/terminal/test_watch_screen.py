"""The live picture of a watch on a real terminal: letters do not spoil it, and the terminal is given back."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import PATIENCE, Terminal, Terminals

WATCH = "watch: walrus\nbrands: [Walrus]\n"
BEHIND = ("sh", "-c", 'trap : INT; "$@"; echo "exit $?"; stty -a; sleep 20', "sh")


def opened(terminal: Terminals, folder: Path) -> Terminal:
    (folder / "watch.yaml").write_text(WATCH, encoding="utf-8")
    (folder / "posts.jsonl").write_text('{"time": "2026-11-22T03:14:00Z", "text": "walrus"}\n', encoding="utf-8")
    words = ("watch", "--mentions", "posts.jsonl", "--follow", "--no-page")
    screen = terminal(*words, behind=BEHIND)
    screen.until("Ctrl-C ends", "1 mention in all")
    return screen


def test_typed_letters_are_not_on_the_picture(terminal: Terminals, tmp_path: Path) -> None:
    screen = opened(terminal, tmp_path)
    screen.press("zyx", "Enter")
    with (tmp_path / "posts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"time": "2026-11-22T03:14:05Z", "text": "walrus two"}\n')
    shown = screen.until("2 mentions in all")
    assert "zyx" not in shown
    screen.press("C-c")
    shown = screen.until("exit 130", "echoctl")
    assert " echo " in shown.replace("\n", " ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_terminal_echoes_again_whatever_signal_ended_the_watch(
    terminal: Terminals, tmp_path: Path, number: int
) -> None:
    screen = opened(terminal, tmp_path)
    os.kill(child_of(screen.pid()), number)
    shown = screen.until(f"exit {128 + number}", "echoctl")
    assert " echo " in shown.replace("\n", " ")
    assert "-echo " not in shown


def child_of(pid: int) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
        )
        if found.stdout.split():
            return int(found.stdout.split()[0])
        assert time.monotonic() < deadline
        time.sleep(0.1)
