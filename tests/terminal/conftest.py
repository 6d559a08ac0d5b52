"""Terminals as a person has them: tmux, keys in, screens out. What is waited for is polled, never timed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.parts import program

PATIENCE = 30.0
"""Seconds until a screen must show what it is asked for; a busy machine is slow, not wrong."""


class Terminal:
    """One screen of a tmux server of the test's own."""

    def __init__(self, tmux: list[str], name: str) -> None:
        self._tmux = tmux
        self._name = name

    def __call__(self, *words: str) -> str:
        command = [*self._tmux, words[0], "-t", self._name, *words[1:]]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        return ran.stdout

    def press(self, *keys: str) -> None:
        """Keys by tmux's names, or text."""
        subprocess.run([*self._tmux, "send-keys", "-t", self._name, *keys], check=True)

    def screen(self) -> str:
        """What is on it now."""
        return self("capture-pane", "-p")

    def until(self, *texts: str) -> str:
        """The screen once it shows all these."""
        deadline = time.monotonic() + PATIENCE
        while True:
            shown = self.screen()
            if all(text in shown for text in texts):
                return shown
            assert time.monotonic() < deadline, f"never saw {texts}:\n{shown}"
            time.sleep(0.1)

    def pid(self) -> int:
        """The process that runs in it."""
        return int(self("display-message", "-p", "#{pane_pid}"))

    def cut(self) -> None:
        """The line is cut: the terminal is gone, whatever ran in it hangs up."""
        self("kill-session")


Terminals = Callable[..., Terminal]


@pytest.fixture
def environ(crisis_home: Path) -> dict[str, str]:
    """The environment of every process of this test; a size in it would count for more than the terminal's own."""
    return {
        **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        "CRISIS_HOME": str(crisis_home),
        "CRISIS_AS": "pat",
        "TZ": "Europe/Berlin",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def terminal(tmp_path: Path, environ: dict[str, str]) -> Iterator[Terminals]:
    """`terminal("run", "blank", columns=80, rows=24)` opens a screen with that command in it."""
    tmux = [program("tmux"), "-S", str(tmp_path / "tmux"), "-f", os.devnull]
    count = 0

    def opened(
        *words: str, columns: int = 80, rows: int = 24, behind: Sequence[str] = (), **more: str
    ) -> Terminal:
        nonlocal count
        count += 1
        name = f"screen{count}"
        size = ["-x", str(columns), "-y", str(rows)]
        command = [*behind, sys.executable, "-m", "crisis_cli", *words]
        settings = [word for key, value in more.items() for word in ("-e", f"{key}={value}")]
        subprocess.run(
            [*tmux, "new-session", "-d", "-s", name, *size, *settings, "-c", str(tmp_path), *command],
            env=environ,
            check=True,
        )
        return Terminal(tmux, name)

    yield opened
    subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def crisis(environ: dict[str, str], tmp_path: Path) -> Callable[..., str]:
    """A command in a process of its own; returns its stdout."""

    def ran(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "crisis_cli", *words],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran
