"""X: weighted characters, links at 23, an emoji at 2, however long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.statements.channels.counted import Atom
from crisis_cli.statements.channels.graphemes import emoji_spans
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.platform import Platform

LIMIT, LINK, EMOJI = 280, 23, 2
"""twitter-text, config/v3.json (maxWeightedTweetLength, transformedURLLength, emojiParsingEnabled), and
docs.x.com/fundamentals/counting-characters. Paid accounts may post 25,000 (a third party says so: Buffer's
guide to character limits); that is handed in as the account's own limit."""

_LIGHT = re.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
"""What weighs 1 in config/v3.json, `ranges`; everything else weighs 2: € … • → and every CJK character, but
also the narrow no-break space that French sets before « ! »."""


def _atoms(text: str) -> Iterator[Atom]:
    """Links first, then emoji, then characters; the text is composed (NFC) before, as X does. A joined sequence or
    a flag that no vendor draws as one emoji is still counted as one here, and not there."""
    wholes = [Atom(link.start, link.end, LINK) for link in links(text)]
    ends = {index for start, end, _ in wholes for index in range(start, end)} if wholes else set[int]()
    wholes += [Atom(start, end, EMOJI) for start, end in emoji_spans(text) if start not in ends]
    position = 0
    for whole in sorted(wholes):
        yield from _characters(text, position, whole.start)
        yield whole
        position = whole.end
    yield from _characters(text, position, len(text))


def _characters(text: str, start: int, end: int) -> Iterator[Atom]:
    for index in range(start, end):
        light = text[index] < "\u0300" or _LIGHT.match(text, index)  # the common ones need no pattern
        yield Atom(index, index + 1, 1 if light else 2)


X = Platform("x", "X", LIMIT, "weighted characters", _atoms, links=True, threads=True)
