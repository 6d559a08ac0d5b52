"""A web address that takes a text as JSON: the company's own page, or what feeds it; runs in the child process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import requests

from crisis_cli.reach.accounts.serving import REQUEST, NotPossible
from crisis_cli.reach.listening import Heard

VERSION = 1
"""Of what is sent; a field may be added without a new number."""

_LONGEST = 500
"""Characters of a name that it gives back."""


def post(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Send it once; any 2xx is a yes. Nothing of the incident goes along but the text."""
    outgoing = asked["outgoing"]
    body = {
        "version": VERSION,
        "title": outgoing["title"],
        "channel": asked["channel"],
        "text": outgoing["text"],
        "sha256": hashlib.sha256(outgoing["text"].encode()).hexdigest(),
        "key": outgoing["key"],
        "part": outgoing["part"],
        "parts": outgoing["parts"],
        "language": outgoing["language"],
    }
    heard.posting()
    answer = requests.post(
        _address(asked), json=body, headers={"Idempotency-Key": outgoing["key"]}, timeout=REQUEST
    )
    return _stands(answer, outgoing["key"]) if answer.ok and not heard.redirected else heard.failure()


def find(*_: object) -> dict[str, Any]:
    """Nobody can be asked."""
    raise NotPossible("a web address that takes posts does not list them")


def look(*_: object) -> dict[str, Any]:
    """What a page shows around a text is not the text."""
    raise NotPossible("what a page shows cannot be compared letter by letter: look at it")


def check(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """Whether the address is one; it is not called."""
    _address(asked)
    return {"account": asked["account"], "why": "not tried: whatever is sent there is published"}


def _address(asked: Mapping[str, Any]) -> str:
    address = str(asked["address"])
    if not address.startswith(("http://", "https://")):
        raise NotPossible("the address does not begin with https://")
    return address


def _stands(answer: requests.Response, key: str) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        said = None
    given = said if isinstance(said, dict) else {}
    name = str(given.get("id") or "")
    named = name.isprintable() and 0 < len(name) <= _LONGEST
    return {"post_id": name if named else key, "url": str(given.get("url") or "")}
