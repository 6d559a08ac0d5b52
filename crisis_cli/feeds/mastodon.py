"""Mastodon's statuses, as its streams send them: HTML in, text out."""

from __future__ import annotations

import html
import re
from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.fields import rows, table, tags, text
from crisis_cli.feeds.moments import seconds_of

_BREAKS = re.compile(r"<br\s*/?>|</p>\s*<p[^<>]{0,2000}>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_NO_LETTER = re.compile(r"&#[0-9]{30,};?")
"""A number beyond every letter; unescaping fails at one of thousands of digits."""

LONGEST = 100_000
"""Characters of HTML that are looked at; whoever writes more is heard up to there."""


def plain(content: str) -> str:
    """The words of a status: a hashtag is split by <span>, a line ends with <br>."""
    words = _TAGS.sub("", _BREAKS.sub("\n", content[:LONGEST]))
    return html.unescape(_NO_LETTER.sub("\ufffd", words))


def _said(status: dict[str, Any]) -> dict[str, Any]:
    """What is boosted, or the status itself."""
    return table(status.get("reblog")) or status


def words(status: dict[str, Any]) -> str:
    """The text, after its content warning."""
    said = _said(status)
    warning = text(said.get("spoiler_text"))
    content = plain(text(said.get("content")))
    return f"{warning}\n{content}" if warning else content


def mention(status: dict[str, Any]) -> Mention:
    """The status; a boost has the words and the id of what it boosts. Raises ValueError."""
    said = _said(status)
    account = table(status.get("account"))
    return Mention(
        id=text(status.get("uri")) or text(status.get("id")),
        at=seconds_of(status.get("created_at")),
        text=words(status),
        author=text(account.get("acct")) or text(account.get("id")),
        language=text(said.get("language")),
        hashtags=tags([table(tag).get("name") for tag in rows(said.get("tags"))]),
        repost_of=text(said.get("id")) if said is not status else "",
        reply_to=text(status.get("in_reply_to_id")),
        source="mastodon",
    )
