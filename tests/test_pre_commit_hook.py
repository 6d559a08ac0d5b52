"""The hooks that we ship, run by pre-commit in a team's repository.

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
    hooks:
      - {{id: crisis-validate, language: system}}
      - {{id: crisis-check, language: system, args: [--channel, x]}}
"""


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    """A team that uses both hooks."""
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
    team.write("notes/plan.txt", "Mistakes were made.\n")
    assert pre_commit(team, code=0).count("Skipped") == 2


def test_good_statements_pass(team: Repository) -> None:
    team.write("statements/en/word.txt", "We stopped the line at noon.\n")
    team.write("press/recall.statement.md", "We stopped the line at noon.\n")
    assert "Passed" in pre_commit(team, code=0)


@pytest.mark.parametrize("name", ["statements/en/word.txt", "press/recall.statement.md"])
def test_a_bad_statement_is_refused_with_its_line(team: Repository, name: str) -> None:
    team.write("statements/good.txt", "We stopped the line at noon.\n")
    team.write(name, f"We stopped the line.\nMistakes were made.\n{'We check. ' * 30}\n")
    said = pre_commit(team, code=1)
    assert "error[mistakes-were-made]" in said
    assert f"--> {name}:2:1" in said
    assert "error[over-the-limit]" in said


def test_they_can_be_installed_by_pre_commit_itself() -> None:
    for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")):
        assert (hook["language"], hook["entry"].split()[0]) == ("python", "crisis")
