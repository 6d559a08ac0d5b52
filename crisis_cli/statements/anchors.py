"""The letters without which a pattern cannot match: looking for them first spares compiling and searching most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LEAST = 3
"""Shorter pieces stand in nearly every text."""

_TOKEN = re.compile(
    r"(?P<look>\(\?<?[!=])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>[?*+]\??|\{\d*(?:,\d*)?\}\??)|(?P<set>\[(?:\\.|[^\]\\])*\]|\\[a-zA-Z]|\.)|(?P<letters>\\.|[^\\()|?*+{\[.]+)"
)

_Anchors = frozenset[str]
_NONE: _Anchors = frozenset()
"""Nothing can be said: the pattern has to be tried."""


@lru_cache(maxsize=512)
def anchors(pattern: str) -> _Anchors:
    """Pieces of text of which every match has at least one; empty when there are no such pieces. Raises ValueError
    for what is no pattern of the lexicon, such as one with named groups."""
    tokens = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern)]
    if sum(len(token) for _, token in tokens) != len(pattern):
        raise ValueError(f"cannot read the pattern {pattern!r}")
    return _alternatives(iter([*tokens, ("close", ")")]))


def _alternatives(tokens: Iterator[tuple[str, str]]) -> _Anchors:
    """What one of several alternatives needs, up to the bracket that closes them."""
    needed: list[_Anchors] = []
    pieces: list[_Anchors] = []  # what this alternative needs, each enough by itself; the last may yet be optional
    run = ""
    for kind, token in tokens:
        if kind == "letters":
            run += token.removeprefix("\\")
            continue
        if kind == "times" and run:
            run = run[:-1] if token[0] in "?*{" else run
        elif kind == "times" and pieces and (token[0] in "?*" or token.startswith(("{0", "{,"))):
            pieces.pop()
        if run:
            pieces.append(_long(run))
            run = ""
        if kind in ("open", "look"):
            inner = _alternatives(tokens)
            pieces.append(inner if kind == "open" else _NONE)
        elif kind == "set":
            pieces.append(_NONE)
        elif kind in ("or", "close"):
            needed.append(max(pieces, key=_worth, default=_NONE))
            pieces = []
            if kind == "close":
                break
    return frozenset[str]().union(*needed) if all(needed) else _NONE


def _long(run: str) -> _Anchors:
    return frozenset((run,)) if len(run.strip()) >= _LEAST else _NONE


def _worth(pieces: _Anchors) -> tuple[int, int]:
    """The longer the shortest piece and the fewer there are, the more texts are passed over."""
    return (min(map(len, pieces), default=0), -len(pieces))
