"""X's filtered stream, live. What it sends is decided by rules that are kept there, not here."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crisis_cli.clocks import Clock
from crisis_cli.feeds.live.stream import Batch
from crisis_cli.feeds.live.web import lines

SILENCE = 25.0
"""Seconds without even the newline that X sends every 20: the connection is dead
(docs.x.com/x-api/fundamentals/handling-disconnections)."""

FIELDS = {
    "tweet.fields": "created_at,author_id,lang,entities,referenced_tweets",
    "expansions": "referenced_tweets.id",
}
"""Without them a post is an id and a text, and the text of a repost is cut."""


class X:
    """`where`: https://api.x.com/2/tweets/search/stream. Nothing is resumed: X keeps back what was missed only for
    those who pay for it, and then sends it again by itself."""

    polled = False
    resumes = False

    def __init__(self, where: str, token: str, clock: Clock) -> None:
        self._where, self._token, self._clock = where, token, clock

    def batches(self, mark: Any) -> Generator[Batch, None, None]:  # noqa: ARG002 there is nothing to go on with
        """Every post as it comes. Raises Lost."""
        given = dict(parse_qsl(urlsplit(self._where).query))
        query = {name: value for name, value in FIELDS.items() if name not in given}
        monotonic = self._clock.monotonic
        for found in lines(self._where, token=self._token, query=query, silence=SILENCE, monotonic=monotonic):
            yield Batch(tuple(line for line in found if line.strip()))
