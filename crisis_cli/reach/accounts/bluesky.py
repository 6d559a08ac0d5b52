"""Bluesky, by the atproto library; runs in the child process.

A post's name there (its record key) is made of our key, so that a second try is the same post, however late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from atproto_client import Client, models
from atproto_client.exceptions import BadRequestError
from atproto_client.request import Request
from atproto_client.utils import facet_detection

from crisis_cli.domain.delivery import REFUSED
from crisis_cli.reach.accounts.serving import REQUEST, NotPossible, same_account, secret
from crisis_cli.reach.listening import Heard, listen_httpx

SERVER = "https://bsky.social"
"""Where an account is that is on no server of its own."""

LIMIT = 300
"""bluesky-social/atproto, lexicons/app/bsky/feed/post.json: `maxGraphemes`. No server has another."""

_COLLECTION = "app.bsky.feed.post"
_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"


def post(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Post it, unless it stands there already."""
    outgoing = asked["outgoing"]
    client, session = _logged_in(asked, heard)
    there = _standing(client, session, outgoing)
    if there:
        return there
    heard.posting()
    try:
        made = client.com.atproto.repo.create_record(
            models.ComAtprotoRepoCreateRecord.Data(
                repo=session.did, collection=_COLLECTION, rkey=record_key(outgoing), record=_record(outgoing)
            )
        )
    except Exception:
        failure = heard.failure()
        return _afterwards(client, session, outgoing) or failure
    return _stands(made.uri, made.cid, session.handle)


def find(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """The record of this key."""
    client, session = _logged_in(asked, heard)
    return _standing(client, session, asked["outgoing"]) or {"absent": True}


def look(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """The text of the record."""
    client, session = _logged_in(asked, heard)
    uri = asked["post_id"].split(" ")[0]
    found = _record_at(client, session.did, uri.rsplit("/", 1)[-1])
    return {"gone": True} if found is None else {"text": found.value.text}


def check(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Who the password belongs to."""
    _, session = _logged_in(asked, heard, whoever=True)
    return {"account": f"@{session.handle}", "limit": LIMIT}


def record_key(outgoing: Mapping[str, Any]) -> str:
    """A TID (atproto.com/specs/tid): the microsecond of the first try, of which the last three digits and the
    clock's number are taken from the key, so that two posts of one moment have two names."""
    begun = datetime.fromisoformat(outgoing["begun_at"])
    drawn = int.from_bytes(hashlib.sha256(outgoing["key"].encode()).digest()[:8])
    milliseconds = (begun - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    number = (milliseconds * 1000 + drawn % 1000) << 10 | drawn // 1000 % 1024
    return "".join(_DIGITS[number >> shift & 31] for shift in range(60, -1, -5))


def _logged_in(asked: Mapping[str, Any], heard: Heard, *, whoever: bool = False) -> tuple[Client, Any]:
    """The client and its session. Raises NotPossible when it is another account's."""
    listen_httpx(heard)
    client = Client(asked["server"] or SERVER, request=Request(timeout=REQUEST))
    sessions: list[Any] = []
    client.on_session_change(lambda _, session: sessions.append(session))
    client.login(asked["account"].lstrip("@"), secret(asked, "password"), fetch_bsky_profile=False)
    session = sessions[-1]
    if not whoever:
        same_account(asked["account"], (f"@{session.handle}", session.did))
    return client, session


def _record(outgoing: Mapping[str, Any]) -> Any:
    reply = None
    if outgoing["reply_to"]:
        parent, root = (_reference(outgoing[name]) for name in ("reply_to", "root"))
        reply = models.AppBskyFeedPost.ReplyRef(parent=parent, root=root)
    begun = datetime.fromisoformat(outgoing["begun_at"]).astimezone(UTC)
    return models.AppBskyFeedPost.Record(
        text=outgoing["text"],
        created_at=begun.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        langs=[outgoing["language"]] if outgoing["language"] else None,
        facets=facet_detection.detect_facets(outgoing["text"]) or None,
        reply=reply,
    )


def _reference(post_id: str) -> Any:
    uri, _, cid = post_id.partition(" ")
    return models.ComAtprotoRepoStrongRef.Main(uri=uri, cid=cid)


def _record_at(client: Client, did: str, rkey: str) -> Any:
    """The record; None: there is none."""
    try:
        return client.com.atproto.repo.get_record(
            models.ComAtprotoRepoGetRecord.Params(repo=did, collection=_COLLECTION, rkey=rkey)
        )
    except BadRequestError as refused:
        if getattr(refused.response.content, "error", "") == "RecordNotFound":
            return None
        raise


def _standing(client: Client, session: Any, outgoing: Mapping[str, Any]) -> dict[str, Any] | None:
    """What stands there under this key, when it is this text. Raises NotPossible when it is another."""
    found = _record_at(client, session.did, record_key(outgoing))
    if found is None:
        return None
    if found.value.text != outgoing["text"]:
        raise NotPossible("another text stands there under the same key", REFUSED)
    return _stands(found.uri, found.cid, session.handle)


def _afterwards(client: Client, session: Any, outgoing: Mapping[str, Any]) -> dict[str, Any] | None:
    """Whether it stands there although it failed, as when another process was faster."""
    try:
        return _standing(client, session, outgoing)
    except Exception:
        return None  # what failed first is what there is to say


def _stands(uri: str, cid: str, handle: str) -> dict[str, Any]:
    return {
        "post_id": f"{uri} {cid}",
        "url": f"https://bsky.app/profile/{handle}/post/{uri.rsplit('/', 1)[-1]}",
    }
