"""Bluesky's Jetstream, both wire versions: what one message says."""

from __future__ import annotations

from typing import Any

from crisis_cli.domain.mention import Mention
from crisis_cli.feeds.fields import first, rows, table, tags, text
from crisis_cli.feeds.moments import seconds_of

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"


def commit_of(message: dict[str, Any]) -> dict[str, Any]:
    """The commit with `did` and `time` in it, whichever version; empty for what is no commit."""
    if "payload" in message:
        payload = table(message["payload"])
        return payload if text(payload.get("$type")).endswith("#commit") else {}
    if message.get("kind") not in (None, "commit"):
        return {}
    return {**table(message.get("commit")), "did": message.get("did"), "time": message.get("time_us")}


def words(message: dict[str, Any]) -> str | None:
    """The text of a new or changed post; None for all else: deletions, likes, reposts (which have no text)."""
    commit = commit_of(message)
    if commit.get("operation") not in ("create", "update") or commit.get("collection") != POST:
        return None
    return text(table(commit.get("record")).get("text"))


def mention(message: dict[str, Any]) -> Mention:
    """The post. Its time is the server's: `createdAt` is what the writer's device believes. Raises ValueError."""
    commit = commit_of(message)
    record = table(commit.get("record"))
    did = text(commit.get("did"))
    at = seconds_of(first(commit, "time") or record.get("createdAt"))
    features = [table(one) for facet in rows(record.get("facets")) for one in rows(table(facet).get("features"))]
    named = [one.get("tag") for one in features if text(one.get("$type")).endswith("#tag")]
    languages = rows(record.get("langs"))
    return Mention(
        id=f"at://{did}/{POST}/{text(commit.get('rkey'))}",
        at=at,
        text=text(record.get("text")),
        author=did,
        language=text(languages[0]) if languages else "",
        hashtags=tags([*named, *rows(record.get("tags"))]),
        reply_to=text(table(table(record.get("reply")).get("parent")).get("uri")),
        source="jetstream",
    )
