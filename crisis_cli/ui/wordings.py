"""The wordings of a text that was checked: as JSON, and how long each is where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from crisis_cli.domain.findings import Finding
from crisis_cli.ui.findings.json_format import as_object
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
    every = [_one(wording, text) for wording in wordings]
    first = every[0] if every else {"findings": []}
    return {"version": VERSION, **first, **({"wordings": every} if len(every) > 1 else {})}


def _one(wording: Wording, text: str) -> dict[str, Any]:
    counted = wording.counted
    return {
        "channel": counted.channel if counted else None,
        "language": wording.language,
        "length": counted.length if counted else None,
        "limit": counted.limit if counted else None,
        "unit": counted.unit if counted else None,
        "parts": counted.parts if counted else None,
        "encoding": (counted.encoding or None) if counted else None,
        "findings": [_finding(finding, text) for finding in wording.findings],
        "template_share": wording.template_share,
    }


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    """The shape that all commands have, and the words found."""
    return {**as_object(finding), "text": finding.place.words(text) if finding.place else ""}


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
