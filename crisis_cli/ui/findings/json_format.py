"""Findings as JSON, in the one documented shape that scripts may rely on."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, Place, show_route
from crisis_cli.ui.findings.result import Checked, ordered, unpadded
from crisis_cli.ui.safe import json_text

VERSION = 1
"""Rises when a field changes its meaning or goes; a new field does not raise it."""


def render(checked: Checked) -> str:
    """`{version, findings, checked, not_checked, seconds}` on one line.

    Lines and columns count from 1, in characters; the end is exclusive; all are null for a finding without a
    place. `path` is the place in the document, `fix` whether `--fix` would put it right.
    """
    shown = {
        "version": VERSION,
        "findings": [as_object(finding) for finding in ordered(checked.findings)],
        "checked": checked.files,
        "not_checked": list(checked.not_checked),
        "seconds": round(checked.seconds, 3),
    }
    return f"{json_text(shown)}\n"


def as_object(finding: Finding) -> dict[str, object]:
    """One finding in that shape."""
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        **_start(place),
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "message": finding.message,
        "hint": finding.hint,
        "related": [{"message": unpadded(other), **_start(other.place)} for other in finding.related],
        "path": show_route(finding.route),
        "fix": bool(finding.fix),
    }


def _start(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}
