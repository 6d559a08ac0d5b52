"""What starting costs: help, version and errors load nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from crisis_cli.commands.catalogue import NAMES, load
from tests.commands.conftest import Crisis

HEAVY = ("textual", "jinja2", "yaml", "sqlite3", "psycopg", "apprise")


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_help_and_version_load_nothing_heavy(word: str) -> None:
    program = (
        "import sys\nfrom crisis_cli.__main__ import run\n"
        f"run([{word!r}])\nprint([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_command_explains_itself(crisis: Crisis, name: str) -> None:
    assert load(name).__doc__
    assert "Usage" in crisis(name, "--help").out


def test_an_unknown_command_is_a_wrong_usage(crisis: Crisis) -> None:
    assert "no such command" in crisis("statsu", code=2).err.lower()
