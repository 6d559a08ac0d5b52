"""Bluesky: 300 characters as a reader sees them, and 3,000 bytes; links count in full."""

from __future__ import annotations

from crisis_cli.statements.channels.counted import Counted, Measure
from crisis_cli.statements.channels.platform import Platform, by_grapheme

LIMIT, BYTES = 300, 3_000
"""bluesky-social/atproto, lexicons/app/bsky/feed/post.json: `maxGraphemes` and `maxLength` of `text`. A link's
facet shortens nothing."""


def _bytes(text: str, counted: Counted) -> Counted:
    return counted._replace(others=(Measure(len(text.encode("utf-8", "replace")), BYTES, "bytes"),))


BLUESKY = Platform("bluesky", "Bluesky", LIMIT, "graphemes", by_grapheme, more=_bytes, links=True, threads=True)
