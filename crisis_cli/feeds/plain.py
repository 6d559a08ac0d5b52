"""Posts as anybody's own pipeline writes them: a flat object, by the names that such things usually have."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.fields import first, rows, table, tags, text
from crisis_cli.feeds.moments import seconds_of

TEXT = ("text", "content", "body", "message", "title")
TIME = ("time", "at", "created_at", "createdAt", "timestamp", "date", "published", "published_at")
AUTHOR = ("author", "user", "author_id", "username", "account", "did", "screen_name")

_MORE = frozenset(
    ("language", "lang", "hashtags", "tags", "repost_of", "retweet_of", "reply_to", "in_reply_to", "source")
)


def words(post: dict[str, Any]) -> str | None:
    """The text; None when none of its fields is one."""
    found = first(post, *TEXT)
    return found if isinstance(found, str) else None


def mention(post: dict[str, Any]) -> Mention:
    """The post. Raises ValueError when it does not say when it was written."""
    author = first(post, *AUTHOR)
    who = table(author)
    if _MORE.isdisjoint(post):  # most have no more; to look for all of it takes twice as long as all the rest
        return Mention(
            id=text(first(post, "id", "uri", "url", "link")),
            at=seconds_of(first(post, *TIME)),
            text=words(post) or "",
            author=text(first(who, "id", "acct", "username", "name") if who else author),
        )
    return Mention(
        id=text(first(post, "id", "uri", "url", "link")),
        at=seconds_of(first(post, *TIME)),
        text=words(post) or "",
        author=text(first(who, "id", "acct", "username", "name") if who else author),
        language=text(first(post, "language", "lang")),
        hashtags=tags(rows(first(post, "hashtags", "tags"))),
        repost_of=text(first(post, "repost_of", "retweet_of")),
        reply_to=text(first(post, "reply_to", "in_reply_to")),
        source=text(post.get("source")) or "lines",
    )
