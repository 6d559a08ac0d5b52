"""Threads, Facebook and Instagram."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.statements.channels.counted import Atom, Counted, Measure
from crisis_cli.statements.channels.graphemes import emoji_spans
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.platform import Platform, by_utf16

THREADS_LIMIT, THREADS_LINKS = 500, 5
"""developers.facebook.com/documentation/threads/posts: 500 characters, "emojis are counted as the number of UTF-8
bytes"; more than 5 different links fail (THREADS_API__LINK_LIMIT_EXCEEDED), and `www.example.com` is one."""

FACEBOOK_LIMIT = 63_206
"""No page of Meta's own was found: Buffer's, Ayrshare's and Upload-Post's guides agree on it. (Buffer lets its
users write 5,000.)"""

INSTAGRAM_LIMIT = 2_200
"""A caption; no page of Meta's own was found, the same guides say 2,200 (Buffer: 2,196)."""


def _threads_atoms(text: str) -> Iterator[Atom]:
    position = 0
    for start, end in emoji_spans(text):
        yield from (Atom(index, index + 1, 1) for index in range(position, start))
        yield Atom(start, end, len(text[start:end].encode("utf-8", "replace")))
        position = end
    yield from (Atom(index, index + 1, 1) for index in range(position, len(text)))


def _threads_links(text: str, counted: Counted) -> Counted:
    different = {text[link.start : link.end] for link in links(text)}
    return counted._replace(others=(Measure(len(different), THREADS_LINKS, "links"),))


THREADS = Platform(
    *("threads", "Threads", THREADS_LIMIT, "characters, emoji in bytes", _threads_atoms),
    more=_threads_links,
    links=True,
    threads=True,
)
FACEBOOK = Platform("facebook", "Facebook", FACEBOOK_LIMIT, "UTF-16 units", by_utf16, exact=False)
INSTAGRAM = Platform("instagram", "Instagram", INSTAGRAM_LIMIT, "UTF-16 units", by_utf16, exact=False)
