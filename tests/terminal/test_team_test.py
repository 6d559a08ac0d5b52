"""`crisis team test` on a real terminal: the code is not shown, and who was paged reads it out."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.reach.receivers import web
from tests.terminal.conftest import PATIENCE, Terminals

TEAM = (
    "team: t\nzone: UTC\npeople: {{ana: {{name: Ana, loud: 'json://127.0.0.1:{port}'}}}}\nroles: {{lead: ana}}\n"
)


@pytest.mark.parametrize("right", [True, False])
def test_the_code_that_is_read_out_shows_that_it_arrived(terminal: Terminals, tmp_path: Path, right: bool) -> None:
    with web() as receiver:
        team = tmp_path / "team.yaml"
        team.write_text(TEAM.format(port=receiver.port), encoding="utf-8")
        behind = ("sh", "-c", '"$@"; echo "exit $?"; sleep 20', "sh")
        screen = terminal("team", "test", "ana", behind=behind, CRISIS_TEAM=str(team))
        screen.until("The code that ana reads to you")
        deadline = time.monotonic() + PATIENCE
        while not receiver.said:
            assert time.monotonic() < deadline, screen.screen()
        code = re.search(r"the code (\d \d \d \d)", receiver.said[0]["message"])
        assert code is not None
        assert code[1].replace(" ", "") not in screen.screen()
        screen.press(*(code[1].split() if right else "0"), "Enter")
        if right:
            screen.until("ana can be reached. Write the day", "exit 0")
        else:
            screen.until("That is not it.")
            screen.press("Enter")
            screen.until("ana did NOT acknowledge it.", "exit 1")
