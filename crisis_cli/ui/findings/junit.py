"""Findings as a JUnit report: a test case a file."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crisis_cli.domain.findings import Finding
from crisis_cli.ui.findings.result import Checked, ordered, tally
from crisis_cli.ui.findings.text import lines, shown_name

_SUITE = "crisis validate"
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold (XML 1.0, 2.2 Characters)."""


def render(checked: Checked) -> str:
    """A case fails as the check does: by an error, under `strict` by a warning too; else findings are output."""
    by_file: dict[str, list[Finding]] = defaultdict(list, {name: [] for name in checked.file_names})
    for finding in ordered(checked.findings):
        by_file[finding.place.file if finding.place else ""].append(finding)
    suites = Element("testsuites", name=_SUITE)
    suite = SubElement(suites, "testsuite", name=_SUITE)
    if checked.not_checked:
        properties = SubElement(suite, "properties")
        for what in checked.not_checked:
            SubElement(properties, "property", name="not checked", value=_legal(what))
    failed = sum(_case(suite, name, found, checked) for name, found in sorted(by_file.items()))
    counts = {"tests": str(len(by_file)), "failures": str(failed), "errors": "0"}
    for element in (suites, suite):
        element.attrib |= {**counts, "time": f"{checked.seconds:.3f}"}
    indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _case(suite: Element, name: str, found: list[Finding], checked: Checked) -> bool:
    """Add the case of one file; returns whether it failed."""
    shown = _legal(shown_name(name))
    case = SubElement(suite, "testcase", name=shown or "all files", classname=_SUITE, file=shown, time="0")
    if not found:
        return False
    body = _legal("\n".join(lines(found, checked.sources)))
    if not any(map(checked.is_failure, found)):
        SubElement(case, "system-out").text = body
        return False
    SubElement(case, "failure", message=tally(found), type=found[0].rule).text = body
    return True


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
