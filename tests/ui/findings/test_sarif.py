"""SARIF as sarif-tools reads it, with what GitHub and editors take from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sarif.loader import load_sarif_file

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.ui.findings import Format, render
from tests.ui.findings.samples import ADVICE, HOSTILE, PAGES, STALE, UNKNOWN, checked, moved


def shown(*findings: Finding, **others: Any) -> str:
    return render(Format.SARIF, checked(*findings, **others), PAGES, colour=False)


def results(*findings: Finding) -> tuple[Any, Any]:
    (run,) = json.loads(shown(*findings))["runs"]
    return run, run["results"]


def test_sarif_tools_reads_our_report(tmp_path: Path) -> None:
    path = tmp_path / "crisis.sarif"
    path.write_text(shown(UNKNOWN, STALE, ADVICE, HOSTILE), encoding="utf-8")
    read = load_sarif_file(str(path))
    assert read.get_distinct_tool_names() == ["crisis-cli"]
    records = {record["Code"]: record for record in read.get_records()}
    assert {code: record["Severity"] for code, record in records.items()} == {
        "unknown-name": "error",
        "stale-plan": "warning",
        "no-phases": "note",
        "unknown-key": "error",
    }
    assert (records["unknown-name"]["Location"], records["unknown-name"]["Line"]) == (
        "playbooks/site-down.yaml",
        7,
    )
    environ = {**os.environ, "MPLCONFIGDIR": str(tmp_path)}  # it imports matplotlib, which looks for a home
    command = [sys.executable, "-m", "sarif", "summary", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environ)
    assert ran.returncode == 0, ran.stderr
    assert "error: 2" in ran.stdout


def test_sarif_carries_the_help_of_the_rules_that_found_something() -> None:
    run, (result, _) = results(UNKNOWN, moved(UNKNOWN, 1))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("# unknown-name\n")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert (result["ruleId"], result["ruleIndex"]) == ("unknown-name", 0)
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_has_places_other_ends_and_fixes() -> None:
    _, (result,) = results(UNKNOWN)
    place = {
        "artifactLocation": {"uri": "playbooks/site-down.yaml"},
        "region": {"startLine": 7, "startColumn": 11, "endLine": 7, "endColumn": 15},
    }
    assert result["locations"] == [{"physicalLocation": place}]
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 4
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    assert change == {
        "artifactLocation": place["artifactLocation"],
        "replacements": [{"deletedRegion": place["region"], "insertedContent": {"text": "legal"}}],
    }


def test_sarif_fingerprints_know_the_place_in_the_document_and_no_line() -> None:
    _, (one,) = results(UNKNOWN)
    _, (other,) = results(moved(UNKNOWN, 12))
    assert one["partialFingerprints"] == other["partialFingerprints"]


def test_sarif_says_what_was_not_checked() -> None:
    (run,) = json.loads(shown(not_checked=("contacts",)))["runs"]
    assert run["results"] == []
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "Not checked: contacts"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./playbooks/a b.yaml", "playbooks/a%20b.yaml"),
        ("100%/ü:#?.yaml", "100%25/%C3%BC%3A%23%3F.yaml"),
        ("/srv/plans/a.yaml", "file:///srv/plans/a.yaml"),
        ("odd\udcff.yaml", "odd%FF.yaml"),
    ],
)
def test_sarif_names_files_by_uri(file: str, uri: str) -> None:
    _, (result,) = results(STALE._replace(place=Place(file, 1, 1, 1, 2)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_file_cannot_put_a_link_into_a_sarif_message() -> None:
    _, (result,) = results(HOSTILE)
    assert "](" not in result["message"]["text"]
