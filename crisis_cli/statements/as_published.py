"""A published text held against the approved one: the same words, however a service shows its links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]»]", re.IGNORECASE)
_SHORTENED = re.compile(r"https?://t\.co/\w+", re.IGNORECASE)
"""X gives every link this address (X developer documentation: t.co)."""

_BARE = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


LONGEST_LINK = 100
"""Characters by which a short form of a link may be longer than the link."""


def first_difference(approved: str, shown: str) -> tuple[str, str] | None:
    """The first line that is not the same, as it was approved and as it stands there (empty where it has no such
    line); None when both say the same. Spaces at the end of a line and empty lines in a row do not count; a link
    may be shortened."""
    for there, here in zip_longest(_lines(approved), _lines(shown), fillvalue=""):
        if not _same(there, here):
            return there, here
    return None


def _lines(text: str) -> Iterator[str]:
    before = ""
    for line in unicodedata.normalize("NFC", text).strip().splitlines():
        now = line.rstrip()
        if now or before:
            yield now
        before = now


def _same(approved: str, shown: str) -> bool:
    """Word for word, with any short form of a link in its place."""
    if approved == shown or len(shown) > 2 * len(approved) + LONGEST_LINK:
        return approved == shown
    pattern = ""
    start = 0
    for link in _LINK.finditer(approved):
        pattern += f"{re.escape(approved[start : link.start()])}(\\S+?)"
        start = link.end()
    found = re.fullmatch(pattern + re.escape(approved[start:]), shown)
    links = _LINK.findall(approved)
    return found is not None and all(map(_short_for, links, found.groups()))


def _short_for(link: str, shown: str) -> bool:
    if _SHORTENED.fullmatch(shown):
        return True
    whole, short = _BARE.sub("", link).rstrip("/"), _BARE.sub("", shown).rstrip("/")
    cut = short.removesuffix("…").removesuffix("...")
    return whole == short or (cut != short and bool(cut) and whole.startswith(cut))
