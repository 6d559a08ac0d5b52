"""One line of a stream: which platform's shape it has, what it says, and the mention it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds import jetstream, mastodon, plain, x
from crisis_cli.feeds.rejects import Rejects

loads: Callable[[bytes | str], Any] = json.loads
with suppress(ImportError):  # the extra `watch` may not be installed
    from orjson import loads

NO_JSON, NO_OBJECT, NO_TEXT = "no JSON", "no object", 'it has no "text"'
NO_TIME, BAD_TIME = 'it has no "time"', 'its "time" cannot be read; write it as 2026-11-22T03:14:00Z'

NOT_AS_EXPECTED = frozenset((NO_JSON, NO_OBJECT, NO_TEXT, NO_TIME, BAD_TIME))
"""What is wrong with lines of whoever has to be told how a post is written."""

MOST_LINE = 8_000_000
"""Bytes; a longer line is no post."""

Shape = Callable[[dict[str, Any]], Mention]

_STREAM_WORDS = (b":", b"event:", b"id:", b"retry:")
"""What lines of a server-sent stream begin with that are no data."""


class Lines:
    """Reads lines of any of the shapes, also mixed. What is no post and no mistake (a deletion, a heartbeat) is
    passed over in silence; what cannot be read is counted in `rejects`. `number` of lines and `position` in bytes:
    how much was read. `texts`: whether the beginning of a bad line may be kept, to show it."""

    def __init__(self, *, texts: bool = True) -> None:
        self.rejects = Rejects(texts=texts)
        self.number = 0
        self.position = 0

    def words(self, line: bytes) -> tuple[str, Shape, dict[str, Any]] | None:
        """The text of a line, and how to make a mention of it; None for what has none."""
        self.number += 1
        try:
            found = loads(line)
        except (ValueError, RecursionError):
            return self._no_json(line)
        if type(found) is not dict:
            self._bad(NO_OBJECT, line)
            return None
        said = found.get("text")
        if type(said) is str:
            self.rejects.read += 1
            return said, plain.mention, found
        return self._shaped(found, line)

    def mention(self, shape: Shape, found: dict[str, Any], line: bytes) -> Mention | None:
        """The mention; None, and counted, when it does not say what it must."""
        try:
            return shape(found)
        except (ValueError, TypeError, KeyError, OverflowError):
            self.rejects.read -= 1
            if shape is plain.mention:
                self._bad(BAD_TIME if plain.says_when(found) else NO_TIME, line)
            else:
                self._bad("it does not say when it was written", line)
            return None

    def _shaped(self, found: dict[str, Any], line: bytes) -> tuple[str, Shape, dict[str, Any]] | None:
        said: str | None
        if found.get("$type") == "error" or "errors" in found:
            self._bad("the platform reports an error", line)
            return None
        shape: Shape
        if "commit" in found or ("payload" in found and "$type" in found) or "time_us" in found:
            said, shape = jetstream.words(found), jetstream.mention
        elif "event" in found and "payload" in found:
            return self._event(found, line)
        elif type(found.get("data")) is dict:
            said, shape = x.words(found), x.mention
        elif "content" in found and ("account" in found or "reblog" in found):
            said, shape = mastodon.words(found), mastodon.mention
        else:
            said, shape = plain.words(found), plain.mention
            if said is None:
                self._bad(NO_TEXT, line)
                return None
        self.rejects.read += 1
        return None if said is None else (said, shape, found)

    def _event(self, found: dict[str, Any], line: bytes) -> tuple[str, Shape, dict[str, Any]] | None:
        """A frame of Mastodon's websocket: the status is JSON inside JSON."""
        payload = found["payload"]
        if found["event"] not in ("update", "status.update"):
            self.rejects.read += 1
            return None
        try:
            status = loads(payload) if isinstance(payload, str | bytes) else payload
        except (ValueError, RecursionError):
            self._bad("its payload is no JSON", line)
            return None
        if type(status) is not dict:
            self._bad("its payload is no object", line)
            return None
        self.rejects.read += 1
        return mastodon.words(status), mastodon.mention, status

    def _no_json(self, line: bytes) -> tuple[str, Shape, dict[str, Any]] | None:
        stripped = line.strip()
        if stripped.startswith(b"data:"):
            data = stripped[5:].strip()
            self.number -= 1
            # A deletion sends nothing but an id.
            return None if data.strip(b'"').isdigit() else self.words(data)
        if stripped and not stripped.startswith(_STREAM_WORDS):
            self._bad(NO_JSON, line)
            return None
        return None

    def _bad(self, why: str, line: bytes) -> None:
        self.rejects.add(self.number, why, line)
