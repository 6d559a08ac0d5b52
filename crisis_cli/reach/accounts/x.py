"""X, by tweepy; runs in the child process. It takes no key: what became of a lost try, a person has to see."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import tweepy
from requests.adapters import HTTPAdapter

from crisis_cli.domain.delivery import REFUSED
from crisis_cli.reach.accounts.serving import REQUEST, NotPossible, same_account, secret
from crisis_cli.reach.listening import Heard

_HOST = "https://api.twitter.com"
"""Written into the library."""


def post(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Post it. Who is logged in is asked for the first of a thread only: X counts these questions as well."""
    outgoing = asked["outgoing"]
    client = _client(asked)
    if not outgoing["reply_to"]:
        same_account(asked["account"], (_who(client),))
    heard.posting()
    try:
        made = client.create_tweet(text=outgoing["text"], in_reply_to_tweet_id=outgoing["reply_to"] or None)
    except tweepy.Forbidden as refused:
        if "duplicate" not in str(refused).lower():
            raise
        return {"failed_as": REFUSED, "why": "X says that it stands there already: look there", "unknown": True}
    return {"post_id": str(made.data["id"]), "url": f"https://x.com/i/web/status/{made.data['id']}"}


def find(*_: object) -> dict[str, Any]:
    """X shows an account its own posts only after a while, so nothing can be said of the last minutes."""
    raise NotPossible("X has to be looked at by a person")


def look(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """What stands there, links as they were before X shortened them."""
    client = _client(asked)
    try:
        found = client.get_tweet(asked["post_id"], tweet_fields=["entities", "note_tweet"], user_auth=True).data
    except tweepy.NotFound:
        return {"gone": True}
    if found is None:
        return {"gone": True}  # X answers 200 with an error for what was deleted
    whole = found.data.get("note_tweet") or found.data
    text = whole["text"]
    for link in (whole.get("entities") or {}).get("urls", ()):
        text = text.replace(link["url"], link.get("expanded_url", link["url"]))
    return {"text": html.unescape(text)}


def check(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """Who is logged in. How long its posts may be, which is more for a paid account, X does not say."""
    return {"account": _who(_client(asked))}


def _who(client: tweepy.Client) -> str:
    return f"@{client.get_me(user_auth=True).data.username}"


def _client(asked: Mapping[str, Any]) -> tweepy.Client:
    names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
    client = tweepy.Client(**{name: secret(asked, name) for name in names})
    client.session.mount(_HOST, _Way(asked["server"]))
    return client


class _Way(HTTPAdapter):
    """Gives every request a limit, which the library does not, and another host where one is named."""

    def __init__(self, server: str) -> None:
        super().__init__()
        self._server = server.rstrip("/")

    def send(self, request: Any, *args: Any, **options: Any) -> Any:
        if self._server:
            whole = urlsplit(request.url)
            request.url = f"{self._server}{whole.path}{f'?{whole.query}' if whole.query else ''}"
        return super().send(request, *args, **options | {"timeout": REQUEST})
