"""What a reader takes for one character: grapheme clusters and emoji, by the tables in the library `regex`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_PLAIN = re.compile(
    "[\n\t -~\u00a0-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0370-\u0373\u0386-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u202f-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20c0\u3001-\u3029\u3041-\u3096\u30a1-\u30ff"
    "\u4e00-\u9fff]*"
)
"""Characters that are a cluster of their own beside each other, and no emoji: most texts hold nothing else, and
loading the library takes 30 ms. Left out: what combines or joins, Hangul, the Indic scripts, © ® ‼ ⁉ ™."""

_ONE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    r"|\p{Emoji}(?:\uFE0F\u20E3?|[\U000E0020-\U000E007E]+\U000E007F)?)"
)
_EMOJI = (
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\uFE0F?\u20E3"
    rf"|(?![0-9#*]|\p{{Emoji}}\uFE0E){_ONE}(?:\u200D(?![0-9#*]){_ONE})*"
)
"""UTS 51's `possible_emoji` (unicode.org/reports/tr51, 1.4.9), without digits and what is asked to be shown as
text. It also takes a joined sequence for one emoji that no vendor draws as one."""

_CLUSTER = (
    r"\p{Regional_Indicator}{2}[\p{Grapheme_Cluster_Break=Extend}\p{Grapheme_Cluster_Break=SpacingMark}\u200D]*|\X"
)
"""`\\X` alone looks back over all flags before each flag: 40,000 of them would take ten seconds."""


def is_plain(text: str) -> bool:
    """Whether each character is a cluster of its own, and no emoji among them."""
    return _PLAIN.fullmatch(text) is not None


def clusters(text: str) -> list[str]:
    """The text in extended grapheme clusters (Unicode annex 29)."""
    if is_plain(text):
        return list(text)
    return [found[0] for found in _pattern(_CLUSTER).finditer(text)]


def emoji_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every emoji, a joined sequence or a flag being one."""
    if is_plain(text):
        return []
    return [found.span() for found in _pattern(_EMOJI).finditer(text)]


@cache
def _pattern(pattern: str) -> regex.Pattern[str]:
    import regex  # a text in plain letters needs none of it

    return regex.compile(pattern)
