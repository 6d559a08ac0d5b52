"""Bluesky's Jetstream, live, both wire versions."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crisis_cli.feeds.fields import table
from crisis_cli.feeds.jetstream import POST
from crisis_cli.feeds.lines import loads
from crisis_cli.feeds.live.stream import Batch
from crisis_cli.feeds.live.websocket import messages
from crisis_cli.feeds.moments import seconds_of

BACK = 5_000_000
"""Microseconds that a connection begins before the mark: another server of Bluesky's may have seen things in
another order, and there must be no gap. What comes twice is known by its id."""

EVENTS = "network.bsky.jetstream.subscribeEvents"


class Bluesky:
    """`mark`: microseconds since 1970 of the last message. Both versions take such a cursor on every server, while
    a sequence number means something only on the one that gave it; one that is too old begins at the oldest there
    is, 36 hours ago or so (github:bluesky-social/jetstream, docs/README.md, 5.1 and 5.2)."""

    polled = False
    resumes = True

    def __init__(self, where: str) -> None:
        self._where = where

    def batches(self, mark: Any) -> Generator[Batch, None, None]:
        """Every post as it comes. Raises Lost."""
        for message in messages(address(self._where, mark)):
            yield Batch((message,), _moment(message)) if message else Batch()


def address(where: str, mark: Any) -> str:
    """With the filter for posts, unless the address has one, and with the cursor."""
    parts = urlsplit(where)
    path = parts.path if parts.path.strip("/") else "/subscribe"
    query = parse_qsl(parts.query)
    given = {name for name, _ in query}
    if path.rstrip("/").endswith(EVENTS):
        wanted = [] if given & {"collections", "kinds"} else [("kinds", "commit"), ("collections", POST)]
    else:
        wanted = [] if "wantedCollections" in given else [("wantedCollections", POST)]
    cursor = [("cursor", str(mark - BACK))] if isinstance(mark, int) and mark > BACK else []
    return parts._replace(path=path, query=urlencode([*query, *wanted, *cursor])).geturl()


def _moment(message: bytes) -> int | None:
    """When the server saw it, in microseconds."""
    try:
        found = table(loads(message))
        payload = table(found.get("payload"))
        at = found.get("time_us") or payload.get("witnessedAt") or payload.get("time")
        return round(seconds_of(at) * 1e6)
    except (ValueError, OverflowError, RecursionError):
        return None
