"""The same post in every shape that is read."""

from __future__ import annotations

import json
from typing import Any

POST = "app.bsky.feed.post"
TEXT = "Found glass in my #WalrusBurger today <b>really</b>"
AT = "2026-11-22T03:05:06.000Z"
MICROSECONDS = 1_795_316_706_000_000


def record(text: str = TEXT) -> dict[str, Any]:
    """A Bluesky post, whose writer's clock is a year ahead."""
    tag = {"$type": "app.bsky.richtext.facet#tag", "tag": "WalrusBurger"}
    return {
        "$type": POST,
        "text": text,
        "createdAt": "2027-11-22T03:05:06.000Z",
        "langs": ["en"],
        "facets": [{"index": {"byteStart": 15, "byteEnd": 28}, "features": [tag]}],
    }


def jetstream(text: str = TEXT, did: str = "did:plc:ann") -> str:
    """Version 1."""
    commit = {
        "operation": "create",
        "collection": POST,
        "rkey": "3k",
        "cid": "b",
        "rev": "r",
        "record": record(text),
    }
    return json.dumps({"did": did, "time_us": MICROSECONDS, "kind": "commit", "commit": commit, "cursor": 7})


def jetstream_2(text: str = TEXT) -> str:
    """Version 2."""
    payload = {
        "$type": "network.bsky.jetstream.subscribeEvents#commit",
        "seq": 9,
        "did": "did:plc:ann",
        "time": "2026-11-22T03:05:06.000000Z",
        "operation": "create",
        "collection": POST,
        "rkey": "3k",
        "record": record(text),
    }
    return json.dumps({"$type": "message", "payload": payload})


def status(text: str = TEXT) -> dict[str, Any]:
    """A Mastodon status: the same words, as HTML."""
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = words.replace("#WalrusBurger", '<a href="https://m.example/t">#<span>WalrusBurger</span></a>')
    return {
        "id": "11",
        "uri": "https://m.example/11",
        "created_at": AT,
        "content": f"<p>{words}</p>",
        "language": "en",
        "tags": [{"name": "WalrusBurger"}],
        "account": {"id": "5", "acct": "ann"},
        "reblog": None,
        "in_reply_to_id": None,
        "spoiler_text": "",
    }


def mastodon(text: str = TEXT) -> str:
    """A frame of the websocket: JSON inside JSON."""
    return json.dumps({"stream": ["public"], "event": "update", "payload": json.dumps(status(text))})


def mastodon_sse(text: str = TEXT) -> str:
    """The lines of the server-sent stream."""
    return f":thump\nevent: update\ndata: {json.dumps(status(text))}\n"


def x(text: str = TEXT, written: str = AT) -> str:
    """X's filtered stream."""
    data = {
        "id": "1995000000000000000",
        "text": text,
        "created_at": written,
        "author_id": "5",
        "lang": "en",
        "entities": {"hashtags": [{"start": 15, "end": 28, "tag": "WalrusBurger"}]},
    }
    return json.dumps({"data": data, "matching_rules": [{"id": "1", "tag": "walrus"}]})


def plain(text: str = TEXT) -> str:
    """What a pipeline of one's own writes."""
    post = {"id": "1", "text": text, "author": "ann", "time": AT, "lang": "en", "hashtags": ["#WalrusBurger"]}
    return json.dumps(post)


EVERY = {
    "jetstream": jetstream(),
    "jetstream 2": jetstream_2(),
    "mastodon": mastodon(),
    "mastodon, as it is streamed": mastodon_sse(),
    "a mastodon status": json.dumps(status()),
    "x": x(),
    "x, the old date": x(written="Sun Nov 22 03:05:06 +0000 2026"),
    "plain": plain(),
}
