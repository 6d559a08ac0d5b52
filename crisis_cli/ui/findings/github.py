"""Findings as annotations of a GitHub workflow."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.ui.findings.concise import one_line, said
from crisis_cli.ui.findings.keys import portable
from crisis_cli.ui.findings.result import Checked, counted, ordered, summary
from crisis_cli.ui.findings.text import where
from crisis_cli.ui.safe import safe

MOST = 10
"""GitHub shows ten annotations of a level for a step and drops the rest without a word."""

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_FIRST = list(Severity)


def render(checked: Checked) -> str:
    """Ten annotations, errors first; the rest as plain lines of the log, with a line that counts them."""
    found = sorted(ordered(checked.findings), key=lambda finding: _FIRST.index(finding.severity))
    shown = [_annotation(finding) for finding in found[:MOST]]
    shown += [_disarmed(one_line(finding)) for finding in found[MOST:]]
    shown.append(_disarmed(summary(checked)))
    if (more := len(found) - MOST) > 0:
        shown.append(f"{counted(more, 'more finding')} above without an annotation: GitHub shows {MOST} a step.")
    return "".join(f"{line}\n" for line in shown)


def _annotation(finding: Finding) -> str:
    """The log shows only the message, so that begins with the place too."""
    level = _LEVEL[finding.severity]
    message = f"{said(finding)}\ncrisis explain {finding.rule}"
    place = finding.place
    if place is None:
        return f"::{level} title={_property(finding.rule)}::{_data(message)}"
    fields = {"file": safe(portable(place.file)), "line": str(place.line)}
    if place.end_line == place.line:
        # GitHub takes columns only within one line, and both ends of the words as part of them.
        fields |= {"col": str(place.column), "endLine": str(place.end_line)}
        fields["endColumn"] = str(max(place.column, place.end_column - 1))
    else:
        fields["endLine"] = str(place.end_line)
    fields["title"] = finding.rule
    properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    return f"::{level} {properties}::{_data(f'{where(place)}: {message}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _disarmed(line: str) -> str:
    """A plain line that the runner cannot take for a command: it looks for :: in front and for ##[ anywhere."""
    return line.replace("::", ": :").replace("##[", "# #[")
