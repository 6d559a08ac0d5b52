"""The hook that we ship, run by pre-commit in a team's repository.

The team has installed crisis-cli itself (`language: system`): pre-commit would fetch its parts from the network.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.repositories import BAD, GOOD, ROOT, Repository

HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks: [{{id: crisis-validate, language: system}}]
"""


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    """A team that uses the hook."""
    ours = Repository(tmp_path / "crisis-cli")
    shutil.copy(HOOKS, ours.folder)
    team = Repository(tmp_path / "team")
    team.write(".pre-commit-config.yaml", CONFIG.format(repo=ours.folder, rev=ours.commit()))
    return team


def pre_commit(team: Repository, code: int) -> str:
    team.call("git", "add", "--all")
    return team.call(sys.executable, "-m", "pre_commit", "run", "--color", "never", code=code).stdout


def test_a_good_playbook_passes(team: Repository) -> None:
    team.write("playbooks/product-contamination.yaml", GOOD)
    assert "Passed" in pre_commit(team, code=0)


def test_a_bad_playbook_is_refused_with_its_line(team: Repository) -> None:
    team.write("playbooks/product-contamination.yaml", BAD)
    said = pre_commit(team, code=1)
    assert 'role "laed" is not defined' in said
    assert "--> playbooks/product-contamination.yaml:" in said


def test_a_template_that_changes_is_a_reason_to_look_at_all_playbooks(team: Repository) -> None:
    team.write("playbooks/product-contamination.yaml", BAD)
    team.commit()
    team.write("templates/en/other.txt.j2", "We know. [ We speak again at ] {{ next_update }}\n")
    assert "laed" in pre_commit(team, code=1)


def test_other_files_start_nothing(team: Repository) -> None:
    team.write("src/config.yaml", "on: [push]\n")
    assert "Skipped" in pre_commit(team, code=0)


def test_it_can_be_installed_by_pre_commit_itself() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert (hook["language"], hook["entry"].split()[0]) == ("python", "crisis")
