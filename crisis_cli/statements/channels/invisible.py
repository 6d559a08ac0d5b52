"""Characters that nobody sees: they break links, turn text around, and give away where a text was pasted from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.statements.channels.graphemes import emoji_spans
from crisis_cli.statements.written import Written

INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
"""Unicode's category Cf without the few that are seen (Arabic number signs), its control characters but for tab
and line ends, and what is drawn as nothing: fillers, the blank of Braille, line and paragraph separators,
halves of characters. Variation selectors, which choose how an emoji is drawn, are none of it."""

_JOINS_LETTERS = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af]")
"""Scripts in which a joiner or a non-joiner between two letters is spelling: Arabic and Persian, the Indic ones,
Burmese, Khmer, Mongolian."""

_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}


def invisible_characters(written: Written) -> Iterator[Finding]:
    """Each run of them, at its place in the text as it was typed."""
    text = written.text
    if INVISIBLE.search(text) is None:
        return
    emoji = {index for start, end in emoji_spans(text) for index in range(start, end)}
    position = 0
    for found in INVISIBLE.finditer(text):
        index = found.start()
        if index < position or index in emoji or _is_spelling(text, index):
            continue
        position = index + 1
        while position < len(text) and INVISIBLE.match(text, position) and position not in emoji:
            position += 1
        yield _finding(written, index, position)


def _finding(written: Written, start: int, end: int) -> Finding:
    more = f" and {end - start - 1} more of the kind stand" if end - start > 1 else " stands"
    message = f"{_named(written.text[start])}{more} here, and nobody sees it"
    hint = (
        "take it out: it came with a copy from a web page or an office document; if need be, type the word again"
    )
    return Finding("invisible-character", Severity.ERROR, message, hint, place=written.place(start, end))


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{_NAMES.get(character) or unicodedata.name(character, 'a control character').lower()} ({code})"


def _is_spelling(text: str, index: int) -> bool:
    joiner = text[index] in "\u200c\u200d"
    return joiner and index > 0 and _JOINS_LETTERS.match(text, index - 1) is not None
