"""The README's section "In CI": its snippets are YAML, and their commands do what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.parts import program
from tests.repositories import BAD, GOOD, ROOT, Repository

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("\n## In CI\n")[1].split("\n## ")[0]
GITHUB, GITLAB, PRE_COMMIT = (
    yaml.load(text, yaml.BaseLoader)  # raw text: `on` stays a word
    for text in re.findall(r"```yml\n(.*?)```", SECTION, re.DOTALL)
)
STEPS: list[dict[str, Any]] = GITHUB["jobs"]["playbooks"]["steps"]


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    """A repository with a good playbook on its main branch, as a runner of a pull request has checked it out."""
    team = Repository(tmp_path / "team")
    team.write("playbooks/product-contamination.yaml", GOOD)
    team.call("git", "update-ref", "refs/remotes/origin/main", team.commit())
    return team


def script(word: str) -> tuple[str, dict[str, str]]:
    """The step that runs this command, and its surroundings."""
    (step,) = (step for step in STEPS if word in step.get("run", ""))
    return step["run"], step.get("env", {})


def run(team: Repository, text: str, code: int, **environ: str) -> str:
    """What it prints, run as GitHub does: by bash, stopping at the first failure."""
    return team.call(program("bash"), "-e", "-c", text, code=code, **environ).stdout


def test_github_lets_a_good_playbook_pass_and_annotates_a_bad_one(team: Repository) -> None:
    command, _ = script("crisis validate")
    assert "::" not in run(team, command, 0)
    team.write("playbooks/product-contamination.yaml", BAD)
    assert run(team, command, 1).startswith("::error file=playbooks/product-contamination.yaml,line=")


def test_the_comment_on_a_pull_request_has_the_proof_of_what_changed(team: Repository, tmp_path: Path) -> None:
    command, environ = script("crisis prove")
    assert set(environ) == {"BASE", "PULL", "GH_TOKEN"}
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "gh").write_text('#!/bin/sh\nfor last; do :; done\ncat "$last" > posted.md\necho "$@"\n')
    (bin_ / "gh").chmod(0o755)
    values = {"BASE": "origin/main", "PULL": "7", "PATH": f"{bin_}:{team.environ['PATH']}"}
    assert run(team, command, 0, **values) == "", "nothing changed, nothing to say"
    team.write("playbooks/product-contamination.yaml", slower(GOOD))
    team.write("playbooks/scenarios/drill.yaml", "scenario: drill\n")
    team.commit()
    assert "pr comment 7" in run(team, command, 0, **values)
    posted = (team.folder / "posted.md").read_text(encoding="utf-8")
    assert "first_statement" in posted


def slower(text: str) -> str:
    """The same playbook with a minute more for one step."""
    return re.sub(r"within: (\d+)m", lambda found: f"within: {int(found[1]) + 1}m", text, count=2)


def test_gitlab_gets_a_report_where_it_looks_for_it(team: Repository) -> None:
    job = GITLAB["playbooks"]
    (command,) = job["script"]
    command = command.split(" && ", 1)[1]
    report = team.folder / job["artifacts"]["reports"]["codequality"]
    run(team, command, 0)
    assert report.read_text(encoding="utf-8") == "[]\n"
    team.write("playbooks/product-contamination.yaml", BAD)
    run(team, command, 1)
    assert '"unknown-name"' in report.read_text(encoding="utf-8")


def test_the_hook_in_the_snippet_is_one_that_we_ship() -> None:
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = PRE_COMMIT["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in ours]
