"""JSON, GitLab, GitHub and JUnit, each as the program that reads it wants it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from junitparser import Failure, JUnitXml

from crisis_cli.domain.findings import Finding
from crisis_cli.ui.findings import Format, render
from crisis_cli.ui.safe import safe
from tests.ui.findings.samples import ADVICE, HOSTILE, PAGES, STALE, UNKNOWN, checked, moved


def shown(form: Format, *findings: Finding, **others: Any) -> str:
    return render(form, checked(*findings, **others), PAGES, colour=False)


# JSON


def test_json_has_the_documented_shape() -> None:
    assert json.loads(shown(Format.JSON, UNKNOWN, not_checked=("team",))) == {
        "version": 1,
        "findings": [
            {
                "rule": "unknown-name",
                "severity": "error",
                "file": "playbooks/site-down.yaml",
                "line": 7,
                "column": 11,
                "end_line": 7,
                "end_column": 15,
                "message": 'role "lgal" is not defined',
                "hint": 'did you mean "legal"?',
                "related": [
                    {
                        "message": '"legal" is defined here',
                        "file": "playbooks/site-down.yaml",
                        "line": 4,
                        "column": 3,
                    }
                ],
                "path": "steps.ask-them.role",
                "fix": True,
            }
        ],
        "checked": 12,
        "not_checked": ["team"],
        "seconds": 0.25,
    }


def test_json_says_null_for_a_place_that_nobody_knows() -> None:
    (finding,) = json.loads(shown(Format.JSON, UNKNOWN._replace(place=None)))["findings"]
    assert finding["line"] is finding["file"] is finding["end_column"] is None


@pytest.mark.parametrize("form", [Format.JSON, Format.SARIF, Format.GITLAB])
def test_json_keeps_what_is_hostile_as_escapes_and_is_no_broken_unicode(form: Format) -> None:
    said = shown(form, HOSTILE)
    assert said == safe(said)
    assert "\\u001b]52;c;" in said
    json.dumps(json.loads(said), ensure_ascii=False).encode()  # fails on half of a surrogate pair


# GitLab


def test_gitlab_gets_what_its_code_quality_report_needs() -> None:
    (entry,) = json.loads(shown(Format.GITLAB, UNKNOWN))
    assert re.fullmatch("[0-9a-f]{64}", entry.pop("fingerprint"))
    assert entry == {
        "description": 'role "lgal" is not defined (did you mean "legal"?)',
        "check_name": "unknown-name",
        "severity": "major",
        "location": {"path": "playbooks/site-down.yaml", "lines": {"begin": 7}},
    }
    assert json.loads(shown(Format.GITLAB)) == []


def test_a_fingerprint_stays_when_lines_move_and_no_two_are_the_same() -> None:
    def fingerprints(*findings: Finding) -> list[str]:
        return [entry["fingerprint"] for entry in json.loads(shown(Format.GITLAB, *findings))]

    assert fingerprints(UNKNOWN) == fingerprints(moved(UNKNOWN, 30))
    assert len(set(fingerprints(UNKNOWN, moved(UNKNOWN, 1), STALE, ADVICE))) == 4


# GitHub


def commands(log: str) -> list[str]:
    """The lines that GitHub's runner would obey (actions/runner, ActionCommand.cs)."""
    return [line for line in log.split("\n") if line.lstrip().startswith("::") or "##[" in line]


def test_github_gets_an_annotation_with_the_place_and_a_message_that_names_it_too() -> None:
    assert shown(Format.GITHUB, UNKNOWN).splitlines() == [
        "::error file=playbooks/site-down.yaml,line=7,col=11,endLine=7,endColumn=14,title=unknown-name"
        '::playbooks/site-down.yaml:7:11: error[unknown-name]: role "lgal" is not defined (did you mean "legal"?)'
        "%0Acrisis explain unknown-name",
        "1 error in 1 of 12 files.",
    ]


def test_github_gets_no_columns_for_several_lines() -> None:
    assert shown(Format.GITHUB, ADVICE).startswith(
        "::notice file=playbooks/other.yaml,line=3,endLine=5,title=no-phases::playbooks/other.yaml:3:1: hint["
    )


