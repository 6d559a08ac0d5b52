"""Findings that were there before: a former `crisis validate --format json`, taken away from today's findings.

A finding is known by its rule, its file and its place in the document, not by its line, so that the baseline
outlives other edits; one without a place in a document (a template's) by its message.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from crisis_cli.domain.findings import Finding, show_route
from crisis_cli.errors import UsageError
from crisis_cli.files.disk import read_regular

VERSIONS = (1,)
MAX_BYTES = 32 << 20
"""Some 80,000 findings: whoever has more does not want a baseline."""

_WRITE = "write one with: crisis validate --format json --output FILE"


class Known(NamedTuple):
    """What a finding is known by; `place` is its path in the document, else its message."""

    rule: str
    file: str
    place: str


class Compared(NamedTuple):
    """`kept`: what is new; `hidden`: how many were known; `mended`: what is known and was not found any more."""

    kept: tuple[Finding, ...]
    hidden: int
    mended: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known: two entries of a kind hide two findings."""

    known: Counter[Known]
    folder: Path = Path()

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in that file; raises UsageError for what is not one, SurroundingsFailed when unreadable."""
        data = read_regular(path, MAX_BYTES)
        if len(data) > MAX_BYTES:
            raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB", f"that is no baseline: {_WRITE}")
        try:
            content = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise UsageError(f"{path} is not JSON, so it is no baseline", _WRITE) from None
        findings = content.get("findings") if isinstance(content, dict) else None
        if not isinstance(findings, list):
            raise UsageError(f"{path} has no findings in it, so it is no baseline", _WRITE)
        if content.get("version") not in VERSIONS:
            expected = " or ".join(map(str, VERSIONS))
            raise UsageError(
                f"{path} is not of version {expected}, which is read here", f"write it anew: {_WRITE}"
            )
        return cls(Counter(_entry(one, number, path) for number, one in enumerate(findings, 1)), path.parent)

    def without(self, findings: Iterable[Finding], files: Collection[str] | None = None) -> Compared:
        """The findings that are not known yet. `files`: what was looked at; only there can anything have been
        mended. None: everything that is known was looked at."""
        left = self.known.copy()
        kept: list[Finding] = []
        hidden = 0
        for finding in findings:
            known = next((one for one in _known(finding, self.folder) if left[one] > 0), None)
            if known is not None:
                left[known] -= 1
                hidden += 1
            else:
                kept.append(finding)
        looked = None if files is None else {name for file in files for name in _names(file, self.folder)}
        mended = sorted(known for known in left.elements() if looked is None or known.file in looked)
        return Compared(tuple(kept), hidden, tuple(mended))


def _known(finding: Finding, folder: Path) -> Iterator[Known]:
    """What it may be called in a baseline, according to where that was written."""
    for file in _names(finding.place.file if finding.place else "", folder):
        yield Known(finding.rule, file, show_route(finding.route) or finding.message)


def _names(file: str, folder: Path) -> Iterator[str]:
    """A file as it is called here, from where one stands, and from where the baseline lies."""
    yield _posix(file)
    if file:
        for start in (os.curdir, folder):
            yield _posix(os.path.relpath(file, start))


def _entry(one: Any, number: int, path: Path) -> Known:
    if isinstance(one, dict):
        rule, file, place = one.get("rule"), one.get("file"), one.get("path") or one.get("message")
        if isinstance(rule, str) and isinstance(file, str | None) and isinstance(place, str):
            return Known(rule, _posix(file or ""), place)
    raise UsageError(
        f"finding {number} of {path} has no rule, file and path", f"write the baseline anew: {_WRITE}"
    )


def _posix(file: str) -> str:
    """One way of writing it on every platform, so that a baseline written on a laptop counts in CI."""
    return posixpath.normpath(file.replace("\\", "/")) if file else ""
