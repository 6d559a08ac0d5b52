"""X's filtered stream: what one line says."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.fields import rows, table, tags, text
from crisis_cli.feeds.moments import seconds_of, snowflake


def _reference(post: dict[str, Any], kind: str) -> str:
    found = [one for one in map(table, rows(post.get("referenced_tweets"))) if one.get("type") == kind]
    return text(found[0].get("id")) if found else ""


def words(message: dict[str, Any]) -> str:
    """The text; a retweet's own is cut, so that of the original, where it came along."""
    post = table(message["data"])
    retweeted = _reference(post, "retweeted")
    if retweeted:
        for one in map(table, rows(table(message.get("includes")).get("tweets"))):
            if text(one.get("id")) == retweeted:
                return text(one.get("text"))
    return text(post.get("text"))


def mention(message: dict[str, Any]) -> Mention:
    """The post; without `created_at` its time is the one inside its id. Raises ValueError."""
    post = table(message["data"])
    written = post.get("created_at")
    id_ = text(post.get("id"))
    named = [table(tag).get("tag") for tag in rows(table(post.get("entities")).get("hashtags"))]
    return Mention(
        id=id_,
        at=seconds_of(written) if written else snowflake(id_),
        text=words(message),
        author=text(post.get("author_id")),
        language=text(post.get("lang")),
        hashtags=tags(named),
        repost_of=_reference(post, "retweeted"),
        reply_to=_reference(post, "replied_to"),
        source="x",
    )
