"""Findings as SARIF 2.1.0, with the help of their rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crisis_cli import __version__
from crisis_cli.domain.findings import Edit, Finding, Place, RulePage, Severity
from crisis_cli.ui.findings.keys import fingerprinted, uri
from crisis_cli.ui.findings.result import Checked, ordered, sentence, unpadded
from crisis_cli.ui.safe import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}

Json = dict[str, Any]


def render(checked: Checked, pages: Mapping[str, RulePage]) -> str:
    """One run; of the rules only those that found something are described. What was not checked is a notification
    of the run."""
    found = ordered(checked.findings)
    rules = sorted({finding.rule for finding in found})
    numbers = {rule: number for number, rule in enumerate(rules)}
    notes = [{"level": "note", "message": {"text": f"Not checked: {what}"}} for what in checked.not_checked]
    driver = {
        "name": "crisis-cli",
        "version": __version__,
        "rules": [_rule(rule, pages.get(rule)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(finding, numbers[finding.rule], key) for finding, key in fingerprinted(found)],
    }
    return f"{json_text({'$schema': _SCHEMA, 'version': '2.1.0', 'runs': [run]})}\n"


def _rule(rule: str, page: RulePage | None) -> Json:
    if page is None:
        return {"id": rule, "shortDescription": {"text": rule}}
    return {
        "id": rule,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": _LEVEL[page.severity]},
        "properties": {"tags": [page.family]},
    }


def _result(finding: Finding, number: int, key: str) -> Json:
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVEL[finding.severity],
        "message": {"text": _sentences(finding)},
        "partialFingerprints": {"rulePlaceInDocument/v1": key},
    }
    if finding.place:
        result["locations"] = [{"physicalLocation": _physical(finding.place)}]
    related = [
        {"id": at, "message": {"text": unpadded(other)}, "physicalLocation": _physical(other.place)}
        for at, other in enumerate(finding.related)
        if other.place
    ]
    if related:
        result["relatedLocations"] = related
    if finding.fix:
        result["fixes"] = [_fix(finding)]
    return result


def _sentences(finding: Finding) -> str:
    """SARIF has no field for a hint; in a message [words](address) would be a link, which nobody meant."""
    return sentence(finding).replace("](", "] (")


def _physical(place: Place) -> Json:
    return {"artifactLocation": {"uri": uri(place.file)}, "region": _region(place)}


def _region(place: Place) -> Json:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(finding: Finding) -> Json:
    by_file: dict[str, list[Edit]] = {}
    for edit in finding.fix:
        by_file.setdefault(edit.place.file, []).append(edit)
    changes = [
        {
            "artifactLocation": {"uri": uri(file)},
            "replacements": [
                {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }
        for file, edits in by_file.items()
    ]
    return {"description": {"text": finding.hint or finding.message}, "artifactChanges": changes}
