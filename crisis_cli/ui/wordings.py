"""The wordings of a text that was checked: as JSON, and how long each is where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    @property
    def posts(self) -> Sequence[Counted]: ...
    @property
    def thread(self) -> Sequence[str]: ...


def as_json(checked: Mapping[str, Sequence[Wording]], texts: Mapping[str, str]) -> dict[str, Any]:
    """By the name of each text its wordings, and its words.

    Of one text `{version, channel, language, length, limit, unit, parts, encoding, findings, template_share}`: the
    findings of all its wordings, the rest of the first; where there are several, each by itself under `wordings`.
    A wording that is a thread has
    its `posts`, one that is too long the `thread` to send instead. Of several texts `{version, texts}`: of each
    the same, and its `file`.
    """
    every = [{"file": name, **_text(wordings, texts[name])} for name, wordings in checked.items()]
    if len(every) == 1:
        (one,) = every
        return {"version": VERSION, **{key: value for key, value in one.items() if key != "file"}}
    return {"version": VERSION, "texts": every}


def _text(wordings: Sequence[Wording], text: str) -> dict[str, Any]:
    every = [_one(wording, text) for wording in wordings]
    first = every[0] if every else {}
    found = [finding for one in every for finding in one["findings"]]
    return {**first, "findings": found, **({"wordings": every} if len(every) > 1 else {})}


def _one(wording: Wording, text: str) -> dict[str, Any]:
    counted = wording.counted
    shown: dict[str, Any] = {
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
    if wording.posts:
        shown["posts"] = [{"length": post.length, "limit": post.limit} for post in wording.posts]
    if wording.thread:
        shown["thread"] = list(wording.thread)
    return shown


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    """The shape that all commands have, and the words found."""
    return {**as_object(finding), "text": finding.place.words(text) if finding.place else ""}


def counts(checked: Mapping[str, Sequence[Wording]]) -> list[str]:
    """A line a wording, or a post of a thread, that goes to a channel: how long it is there."""
    return [
        safe_line(f"{name}: {line}" if len(checked) > 1 else line)
        for name, wordings in checked.items()
        for wording in wordings
        for line in _counts(wording)
    ]


def _counts(wording: Wording) -> Iterator[str]:
    for number, post in enumerate(wording.posts, start=1):
        yield f"{post.channel}, post {number} of {len(wording.posts)}: {length(post)}"
    if wording.counted is not None and not wording.posts:
        yield f"{wording.counted.channel}: {length(wording.counted)}"


def length(counted: Counted) -> str:
    """`243 of 280 characters`, and for an SMS in how many parts, in which alphabet."""
    limit = f" of {counted.limit:,}" if counted.limit is not None else ""
    parts = f", {counted.parts} parts" if counted.parts > 1 else ""
    coding = f" ({counted.encoding})" if counted.encoding else ""
    return f"{counted.length:,}{limit} {counted.unit}{parts}{coding}"
