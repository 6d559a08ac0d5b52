"""The README's words are true: its commands exist, its playbook loads, its test line is what CI runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisis_cli.commands.catalogue import NAMES
from crisis_cli.files.playbook_reader import read_playbook

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
