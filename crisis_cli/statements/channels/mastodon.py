"""Mastodon: characters as a reader sees them, links at 23, of a remote handle only the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisis_cli.statements.channels.counted import Atom
from crisis_cli.statements.channels.links import links
from crisis_cli.statements.channels.platform import Platform, by_grapheme

LIMIT, LINK = 500, 23
"""mastodon/mastodon, app/validators/status_length_validator.rb: MAX_CHARS, URL_PLACEHOLDER_CHARS. Each server
sets its own limit (/api/v2/instance, configuration.statuses.max_characters), which is handed in. The same limit
holds for text and content warning together: who adds a warning counts both."""

_HANDLE = re.compile(r"(?<![=/\w])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w+(?:[.-]+\w+)*", re.IGNORECASE)
"""mastodon/mastodon, app/models/account.rb: MENTION_RE, with a server."""


def _atoms(text: str) -> Iterator[Atom]:
    """A bare domain is not shortened: the server looks for links with `http(s)://` only."""
    wholes = [Atom(link.start, link.end, LINK) for link in links(text) if not link.bare]
    wholes += [Atom(found.start(), found.end(), 1 + len(found[1])) for found in _HANDLE.finditer(text)]
    position = 0
    for whole in sorted(wholes):
        if whole.start < position:
            continue  # a handle within a link is part of the link
        yield from _between(text, position, whole.start)
        yield whole
        position = whole.end
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Atom]:
    for atom in by_grapheme(text[start:end]):
        yield Atom(start + atom.start, start + atom.end, atom.cost)


MASTODON = Platform("mastodon", "Mastodon", LIMIT, "graphemes", _atoms, links=True, threads=True)
