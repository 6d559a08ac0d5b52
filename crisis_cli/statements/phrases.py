"""Phrases that make a text sound like nobody: where they stand, what is better, and how densely they stand.

The density is a warning and never a score: on real statements words alone did not tell good from bad.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.phrases import Phrase
from crisis_cli.statements.anchors import anchors
from crisis_cli.statements.written import Span, Written

MOST_PER_HUNDRED_WORDS = 6
"""Weights of phrases per hundred words above which a text is made of stock phrases; set before it was tried."""

_LEAST_HITS = 4
"""Fewer phrases make no text, however heavy they are."""

_LEAST_WORDS = 20
"""A shorter text has too few words for a share of them to mean anything."""

_LONGEST_SHOWN = 80


class Hit(NamedTuple):
    """A phrase where it stands, by the characters of the original text."""

    phrase: Phrase
    span: Span


def hits(written: Written, phrases: Iterable[Phrase]) -> list[Hit]:
    """Every place of every phrase in the writer's own words, also where several overlap, in their order."""
    flow = written.flow
    found = []
    for phrase in phrases:
        for start, end in matched(phrase, flow.text):
            span = Span(flow.at[start], flow.at[end - 1] + 1)
            if not written.is_quoted(*span):
                found.append(Hit(phrase, span))
    return sorted(found, key=lambda hit: (hit.span, -hit.phrase.weight))


def flaws(written: Written, phrases: Iterable[Phrase]) -> list[Hit]:
    """The hits that are findings: all that keep a text from going out, each by itself; of the others that overlap
    the heaviest counts, and of these the longest."""
    found = hits(written, [phrase for phrase in phrases if phrase.family != "Element"])
    found.sort(key=lambda hit: (-hit.phrase.blocks, -hit.phrase.weight, hit.span.start - hit.span.end, hit.span))
    kept: list[Hit] = []
    taken = bytearray(len(written.text))
    for hit in found:
        start, end = hit.span
        if hit.phrase.blocks or not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.span)


def find(written: Written, phrases: Iterable[Phrase]) -> Iterator[Finding]:
    """A finding for every stock phrase in the order of the text, and one more for a text that is made of them."""
    found = flaws(written, phrases)
    for phrase, span in found:
        message = f'"{_shown(written.text[span.start : span.end])}": {phrase.what}'
        hint = f"{phrase.why} {phrase.instead}"
        yield Finding(phrase.id, phrase.severity, message, hint, place=written.place(*span))
    yield from _density(written, found)


def _density(written: Written, found: list[Hit]) -> Iterator[Finding]:
    weight, places, end = 0, 0, 0
    for hit in found:  # what stands in the same words counts once
        if hit.span.start >= end:
            weight, places = weight + hit.phrase.weight, places + 1
        end = max(end, hit.span.end)
    if (
        places < _LEAST_HITS
        or written.words < _LEAST_WORDS
        or 100 * weight <= MOST_PER_HUNDRED_WORDS * written.words
    ):
        return
    message = f"much of this text is stock phrases: {places} in {written.words} words"
    hint = "say aloud to one person it concerns what you want to tell them, and write that down"
    place = written.place(*found[0].span)
    yield Finding("stock-phrases", Severity.WARNING, message, hint, place=place)


def matched(phrase: Phrase, text: str) -> Iterator[Span]:
    """Where the phrase stands in a text in the form of a flow, from the edge of a word to the edge of a word."""
    needed = anchors(phrase.pattern)
    if needed and not any(piece in text for piece in needed):
        return iter(())
    return (Span(*found.span()) for found in _compiled(phrase.pattern).finditer(text))


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!(?<=\w)\w)")  # not \b at the end, where a sign may stand


def _shown(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 3]}..."