def test_github_escapes_are_undone_to_what_was_meant() -> None:
    (command,) = commands(shown(Format.GITHUB, HOSTILE))
    found = re.fullmatch(r"::error ([^:]*)::(.*)", command)
    assert found is not None
    fields = dict(field.split("=", 1) for field in found[1].split(","))
    file = fields["file"]
    for code, letter in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        file = file.replace(code, letter)
    assert HOSTILE.place is not None
    assert file == safe(HOSTILE.place.file)
    assert set(fields) == {"file", "line", "col", "endLine", "endColumn", "title"}
    assert "100%25: <b>" in found[2]
    assert command == safe(command)


def test_github_shows_ten_errors_first_and_says_how_many_are_left() -> None:
    errors = [moved(UNKNOWN, number) for number in range(8)]
    log = shown(Format.GITHUB, ADVICE, STALE, *errors, STALE, moved(HOSTILE, 5), HOSTILE)
    lines = log.rstrip("\n").split("\n")
    assert [line.split()[0] for line in lines[:10]] == ["::error"] * 10
    assert commands(log) == lines[:10]
    assert len(lines) == 10 + 3 + 2
    assert lines[-1] == "3 more findings above without an annotation: GitHub shows 10 a step."


def test_a_hostile_finding_past_the_tenth_is_no_command() -> None:
    log = shown(Format.GITHUB, *[HOSTILE] * 12)
    assert len(commands(log)) == 10


# JUnit


def junit(*findings: Finding, **others: Any) -> JUnitXml:
    return JUnitXml.fromstring(shown(Format.JUNIT, *findings, **others).encode())


def test_junit_has_a_case_a_file_and_a_failure_where_an_error_is() -> None:
    names = ("playbooks/other.yaml", "playbooks/site-down.yaml", "team.yaml")
    report = junit(UNKNOWN, STALE, ADVICE, file_names=names, files=3, not_checked=("contacts",))
    (suite,) = report
    assert [case.name for case in suite] == list(names)
    assert (report.tests, report.failures, report.errors, report.time) == (3, 1, 0, 0.25)
    (failure,) = next(case for case in suite if case.name == names[1]).result
    assert isinstance(failure, Failure)
    assert failure.message == "1 error, 1 warning"
    assert "7 |     role: lgal\n  |           ^^^^\n" in failure.text
    assert [(one.name, one.value) for one in suite.properties()] == [("not checked", "contacts")]
    (advised, *_) = suite
    assert advised.is_passed
    assert "12 steps without a phase" in advised.system_out


def test_junit_fails_a_warning_when_the_check_does() -> None:
    assert junit(STALE).failures == 0
    assert junit(STALE, strict=True).failures == 1
    assert junit(ADVICE, strict=True).failures == 0


def test_junit_stays_xml_whatever_a_file_holds() -> None:
    (suite,) = junit(HOSTILE, text="\x1b\x00\ufffe]]>&<\x85", file_names=["clean\x08.yaml"])
    assert sum(1 for _ in suite) == 2
    assert suite.failures == 1


# All


@pytest.mark.parametrize("form", list(Format))
def test_every_form_ends_with_a_newline_or_is_empty_and_takes_no_findings(form: Format) -> None:
    for findings in ((), (HOSTILE,), (UNKNOWN._replace(place=None, route=()),)):
        said = shown(form, *findings)
        assert said.endswith("\n") or (form is Format.CONCISE and not findings)
        said.encode("utf-8", "backslashreplace")


@pytest.mark.parametrize(("form", "unwanted"), [("text", "json xml rich hashlib"), ("concise", "json xml rich")])
def test_only_the_form_that_is_asked_for_is_loaded(form: str, unwanted: str) -> None:
    program = f"""
import sys
from crisis_cli.domain.findings import Finding, Place, Severity
from crisis_cli.ui.findings import Checked, Format, render
finding = Finding("r", Severity.ERROR, "m", place=Place("a", 1, 1, 1, 2))
render(Format({form!r}), Checked([finding], 1, [], 0.1, lambda _: "text"), {{}}, colour=True)
print(*sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert not set(unwanted.split()) & {name.split(".")[0] for name in ran.stdout.split()}
