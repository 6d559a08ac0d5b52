"""Findings with one line each, for editors and for `grep`."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, show_route
from crisis_cli.ui.findings.result import Checked, ordered, sentence
from crisis_cli.ui.findings.text import where
from crisis_cli.ui.safe import safe_line


def render(checked: Checked) -> str:
    """`file:line:column: error[rule]: message (hint)`, and nothing when nothing was found."""
    return "".join(f"{one_line(finding)}\n" for finding in ordered(checked.findings))


def one_line(finding: Finding) -> str:
    """The finding on one line."""
    place = where(finding.place) if finding.place else safe_line(show_route(finding.route))
    return f"{place + ': ' if place else ''}{said(finding)}"


def said(finding: Finding) -> str:
    """The same without its place."""
    return f"{finding.severity.value}[{finding.rule}]: {safe_line(sentence(finding))}"
