"""Where in raw lines a term may stand, before anything of them is read: most lines are through after this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from crisis_cli.domain.mention import folded

BytesAhoCorasick: Any = None
with suppress(ImportError):  # the extra `watch` is not installed
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

Sieve = Callable[[bytes], list[tuple[int, int, int]]]
"""Of lines of JSON: number, begin and end of what may be a term. A line without one says nothing of any term."""

SHORTEST = 3
"""Letters; what is shorter stands in nearly every line."""

_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - frozenset('"\\/')
"""What stands in JSON as itself, or as an escape that begins like those of _ESCAPED."""

_HTML = (b'content"', b'content\\"')
"""The key of a text in HTML, also within a text: its words may be cut by tags and written as entities."""

_ESCAPED = (b"\\u00", b"\\u0130", b"\\u037e", b"\\u1fef", b"\\u212a")
_FOLDING = tuple(letter.encode() for letter in "\u0130\u037e\u1fef\u212a")
"""All that becomes a letter of ASCII when it is folded, as an escape and as it is. With a zero byte, a line is not
UTF-8."""


def sieve_of(words: Iterable[str]) -> Sieve | None:
    """Finds every line that may hold one of the words, and few others; None without the library of the extra, and
    for words of which no part is plain ASCII. A hit lies within one line and stands for all of it."""
    if BytesAhoCorasick is None:
        return None
    parts = {_longest_plain(folded(word).strip()) for word in words}
    if not parts or min(map(len, parts)) < SHORTEST:
        return None
    plain = [*(part.encode() for part in sorted(parts)), *_HTML]
    quick, careful = (_finder(patterns) for patterns in (plain, [*plain, *_ESCAPED, *_FOLDING, b"\0"]))

    def find(block: bytes) -> list[tuple[int, int, int]]:
        easy = block.isascii() and b"\\" not in block and b"\0" not in block
        found: list[tuple[int, int, int]] = (quick if easy else careful)(block.lower())
        return found

    return find


def _finder(patterns: list[bytes]) -> Any:
    # Leftmost: any hit of a line will do, and this kind is looked for with the processor's wide registers.
    return BytesAhoCorasick(patterns, matchkind=MatchKind.LeftmostFirst).find_matches_as_indexes


def _longest_plain(word: str) -> str:
    """The longest part of a word that looks alike in every line that holds the word."""
    parts = "".join(letter if letter in _PLAIN else "\0" for letter in word).split("\0")
    return max(parts, key=len)
