"""Which terms a text holds, as whole words: upper and lower case are the same, `Walrus` is not in `Walruses`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from crisis_cli.domain.mention import folded
from crisis_cli.domain.watch import Term

try:
    from ahocorasick_rs import AhoCorasick
except ImportError:  # the extra `watch` is not installed
    AhoCorasick = None  # type: ignore[assignment, misc]

Finder = Callable[[str], Sequence[tuple[int, int, int]]]
"""The hits in a small-letter text: number of the word, where it begins, where it ends."""

NO_SPACES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7FF))
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: words stand side by side, or carry their particles."""


class Matcher:
    """Finds the terms of a watch. `without`: a text with one of these is about something else altogether."""

    def __init__(self, terms: Sequence[Term], without: Sequence[str] = (), *, fast: bool = True) -> None:
        self.terms = terms
        words: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            for word in term.words:
                words.setdefault(folded(word).strip(), []).append(number)
        words.pop("", None)
        self._meant = [sorted(set(numbers)) for numbers in words.values()]
        self._find = finder(list(words), fast=fast)
        self._not_here = [_whole_words(term.without) for term in terms]
        self._nowhere = _whole_words(without)
        self._no_buts = not any((*self._not_here, self._nowhere))

    def find(self, text: str) -> Sequence[int]:
        """The numbers of the terms in a text that was `folded`, each once, in their order."""
        hits = self._find(text)
        if not hits:
            return []
        if self._no_buts and len(hits) == 1:  # most posts that say anything of ours
            word, begin, end = hits[0]
            return self._meant[word] if _whole(text, begin, end) else []
        whole = [word for word, begin, end in hits if _whole(text, begin, end)]
        if not whole or _has(self._nowhere, text):
            return []
        found = sorted({number for word in whole for number in self._meant[word]})
        return [number for number in found if not _has(self._not_here[number], text)]


def finder(words: list[str], *, fast: bool = True) -> Finder:
    """Finds every word wherever it stands, also in another; with the library of the extra, or without it."""
    if not words:
        return _nothing
    if fast and AhoCorasick is not None:
        return partial(AhoCorasick(words, store_patterns=False).find_matches_as_indexes, overlapping=True)
    first = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    return lambda text: _everywhere(text, words) if first.search(text) else []


def _nothing(_text: str) -> list[tuple[int, int, int]]:
    return []


def _everywhere(text: str, words: list[str]) -> list[tuple[int, int, int]]:
    found = []
    for number, word in enumerate(words):
        at = text.find(word)
        while at >= 0:
            found.append((number, at, at + len(word)))
            at = text.find(word, at + 1)
    return found


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether nothing of a longer word stands on either side."""
    left, right = text[begin - 1 : begin], text[end : end + 1]
    if left in _APART and right in _APART:
        return True
    before = begin > 0 and _joined(text[begin - 1], text[begin])
    after = end < len(text) and _joined(text[end - 1], text[end])
    return not before and not after


_APART = ("", " ")


def _joined(left: str, right: str) -> bool:
    both = (left.isalnum() or left == "_") and (right.isalnum() or right == "_")
    return both and not (_alone(left) or _alone(right))


def _alone(letter: str) -> bool:
    point = ord(letter)
    return point >= 0x0E00 and any(low <= point <= high for low, high in NO_SPACES)


def _whole_words(words: Iterable[str]) -> re.Pattern[str] | None:
    parts = [re.escape(folded(word)) for word in words if word.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _has(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
