"""`crisis freeze` and `crisis close` on a real terminal: what will be called is shown, and asked once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminals

BEHIND = ("sh", "-c", '"$@"; echo "exit $?"; sleep 20', "sh")

CHANNELS = f"""\
channels: walrus
freeze:
  scheduler:
    title: Scheduled posts
    freeze: {{command: ["{sys.executable}", walrus.py, pause]}}
    unfreeze: {{command: ["{sys.executable}", walrus.py, go]}}
"""


@pytest.fixture
def begun(tmp_path: Path, crisis: Callable[..., str]) -> Path:
    """A run, and a scheduler that writes down that it was told."""
    (tmp_path / "channels.yaml").write_text(CHANNELS, encoding="utf-8")
    (tmp_path / "walrus.py").write_text("open('told', 'a').write('told')", encoding="utf-8")
    crisis("run", "blank", "--plain", "--seen", "now", "--no-keeper")
    return tmp_path / "told"


@pytest.mark.parametrize("yes", [True, False])
def test_what_will_be_run_is_shown_and_asked_once(terminal: Terminals, begun: Path, yes: bool) -> None:
    screen = terminal("freeze", "--all", behind=BEHIND, columns=200)
    screen.until(f"Scheduled posts: runs {sys.executable} walrus.py pause", "Go on? [y/N]")
    assert not begun.exists()
    screen.press("y" if yes else "n", "Enter")
    screen.until("exit 0")
    assert begun.exists() is yes


def test_closing_asks_why_what_is_frozen_stays_so(
    terminal: Terminals, begun: Path, crisis: Callable[..., str]
) -> None:
    crisis("freeze", "--all", "--yes")
    assert begun.read_text() == "told"
    screen = terminal("close", "--reason", "over", behind=BEHIND, columns=200)
    screen.until("FROZEN Scheduled posts since", "Why does it stay so?")
    screen.press("until Monday", "Enter")
    screen.until("[y/N]")
    screen.press("y", "Enter")
    screen.until("left frozen by pat: Scheduled posts (until Monday)", "closed by pat: over", "exit 0")


@pytest.mark.usefixtures("begun")
def test_enter_alone_leaves_it_open(terminal: Terminals, crisis: Callable[..., str]) -> None:
    crisis("freeze", "--all", "--yes")
    screen = terminal("close", "--reason", "over", behind=BEHIND, columns=200)
    screen.until("Why does it stay so?")
    screen.press("Enter")
    screen.until("exit 3")
