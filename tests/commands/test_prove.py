"""`crisis prove` as it is typed: exit codes, formats, and a comparison with a file or with what git remembers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import parts
from tests.commands.conftest import Crisis

PLAYBOOK = """\
playbook: oats
title: Bad oats
noticed_within: 5m
promises:
  first_statement: {within: 30m, kept_by: publish}
roles:
  lead: {title: Comms lead, deputy: coo}
  coo: {title: Operations chief, deputy: ceo}
  ceo: {title: Chief executive, deputy: coo}
statements:
  holding: {template: holding_general, speaker: coo, approvals: [coo], channels: [x]}
steps:
  - {id: write, role: lead, draft: holding, within: 8m}
  - {id: agree, role: coo, approve: holding, within: 3m, ladder: [{after: 1m, page: ceo, within: 3m}]}
  - {id: publish, role: lead, publish: holding, within: 2m}
"""
LATE = PLAYBOOK.replace("8m", "18m")
BARE = PLAYBOOK.replace("promises:\n  first_statement: {within: 30m, kept_by: publish}\n", "")
PER_ITEM = """\
playbook: post
title: One post
per: item
roles: {lead: {title: Comms lead}}
steps: [{id: look, role: lead, do: Look, within: 5s}]
"""


@pytest.fixture
def git(tmp_path: Path) -> Any:
    """`git("add", ".")` in a repository of its own beside the user."""
    program = parts.program("git")
    who = {
        f"GIT_{role}_{what}": "pat@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(*words: str) -> None:
        environ = {**os.environ, **who, **alone}
        subprocess.run([program, *words], cwd=tmp_path, env=environ, check=True, capture_output=True)

    run("init", "-q", "-b", "main")
    return run


def test_a_playbook_that_keeps_its_promises_ends_with_0_and_one_that_may_not_with_1(
    crisis: Crisis, write: Any
) -> None:
    assert "+ PROVEN: the promise is kept" in crisis("prove", write("oats", PLAYBOOK)).out
    late = crisis("prove", write("oats", LATE), code=1)
    assert "! NOT PROVEN: the promise may not be kept: first_statement." in late.out
    assert "2 min TOO LATE" in late.out


def test_shipped_playbooks_are_proven_by_their_name(crisis: Crisis) -> None:
    found = crisis("prove", "product-contamination").out
    assert "+ PROVEN" in found
    assert "size-up: growing or crisis" in found


def test_a_pipe_gets_eighty_columns_and_no_colour(crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = crisis("prove", "product-contamination").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert all(line.isprintable() for line in lines)


def test_json_and_markdown_are_printed_with_the_same_exit_code(crisis: Crisis, write: Any) -> None:
    path = write("oats", LATE)
    assert crisis("prove", path, "--format", "json", code=1).json["promises"][0]["verdict"] == "late"
    assert crisis("prove", path, "--format", "md", code=1).out.startswith("### Promises of Bad oats (`oats`)\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BARE, "makes no promises: there is nothing to prove"),
        (PER_ITEM, "is for one post or letter (per: item)"),
    ],
)
def test_a_playbook_without_promises_has_nothing_to_prove(
    crisis: Crisis, write: Any, text: str, said: str
) -> None:
    ran = crisis("prove", write("oats", text), code=2)
    assert said in ran.err
    assert ran.out == ""


def test_a_promise_that_no_plan_can_count_proves_nothing(crisis: Crisis, write: Any) -> None:
    ran = crisis("prove", write("oats", PLAYBOOK.replace("publish}\n", "publish, from: change}\n", 1)), code=2)
    assert "? NOTHING TO PROVE" in ran.out


def test_an_unknown_playbook_ends_with_2_and_the_nearest_name(crisis: Crisis) -> None:
    assert 'did you mean "product-contamination"?' in crisis("prove", "product-contaminaton", code=2).err


def test_a_file_with_errors_is_proven_as_far_as_it_goes_and_never_green(crisis: Crisis, write: Any) -> None:
    broken = PLAYBOOK + "  - {id: odd, role: nobody, do: It}\n"
    ran = crisis("prove", write("oats", broken), code=1)
    assert "! NOT PROVEN: the file has errors." in ran.out
    assert "! The file has 1 error: this is a proof of what can be run without." in ran.out
    assert "+ kept" in ran.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("approvals: [coo]", "approvals: [coo, {any: [nobody]}]"),
        ("publish: holding, within: 2m", "publish: holding, by: 17m"),
        ("kept_by: publish", "kept_by: publish, from: publish"),
        (
            "within: 2m}\n",
            "within: 2m}\n  - {id: leave, after: [], role: coo, do: Leave, within: 9h, ends: gone}\n",
        ),
    ],
)
def test_what_keeps_a_promise_from_being_kept_and_no_clock_sees_is_no_proof(
    crisis: Crisis, write: Any, old: str, new: str
) -> None:
    text = PLAYBOOK.replace("statements:", "  nobody: {title: Nobody}\nstatements:").replace(old, new)
    assert "! NOT PROVEN: the file has errors." in crisis("prove", write("oats", text), code=1).out


@pytest.mark.parametrize(
    "text", ["", "steps: 7", "\0", PLAYBOOK.replace("kept_by: publish}", "kept_by: nothing-at-all}")]
)
def test_a_file_of_which_no_promise_can_be_read_is_refused_with_its_findings(
    crisis: Crisis, write: Any, text: str
) -> None:
    ran = crisis("prove", write("oats", text), code=1)
    assert "oats.yaml:" in ran.err
    assert "nothing can be proven" in ran.err


def test_what_is_refused_is_shown_with_its_lines_and_where_the_file_lies(
    crisis: Crisis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "playbooks").mkdir()
    broken = PLAYBOOK.replace("kept_by: publish}", "kept_by: nothing-at-all}")
    (tmp_path / "playbooks" / "oats.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for typed in ("oats", "playbooks/oats.yaml", str(tmp_path / "playbooks" / "oats.yaml")):
        err = crisis("prove", typed, code=1).err
        assert f"--> {Path('playbooks', 'oats.yaml')}:5:43\n" in err
        assert "5 |   first_statement: {within: 30m, kept_by: nothing-at-all}\n" in err


def test_a_file_is_what_a_name_after_against_means_first(crisis: Crisis, write: Any) -> None:
    before = write("before", PLAYBOOK)
    ran = crisis("prove", write("oats", PLAYBOOK.replace("8m", "10m")), "--against", before)
    assert "! first_statement: 22 -> 24 min (2 min less to spare)" in ran.out


def test_promises_that_were_all_taken_away_are_named(crisis: Crisis, write: Any) -> None:
    before = write("before", PLAYBOOK)
    ran = crisis("prove", write("oats", BARE), "--against", before, code=2)
    assert f"{before} has: first_statement." in ran.err


def test_a_file_that_cannot_be_read_is_not_compared(crisis: Crisis, write: Any) -> None:
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", write("before", "steps: 7"))
    assert "Not compared: ./before.yaml has" in ran.out


def test_git_remembers_how_it_was(crisis: Crisis, write: Any, git: Any, tmp_path: Path) -> None:
    path = write("oats", PLAYBOOK)
    git("add", "."), git("commit", "-qm", "One")
    write("oats", PLAYBOOK.replace("8m", "10m"))
    said = "! first_statement: 22 -> 24 min (2 min less to spare)"
    for ref in ("main", "HEAD", "main^{commit}"):
        assert said in crisis("prove", path, "--against", ref).out
    assert (
        r"- ! first\_statement: 22 -\> 24 min" in crisis("prove", path, "--against", "main", "--format", "md").out
    )
    (tmp_path / "main").write_text("a file of that name wins")
    assert "Not compared: main has" in crisis("prove", path, "--against", "main").out


def test_a_playbook_in_a_folder_is_found_at_the_ref_from_anywhere(
    crisis: Crisis, git: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "oats.yaml").write_text(PLAYBOOK)
    git("add", "."), git("commit", "-qm", "One")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert "= first_statement: 22 min as before" in crisis("prove", "oats", "--against", "main").out
    monkeypatch.chdir(folder)
    assert "= first_statement: 22 min as before" in crisis("prove", "./oats.yaml", "--against", "HEAD").out


def test_a_playbook_that_was_not_there_is_all_new(crisis: Crisis, write: Any, git: Any) -> None:
    git("commit", "-q", "--allow-empty", "-m", "Nothing yet")
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", "main")
    assert "It is not there at main: the whole playbook is new." in ran.out


@pytest.mark.parametrize("ref", ["nowhere", "main~9", "f" * 40, "main\u00e9", "x y"])
def test_a_ref_that_git_does_not_know_is_said(crisis: Crisis, write: Any, git: Any, ref: str) -> None:
    git("commit", "-q", "--allow-empty", "-m", "Nothing yet")
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", ref, code=2)
    assert "git knows no such branch, tag or commit" in ran.err


@pytest.mark.parametrize("ref", ["-x", "--output=stolen", "main:oats.yaml", "a\nb", "\x1b[2J", "a\0b"])
def test_what_cannot_be_a_ref_never_reaches_git(
    crisis: Crisis, write: Any, monkeypatch: pytest.MonkeyPatch, ref: str
) -> None:
    monkeypatch.setenv("PATH", "")
    ran = crisis("prove", write("oats", PLAYBOOK), f"--against={ref}", code=2)
    assert "is neither a file nor a git ref" in ran.err


def test_outside_a_repository_it_says_so(
    crisis: Crisis, write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.program("git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", "main", code=2)
    assert "oats.yaml is in no git repository" in ran.err


def test_a_machine_without_git_is_told_to_name_a_file(
    crisis: Crisis, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", "main", code=4)
    assert "git is not on this machine" in ran.err


def test_a_git_that_does_not_answer_is_not_waited_for(
    crisis: Crisis, write: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = parts.program("sleep")
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\nexec {program} 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent))
    monkeypatch.setattr("crisis_cli.commands.checking.git_files.SECONDS", 0.2)
    ran = crisis("prove", write("oats", PLAYBOOK), "--against", "main", code=4)
    assert "git did not answer within" in ran.err


def test_what_was_too_large_or_a_folder_at_the_ref_is_no_playbook(
    crisis: Crisis, write: Any, git: Any, tmp_path: Path
) -> None:
    (tmp_path / "oats.yaml").mkdir()
    (tmp_path / "oats.yaml" / "inside").write_text("x")
    git("add", "."), git("commit", "-qm", "A folder"), git("tag", "folder")
    git("rm", "-rq", "oats.yaml")
    (tmp_path / "oats.yaml").write_text("#" * ((1 << 20) + 1))
    git("add", "."), git("commit", "-qm", "Large"), git("tag", "large")
    path = write("oats", PLAYBOOK)
    assert "is not a file" in crisis("prove", path, "--against", "folder", code=2).err
    assert "larger than 1 MiB" in crisis("prove", path, "--against", "large", code=2).err
