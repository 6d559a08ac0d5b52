"""A baseline hides what was there before, however the lines moved, and says what of it is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crisis_cli.domain.findings import Finding, Place, Route, Severity
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.baseline import Baseline
from crisis_cli.ui.findings.json_format import render
from crisis_cli.ui.findings.result import Checked


def finding(
    rule: str = "late-promise",
    file: str = "playbooks/a.yaml",
    route: Route = ("steps", "x"),
    line: int = 3,
    **more: Any,
) -> Finding:
    return Finding(rule, Severity.ERROR, more.get("message", "late"), "", route, Place(file, line, 1, line, 2))


def written(path: Path, *findings: Finding) -> Baseline:
    checked = Checked(findings, 1, (), 0.1, lambda _: None)
    path.write_text(render(checked), encoding="utf-8")
    return Baseline.read(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_what_was_found_before_is_hidden_wherever_its_line_is_now(path: Path) -> None:
    new = finding(route=("steps", "y"))
    found = written(path, finding()).without([finding(line=99, message="late by 2m"), new])
    assert (found.kept, found.hidden, found.mended) == ((new,), 1, ())


@pytest.mark.parametrize(
    "other",
    [finding(rule="no-ladder"), finding(file="playbooks/b.yaml"), finding(route=("steps", 0)), finding(route=())],
)
def test_another_rule_file_or_place_is_another_finding(path: Path, other: Finding) -> None:
    found = written(path, finding()).without([other])
    assert found.kept == (other,)
    assert len(found.mended) == 1


def test_one_hides_one_and_two_hide_two(path: Path) -> None:
    assert len(written(path, finding(), finding()).without([finding()] * 3).kept) == 1


def test_a_finding_of_a_template_is_known_by_its_message(path: Path) -> None:
    one, other = (finding(route=(), message=message) for message in ("one", "other"))
    assert written(path, one).without([one, other]).kept == (other,)


def test_what_is_mended_is_told_for_the_files_that_were_looked_at(path: Path) -> None:
    baseline = written(path, finding(), finding(file="playbooks/b.yaml"), finding(file="gone.yaml"))
    found = baseline.without([finding(file="playbooks/b.yaml")], ["./playbooks/a.yaml", "playbooks/b.yaml"])
    assert [(one.rule, one.file, one.place) for one in found.mended] == [
        ("late-promise", "playbooks/a.yaml", "steps.x")
    ]
    assert len(baseline.without([]).mended) == 3


def test_a_baseline_written_on_another_platform_counts(path: Path) -> None:
    assert (
        written(path, finding(file="playbooks\\a.yaml")).without([finding(file="./playbooks/a.yaml")]).kept == ()
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("\x00\xff", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no findings in it"),
        ('{"findings": {}, "version": 1}', "no findings in it"),
        ('{"findings": []}', "version 1"),
        ('{"findings": [], "version": 99}', "version 1"),
        ('{"findings": [], "version": [1]}', "version 1"),
        ('{"findings": [1], "version": 1}', "finding 1 of"),
        ('{"findings": [{"rule": "a", "file": 3, "path": "x"}], "version": 1}', "finding 1 of"),
        ('{"findings": [{"rule": "a", "file": "b", "path": ["x"]}], "version": 1}', "finding 1 of"),
    ],
)
def test_what_is_no_baseline_is_refused_in_words(path: Path, text: str, words: str) -> None:
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError, match=words) as refused:
        Baseline.read(path)
    assert "crisis validate --format json" in refused.value.hint


def test_a_baseline_that_is_not_there_or_no_file_is_refused_in_words(path: Path) -> None:
    for wrong in (path, path.parent):
        with pytest.raises(CrisisError) as refused:
            Baseline.read(wrong)
        assert refused.value.hint


def test_a_huge_baseline_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crisis_cli.files.baseline.MAX_BYTES", 10)
    path.write_text(json.dumps({"version": 1, "findings": []}))
    with pytest.raises(UsageError, match="larger"):
        Baseline.read(path)
