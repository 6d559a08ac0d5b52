"""Posts as anybody's own pipeline writes them: a flat object, by the names that such things usually have."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.fields import first, rows, tags, text
from crisis_cli.feeds.moments import seconds_of

TEXT = ("text", "content", "body", "message", "title")
TIME = ("time", "at", "created_at", "createdAt", "timestamp", "date", "published", "published_at")
AUTHOR = ("author", "user", "author_id", "username", "account", "did", "screen_name")

EXAMPLE = '{"time": "2026-11-22T03:14:00Z", "author": "ana", "text": "..."}'
"""A line as anybody can write it."""

_MORE = frozenset(
    ("language", "lang", "hashtags", "tags", "repost_of", "retweet_of", "reply_to", "in_reply_to", "source")
)


def words(post: dict[str, Any]) -> str | None:
    """The text; None when none of its fields is one."""
    found = post.get("text") or first(post, *TEXT)
    return found if isinstance(found, str) else None


def says_when(post: dict[str, Any]) -> bool:
    """Whether it has a time at all, be it one that cannot be read."""
    return first(post, *TIME) is not None


def mention(post: dict[str, Any]) -> Mention:
    """The post. Raises ValueError when it does not say when it was written."""
    # The name that most use is asked for by itself: it says the same, and is three times as fast.
    id_ = post.get("id") or first(post, "id", "uri", "url", "link")
    at = seconds_of(post.get("time") or first(post, *TIME))
    said = words(post) or ""
    author = post.get("author") or first(post, *AUTHOR)
    if type(author) is dict:
        author = first(author, "id", "acct", "username", "name")
    if _MORE.isdisjoint(post):  # most have no more
        if type(id_) is str and type(author) is str:
            return Mention(id_, at, said, author)
        return Mention(text(id_), at, said, text(author))
    return Mention(
        id=text(id_),
        at=at,
        text=said,
        author=text(author),
        language=text(first(post, "language", "lang")),
        hashtags=tags(rows(first(post, "hashtags", "tags"))),
        repost_of=text(first(post, "repost_of", "retweet_of")),
        reply_to=text(first(post, "reply_to", "in_reply_to")),
        source=text(post.get("source")) or "lines",
    )
