"""A feed of the press, RSS or Atom: looked at now and then, each article heard once."""

from __future__ import annotations

import io
import json
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]  # it has no types

from crisis_cli.clocks import Clock
from crisis_cli.feeds.fields import rows, table, text
from crisis_cli.feeds.live.answers import lost_by_status
from crisis_cli.feeds.live.stream import Batch, Lost, Trouble
from crisis_cli.feeds.live.web import document
from crisis_cli.feeds.mastodon import plain

MOST = 2_000_000
"""Bytes of a feed; a longer one is not a feed."""

LONGEST = 60.0
"""Seconds that one may take."""

REMEMBERED = 2_000
"""Articles; a feed has fifty or so."""

MOST_ARTICLES, LONGEST_TEXT, LONGEST_NAME = 500, 20_000, 2_000

FRESH = timedelta(hours=1)
"""An article counts when it is found: feeds are late by nature. One that is older than this counts when it says
that it was published."""

_ENTITY = b"<!entity"

RETRY = 60.0
"""Seconds at least between two looks at a feed that cannot be had."""


class Press:
    """`mark`: ETag, Last-Modified, and which articles were there. What lies in a feed at the very first look is
    not news, and is only remembered."""

    polled = True
    resumes = False

    def __init__(self, where: str, every: timedelta, clock: Clock) -> None:
        self._where, self._every, self._clock = where, every, clock

    def batches(self, mark: Any) -> Generator[Batch, None, None]:
        """The new articles of each look. Raises Lost."""
        known = table(mark)
        while True:
            batch = self._look(known)
            known = table(batch.mark) or known
            yield batch
            self._clock.sleep(self._every.total_seconds())

    def _look(self, known: dict[str, Any]) -> Batch:
        asked = {"If-None-Match": text(known.get("etag")), "If-Modified-Since": text(known.get("modified"))}
        asked = {name: value for name, value in asked.items() if value}
        retry = min(RETRY, self._every.total_seconds())
        try:
            status, headers, body = document(
                self._where, asked, most=MOST, longest=LONGEST, monotonic=self._clock.monotonic
            )
        except Lost as lost:
            raise Lost(lost.trouble, lost.why, max(lost.after, retry)) from None
        if status == 304:
            return Batch()
        if status != 200:
            raise lost_by_status(status, headers, retry)
        if len(body) > MOST:
            raise Lost(Trouble.REFUSED, f"it is longer than {MOST // 1_000_000} MB", retry)
        if _ENTITY in body.replace(b"\0", b"").lower():
            raise Lost(Trouble.REFUSED, "it declares entities, which no feed needs and bombs are made of", retry)
        articles, wrong = self._read(body, headers)
        before = dict.fromkeys(map(text, rows(known.get("seen"))))
        new = {key: line for key, line in articles.items() if key not in before}
        seen = list({**before, **new})[-REMEMBERED:]
        mark = {"etag": headers.get("ETag", ""), "modified": headers.get("Last-Modified", ""), "seen": seen}
        heard = tuple(new.values()) if known else ()
        return Batch((*wrong, *heard), mark)

    def _read(self, body: bytes, headers: Any) -> tuple[dict[str, bytes], tuple[bytes, ...]]:
        """Its articles as lines, by what they are known by, and what is wrong with it, as a line too."""
        kind = {"content-type": headers.get("Content-Type", "")}
        # Nothing of it is ever shown as HTML; made safe by feedparser, a hostile one takes minutes.
        found = feedparser.parse(
            io.BytesIO(body), response_headers=kind, resolve_relative_uris=False, sanitize_html=False
        )
        feed, entries = found.feed, found.entries[:MOST_ARTICLES]
        host = urlsplit(self._where).hostname or ""
        articles = {}
        for entry in entries:
            line, key = self._line(entry, text(feed.get("language")), host)
            articles[key] = line
        failed = found.get("bozo_exception")
        harmless = isinstance(failed, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType)
        if (articles or found.version) and (not found.bozo or harmless):
            return articles, ()
        return articles, (b"no well-formed feed: " + b" ".join(body[:300].split()),)

    def _line(self, entry: Any, language: str, host: str) -> tuple[bytes, str]:
        link, title, summary = text(entry.get("link")), plain(text(entry.get("title"))), text(entry.get("summary"))
        said = f"{title}\n{plain(summary)}"[:LONGEST_TEXT]
        name = (text(entry.get("id")) or link or said)[:LONGEST_NAME]
        line = {
            "id": link[:LONGEST_NAME] or name,
            "time": self._when(entry.get("published_parsed") or entry.get("updated_parsed")).isoformat(),
            "author": f"{host}: {text(entry.get('author'))}"[:200],
            "text": said,
            "language": language,
            "hashtags": [text(table(tag).get("term")) for tag in rows(entry.get("tags"))],
            "source": "rss",
        }
        key = blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return json.dumps(line).encode(), key

    def _when(self, said: Any) -> datetime:
        """When it counts."""
        now = self._clock.now()
        try:
            year, month, day, hour, minute, second = said[:6]
            published = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (ValueError, TypeError, OverflowError):
            return now
        return published if now - published > FRESH else now
