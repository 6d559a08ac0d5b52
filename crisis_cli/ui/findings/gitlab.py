"""Findings as a GitLab code quality report."""

from __future__ import annotations

from crisis_cli.domain.findings import Severity
from crisis_cli.ui.findings.keys import fingerprinted, portable
from crisis_cli.ui.findings.result import Checked, ordered, sentence
from crisis_cli.ui.safe import json_text

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}
"""Of GitLab's info, minor, major, critical and blocker."""


def render(checked: Checked) -> str:
    """A list of one object a finding, as GitLab's documentation of code quality reports has it."""
    shown = [
        {
            "description": sentence(finding),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[finding.severity],
            "location": {
                "path": portable(finding.place.file) if finding.place else "",
                "lines": {"begin": finding.place.line if finding.place else 1},
            },
        }
        for finding, fingerprint in fingerprinted(ordered(checked.findings))
    ]
    return f"{json_text(shown)}\n"
