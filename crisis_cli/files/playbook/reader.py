"""A playbook file made into a Playbook and its findings: the one loader for run, drill and validate.

What cannot be read is left out with a finding, so that at 3 a.m. the rest can still run: a step without a
readable kind goes; a step whose role or condition cannot be read stays, held by nobody or open always.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.playbook import Playbook
from crisis_cli.files.disk import read_regular
from crisis_cli.files.parsing.nodes import MapNode, Node
from crisis_cli.files.parsing.places import Places
from crisis_cli.files.parsing.report import Report, described
from crisis_cli.files.parsing.source import MAX_BYTES, decode, without_refused
from crisis_cli.files.parsing.tree import grow
from crisis_cli.files.playbook.fields import PLAYBOOK
from crisis_cli.files.playbook.names import names_of
from crisis_cli.files.playbook.order import without_cycles
from crisis_cli.files.playbook.parts import playbook_from
from crisis_cli.files.shapes.reading import Reading


class Loaded(NamedTuple):
    """What became of a file. `playbook` is there whenever something can run; `text` whenever it is text."""

    playbook: Playbook | None
    findings: tuple[Finding, ...]
    places: Places
    text: str

    @property
    def sound(self) -> bool:
        """Whether nothing in it is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def load_playbook(path: Path, shown_as: str = "") -> Loaded:
    """Read the file; raises UsageError or SurroundingsFailed when there is no such file to read."""
    return read_playbook(read_regular(path, MAX_BYTES), shown_as or str(path))


def read_playbook(data: bytes | str, file: str) -> Loaded:
    """Read what a file holds, or the text that a run is pinned to; any bytes at all end in findings."""
    report = Report(file)
    root, text = read_tree(data, report)
    playbook = _playbook(root, text, report) if root is not None else None
    return Loaded(playbook, report.findings(root), Places(file, root), text)


def read_tree(data: bytes | str, report: Report, what: str = "a playbook") -> tuple[Node | None, str]:
    """The tree of a file's bytes and its text, as every kind of file here is read. `what`: what it should be."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES >> 20} MiB"
        report.error("too-large", report.place_at(0), message, f"it cannot be {what}: check the name of the file")
        return None, ""
    text = data if isinstance(data, str) else decode(data, report)
    report.text = text
    root = grow(without_refused(text, report), report)
    if root is None and not len(report):
        report.error("empty", report.place_at(0), "the file is empty", "write a playbook, or name another file")
    return root, text


def _playbook(root: Node, text: str, report: Report) -> Playbook | None:
    if not isinstance(root, MapNode):
        message = f"found {described(root)}, expected the fields of a playbook"
        report.error("wrong-type", root, message, "start with playbook: and its name")
        return None
    reading = Reading(report, names_of(root, report), PLAYBOOK)
    values = PLAYBOOK.read(root, reading)
    playbook = playbook_from(values or {}, text)
    if not playbook.steps:
        return None
    return without_cycles(playbook, reading)
