"""One mention: what somebody wrote somewhere, the same whichever platform it came from."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Mention(NamedTuple):
    """A post. `at`: seconds since 1970, UTC. `author` is what the platform calls them; hashed before
    anything is kept. `repost_of`, `reply_to`: ids, empty when it is neither. `source`: jetstream, mastodon,
    x or lines."""

    id: str
    at: float
    text: str
    author: str
    language: str = ""
    hashtags: tuple[str, ...] = ()
    repost_of: str = ""
    reply_to: str = ""
    source: str = "lines"


def folded(text: str) -> str:
    """The text as it is compared: composed characters, small letters."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower()
