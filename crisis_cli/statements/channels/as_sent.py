"""A text as it goes out and is counted, and the way back from its characters to those that were typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from crisis_cli.domain.canonical import canonical


class AsSent(NamedTuple):
    """`text`: composed (NFC), LF, nothing after its last word. `starts`: of each of its characters, and of its
    end, the index in what was typed; None where both are the same."""

    text: str
    starts: list[int] | None

    def typed(self, index: int) -> int:
        """The index in the typed text of this character."""
        return index if self.starts is None else self.starts[min(index, len(self.starts) - 1)]


def as_sent(typed: str) -> AsSent:
    """The approved bytes without the final newline and spaces, which no platform posts."""
    if "\r" not in typed and unicodedata.is_normalized("NFC", typed):
        return AsSent(typed.rstrip(), None)
    text = canonical(typed).rstrip()
    pieces: list[str] = []
    starts: list[int] = []
    for start, cluster in _clusters(typed):
        composed = canonical(cluster)[:-1] or "\n"
        pieces.append(composed)
        starts += [start] * len(composed)
    if "".join(pieces)[: len(text)] != text:  # a script that composes beyond marks: near is near enough
        starts = [min(index, len(typed)) for index in range(len(text))]
    return AsSent(text, [*starts[: len(text)], len(typed.rstrip())])


def _clusters(typed: str) -> Iterator[tuple[int, str]]:
    """What composes together: a character with the marks that follow it; a CR LF."""
    start = 0
    for index in range(1, len(typed) + 1):
        if index < len(typed) and (unicodedata.combining(typed[index]) or typed[index - 1 : index + 1] == "\r\n"):
            continue
        yield start, typed[start:index]
        start = index
