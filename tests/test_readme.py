"""The README's words are true: its commands exist, its playbook loads, its test line is what CI runs."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path

import pytest

from crisis_cli.commands.catalogue import NAMES
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.session import open_run
from crisis_cli.files.drafting import draft_statement
from crisis_cli.files.playbook_reader import read_playbook
from crisis_cli.journal.memory import MemoryJournal
from tests.fakes import FakeClock

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The README's code blocks in that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_playbook_in_the_readme_has_no_findings() -> None:
    (text,) = blocks("yaml")
    loaded = read_playbook(text, "README.md")
    assert loaded.findings == ()
    assert loaded.playbook is not None


def test_the_statement_in_the_readmes_playbook_can_be_drafted() -> None:
    (text,) = blocks("yaml")
    playbook = read_playbook(text, "README.md").playbook
    assert playbook is not None
    journal = MemoryJournal(FakeClock())
    opening = Opening(playbook, journal.now(), "pat")
    run = open_run(journal, opening, read_playbook=lambda _: playbook, new_id=iter("abcdefgh").__next__)
    made = draft_statement(run.incident, "holding", at=journal.now(), zone=UTC)
    assert "We speak again at" in made.text


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    command = blocks("sh")[1].strip()
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`crisis ([a-z]+)\b", README))))
def test_every_command_that_the_readme_names_exists(name: str) -> None:
    assert name in NAMES


def test_pictures_and_pages_that_the_readme_shows_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target
