"""Mastodon's streaming API, live: a websocket, or server-sent events where the address names them."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from crisis_cli.clocks import Clock
from crisis_cli.feeds.fields import table, text
from crisis_cli.feeds.live.stream import Batch, Lost, Trouble
from crisis_cli.feeds.live.web import ENDLESS, document, lines
from crisis_cli.feeds.live.websocket import messages

PATH = "/api/v1/streaming"
HASHTAG = "hashtag"

SILENCE = 60.0
"""Seconds; the server sends `:thump` every 15 (github:mastodon/mastodon, streaming/index.js)."""

_MOST, _LONGEST = 1_000_000, 20.0


class Fediverse:
    """`where`: a server (https://), its streaming server (wss://), or one stream of server-sent events
    (https://.../api/v1/streaming/...). `channel`: public, public:local, public:remote or hashtag, with the `tags`.
    Nothing is resumed: Mastodon keeps nothing for those who were away."""

    polled = False
    resumes = False

    def __init__(self, where: str, token: str, channel: str, tags: Sequence[str], clock: Clock) -> None:
        self._where, self._token, self._clock = where.rstrip("/"), token, clock
        asked = [{"stream": HASHTAG, "tag": tag} for tag in tags] if channel == HASHTAG else [{"stream": channel}]
        self._first, *others = asked
        self._others = [json.dumps({"type": "subscribe", **one}) for one in others]

    def batches(self, mark: Any) -> Generator[Batch, None, None]:  # noqa: ARG002 there is nothing to go on with
        """Every status as it comes. Raises Lost."""
        parts = urlsplit(self._where)
        if f"{PATH}/" in parts.path:
            monotonic = self._clock.monotonic
            for found in lines(self._where, token=self._token, silence=SILENCE, monotonic=monotonic):
                yield Batch(tuple(line for line in found if line.startswith((b"data:", ENDLESS))))
            return
        server = self._where if parts.scheme in ("ws", "wss") else self._streaming_server()
        path = "" if urlsplit(server).path.endswith(PATH) else PATH
        url = f"{server}{path}?{urlencode(self._first)}"
        for message in messages(url, token=self._token, send=self._others):
            yield Batch((message,)) if message else Batch()

    def _streaming_server(self) -> str:
        """Where the server says that it streams; else itself. Never an open line for what came by a closed one."""
        url, monotonic = f"{self._where}/api/v2/instance", self._clock.monotonic
        status, _, body = document(url, {}, most=_MOST, longest=_LONGEST, monotonic=monotonic)
        try:
            about = table(json.loads(body)) if status == 200 else {}
        except (ValueError, RecursionError):
            about = {}
        said = text(table(table(about.get("configuration")).get("urls")).get("streaming")).rstrip("/")
        closed = self._where.startswith("https:")
        if not said:
            return self._where.replace("http", "ws", 1)
        if not said.startswith("wss://" if closed else ("ws://", "wss://")):
            raise Lost(Trouble.REFUSED, "it names a streaming server without encryption")
        return said
