"""Findings as lines of text: where, how bad, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from crisis_cli.domain.findings import Finding, Place, show_route
from crisis_cli.ui.safe import safe_line


def lines(findings: Iterable[Finding]) -> list[str]:
    """One line a finding in the order of the file, `file:line:column: error: …`, its hint and other end below."""
    shown: list[str] = []
    for finding in sorted(findings, key=_order):
        where = str(finding.place) if finding.place else show_route(finding.route)
        shown.append(safe_line(f"{where}: {finding.severity.value}: {finding.message} [{finding.rule}]"))
        for related in finding.related:
            at = related.place.line if related.place else 0
            shown.append(safe_line(f"{related.message}" + (f" (line {at})" if at else "")))
            shown[-1] = f"    {shown[-1]}"
        if finding.hint:
            shown.append(f"    {safe_line(finding.hint)}")
    return shown


def _order(finding: Finding) -> tuple[str, int, int]:
    place = finding.place or Place("", 0, 0, 0, 0)
    return place.file, place.line, place.column
