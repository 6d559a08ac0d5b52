"""The wordings of a text that was checked: as JSON, and how long each is where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.ui.safe import safe_line

VERSION = 1


class Counted(Protocol):
    """A text as its channel counts it."""

    @property
    def channel(self) -> str: ...
    @property
    def length(self) -> int: ...
    @property
    def limit(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def parts(self) -> int: ...
    @property
    def encoding(self) -> str: ...


class Wording(Protocol):
    """One wording checked."""

    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def counted(self) -> Counted | None: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def template_share(self) -> float | None: ...


def as_json(wordings: Sequence[Wording], text: str) -> dict[str, Any]:
    """`{version, channel, language, length, limit, unit, parts, encoding, findings, template_share}` of the first
    wording, and, where there are several, all of them under `wordings`."""
    lines = text.split("\n")
    every = [_one(wording, lines) for wording in wordings]
    first = every[0] if every else {"findings": []}
    return {"version": VERSION, **first, **({"wordings": every} if len(every) > 1 else {})}


def _one(wording: Wording, lines: list[str]) -> dict[str, Any]:
    counted = wording.counted
    return {
        "channel": counted.channel if counted else None,
        "language": wording.language,
        "length": counted.length if counted else None,
        "limit": counted.limit if counted else None,
        "unit": counted.unit if counted else None,
        "parts": counted.parts if counted else None,
        "encoding": (counted.encoding or None) if counted else None,
        "findings": [_finding(finding, lines) for finding in wording.findings],
        "template_share": wording.template_share,
    }


def _finding(finding: Finding, lines: list[str]) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "message": finding.message,
        "hint": finding.hint,
        "text": _words(place, lines) if place else "",
    }


def _words(place: Place, lines: list[str]) -> str:
    """The words found, as they stand in the text."""
    inside = lines[place.line - 1 : place.end_line]
    if not inside:
        return ""
    inside[-1] = inside[-1][: max(place.end_column - 1, 0)]
    inside[0] = inside[0][place.column - 1 :]
    return "\n".join(inside)


def counts(wordings: Sequence[Wording]) -> list[str]:
    """A line a wording that goes to a channel: how long it is there."""
    lines: list[str] = []
    for wording in wordings:
        if (counted := wording.counted) is None:
            continue
        limit = f" of {counted.limit:,}" if counted.limit is not None else ""
        parts = f", {counted.parts} parts" if counted.parts > 1 else ""
        coding = f" ({counted.encoding})" if counted.encoding else ""
        lines.append(safe_line(f"{counted.channel}: {counted.length:,}{limit} {counted.unit}{parts}{coding}"))
    return lines
