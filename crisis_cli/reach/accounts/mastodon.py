"""Mastodon, and what speaks as it does, by Mastodon.py; runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from mastodon import Mastodon, MastodonNotFoundError

from crisis_cli.domain.delivery import FAULT
from crisis_cli.reach.accounts.serving import REQUEST, NotPossible, same_account, secret
from crisis_cli.reach.listening import Heard

_GONE = 410
_NEWEST = 40
"""Statuses that a server hands out at a time, at most."""

_SKEW = timedelta(minutes=5)
"""By so much the server's clock may be behind ours."""


def post(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Post it publicly. The server keeps the key for about an hour (mastodon/mastodon, PostStatusService)."""
    outgoing = asked["outgoing"]
    client = _client(asked)
    _logged_in(client, asked)
    heard.posting()
    status = client.status_post(
        outgoing["text"],
        in_reply_to_id=outgoing["reply_to"] or None,
        visibility="public",
        language=outgoing["language"] or None,
        idempotency_key=outgoing["key"],
    )
    return _stands(status)


def find(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """The same text, answering the same post, among the account's own newest."""
    outgoing = asked["outgoing"]
    since = datetime.fromisoformat(asked["since"]) - _SKEW
    client = _client(asked)
    me = _logged_in(client, asked)
    newest = client.account_statuses(me.id, exclude_reblogs=True, limit=_NEWEST)
    for status in newest:
        same = _same(text_of(status.content), outgoing["text"])
        if status.created_at >= since and same and str(status.in_reply_to_id or "") == outgoing["reply_to"]:
            return _stands(status)
    if len(newest) >= _NEWEST and newest[-1].created_at >= since:
        raise NotPossible("more was posted since than the server hands out at a time", FAULT)
    return {"absent": True}


def look(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """What stands there, as plain text."""
    try:
        return {"text": text_of(_client(asked).status(asked["post_id"]).content)}
    except MastodonNotFoundError:
        return {"gone": True}
    except Exception:
        if heard.status == _GONE:
            return {"gone": True}
        raise


def check(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """Who is logged in, and how long a post may be there."""
    client = _client(asked)
    name = _names(client.account_verify_credentials(), asked)[0]
    statuses = client.instance_v2().configuration.statuses
    return {
        "account": name,
        "limit": int(statuses.max_characters),
        "link": int(statuses.characters_reserved_per_url),
    }


def _client(asked: Mapping[str, Any]) -> Mastodon:
    if not asked["server"]:
        raise NotPossible("the channels file does not say on which server the account is")
    return Mastodon(
        api_base_url=asked["server"],
        access_token=secret(asked, "token"),
        ratelimit_method="throw",
        request_timeout=REQUEST,
        version_check_mode="none",
    )


def _logged_in(client: Mastodon, asked: Mapping[str, Any]) -> Any:
    me = client.account_verify_credentials()
    same_account(asked["account"], _names(me, asked))
    return me


def _names(me: Any, asked: Mapping[str, Any]) -> tuple[str, ...]:
    """`@news@walrus.example`, then how else it may be written: by the server's own address, or without any."""
    hosts = dict.fromkeys(urlsplit(url).hostname or "" for url in (str(me.url), asked["server"]))
    return (*(f"@{me.acct}@{host}" for host in hosts), f"@{me.acct}")


def _stands(status: Any) -> dict[str, Any]:
    return {"post_id": str(status.id), "url": str(status.url or status.uri)}


def _same(there: str, here: str) -> bool:
    """Whether one text is the other, however white space is set."""
    return " ".join(there.split()) == " ".join(here.split())


class _Text(HTMLParser):
    """Collects what a reader sees: paragraphs and breaks are lines, a shortened link is whole again."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the text only
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "p" and self.pieces:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(html: str) -> str:
    """The text of a status. Mastodon shortens a link by spans that are not shown, so that its letters are all
    there."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(parser.pieces)).strip()
