"""The README's words are true: its commands exist, its playbook loads, its test line is what CI runs."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path

import pytest
import yaml

from crisis_cli.__main__ import run
from crisis_cli.commands.catalogue import NAMES
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import open_run
from crisis_cli.files.documents import read_document
from crisis_cli.files.drafting import draft_statement
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.journal.memory import MemoryJournal
from tests.fakes import FakeClock
from tests.rules.checked import checked

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The README's code blocks in that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def the_playbook() -> str:
    """The one that is whole."""
    (text,) = (block for block in blocks("yaml") if block.startswith("playbook:"))
    return text


def test_the_playbook_in_the_readme_has_no_findings() -> None:
    text = the_playbook()
    loaded = read_playbook(text, "README.md")
    assert loaded.findings == ()
    assert loaded.playbook is not None


def test_what_the_readme_adds_to_a_playbook_can_be_added_to_this_one() -> None:
    (added,) = (block for block in blocks("yaml") if block.startswith("promises:"))
    whole, more = yaml.safe_load(the_playbook()), yaml.safe_load(added)
    text = yaml.safe_dump(
        {**whole, **{name: {**whole.get(name, {}), **more[name]} for name in more}}, sort_keys=False
    )
    assert read_playbook(text, "README.md").findings == ()


def test_the_team_file_in_the_readme_has_no_findings() -> None:
    (text,) = (block for block in blocks("yaml") if block.startswith("team:"))
    assert read_document(text, "team.yaml").findings == ()


def test_what_the_readme_freezes_can_stand_in_a_channels_file() -> None:
    (text,) = (block for block in blocks("yaml") if block.startswith("freeze:"))
    document = read_document(f"channels: walrus-burger\n{text}", "channels.yaml")
    assert document.findings == ()
    assert document.channels is not None
    assert {name: freezer.title for name, freezer in document.channels.freezers.items()} == {
        "scheduler": "Scheduled posts",
        "adverts": "Adverts",
    }


def test_the_channels_file_in_the_readme_has_no_findings() -> None:
    (text,) = (block for block in blocks("yaml") if block.startswith("channels:"))
    assert read_document(text, "channels.yaml").findings == ()


def test_the_watch_file_in_the_readme_has_no_findings() -> None:
    (text,) = (block for block in blocks("yaml") if block.startswith("watch:"))
    assert read_document(text, "watch.yaml").findings == ()


def test_what_the_readme_says_of_its_playbook_is_what_the_rules_find() -> None:
    text = the_playbook()
    assert {finding.rule for finding in checked(text)} == {
        *("no-owner", "no-review-date", "no-stand-down", "no-pause", "no-next-word"),
    }


def test_the_finding_in_the_readme_is_how_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = the_playbook()
    ceo = "  ceo: {title: Chief executive, deputy: duty-manager}\n"
    text = text.replace(ceo, ceo + "  legal: {title: Counsel, deputy: ceo}\n").replace(
        "speaker: ceo", "speaker: lgal"
    )
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks/site-down.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["validate"]) == 1
    (shown,) = blocks("text")
    assert shown in capsys.readouterr().out


def test_the_statement_in_the_readmes_playbook_can_be_drafted() -> None:
    text = the_playbook()
    playbook = read_playbook(text, "README.md").playbook
    assert playbook is not None
    journal = MemoryJournal(FakeClock())
    opening = Opening(playbook, journal.now(), "pat")
    begun = open_run(
        journal, opening, read_playbook=lambda _: playbook, new_id=iter("abcdefgh").__next__, checks=unchecked
    )
    made = draft_statement(begun.incident, "holding", at=journal.now(), zone=UTC)
    assert "We speak again at" in made.text


def test_ci_runs_exactly_the_readmes_test_command() -> None:
    command = blocks("sh")[1].strip()
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`crisis ([a-z]+(?:-[a-z]+)*)\b", README))))
def test_every_command_that_the_readme_names_exists(name: str) -> None:
    assert name in NAMES


def test_pictures_and_pages_that_the_readme_shows_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target
