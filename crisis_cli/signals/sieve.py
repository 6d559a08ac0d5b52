"""Where in raw lines a term may stand, before anything of them is read: most lines are through after this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from crisis_cli.domain.mention import folded

hyperscan: Any = None
with suppress(ImportError):  # the extra `watch` is not installed
    import hyperscan
BytesAhoCorasick: Any = None
with suppress(ImportError):
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

Sieve = Callable[[bytes], list[int] | None]
"""Of lines of JSON: the end of each place that may be a term, in order. A line without one says nothing of any.
None when not every line looks like an object from outside."""

SHORTEST, LONGEST = 3, 60
"""Letters of what is looked for. What is shorter stands in nearly every line; what is longer is known by these."""

_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - frozenset('"\\/')
"""What stands in JSON as itself, or as an escape that begins like those of _ESCAPED."""

_HTML = (b'content"', b'content\\"')
"""The key of a text in HTML, also within a text: its words may be cut by tags and written as entities."""

_ESCAPED = (b"\\u00", b"\\u0130", b"\\u037e", b"\\u1fef", b"\\u212a")
_FOLDING = tuple(letter.encode() for letter in "\u0130\u037e\u1fef\u212a")
"""All that becomes a letter of ASCII when it is folded, as an escape and as it is."""

_NO_OBJECT, _NO_OBJECT_FOR_RE = rb"\n[^{]|[^}]\n", re.compile(rb"\n(?:[^{]|(?<!\}\n))")
"""Between two lines, where not both are objects; the same so that `re` looks for one thing only, the newline."""


def sieve_of(words: Iterable[str]) -> Sieve | None:
    """Finds every line that may hold one of the words, and few others; None without a library of the extra, and
    for words of which no part is plain ASCII. A hit lies within one line and stands for all of it. Not for two
    threads at once."""
    parts = {_longest_plain(folded(word).strip()) for word in words}
    if not parts or min(map(len, parts)) < SHORTEST:
        return None
    plain = [*(part.encode() for part in sorted(parts)), *_HTML]
    if hyperscan is not None:
        with suppress(hyperscan.error):  # not for this processor
            return _in_one_pass(plain)
    return None if BytesAhoCorasick is None else _step_by_step(plain)


def _in_one_pass(plain: list[bytes]) -> Sieve:
    literals = [b"".join(b"\\x%02x" % byte for byte in word) for word in (*plain, *_ESCAPED, *_FOLDING)]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[_NO_OBJECT, *literals],
        ids=list(range(1 + len(literals))),  # one each, or thousands take minutes
        flags=[0] + [hyperscan.HS_FLAG_CASELESS] * len(literals),
    )

    def find(block: bytes) -> list[int] | None:
        found: tuple[list[int], list[int]] = [], []
        database.scan(block, match_event_handler=_note, context=found)
        hits, broken = found
        return None if broken or not _object(block) else sorted(hits)

    return find


def _note(what: int, _begin: int, end: int, _flags: int, found: tuple[list[int], list[int]]) -> None:
    found[what == 0].append(end)


def _step_by_step(plain: list[bytes]) -> Sieve:
    quick, careful = (_finder(words) for words in (plain, [*plain, *_ESCAPED, *_FOLDING]))

    def find(block: bytes) -> list[int] | None:
        if not _object(block) or _NO_OBJECT_FOR_RE.search(block):
            return None
        easy = block.isascii() and b"\\" not in block
        return [end for _, _, end in (quick if easy else careful)(block.lower())]

    return find


def _finder(words: list[bytes]) -> Any:
    # Leftmost: any hit of a line will do, and this kind is looked for with the processor's wide registers.
    return BytesAhoCorasick(words, matchkind=MatchKind.LeftmostFirst).find_matches_as_indexes


def _object(block: bytes) -> bool:
    return block[:1] == b"{" and block[-1:] == b"}"


def _longest_plain(word: str) -> str:
    """The longest part of a word that looks alike in every line that holds the word."""
    parts = "".join(letter if letter in _PLAIN else "\0" for letter in word).split("\0")
    return max(parts, key=len)[:LONGEST]
