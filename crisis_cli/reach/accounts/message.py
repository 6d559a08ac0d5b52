"""A mail list, Slack, Teams: any address that pages go to as well, by apprise; runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crisis_cli.domain.delivery import NOT_SET_UP
from crisis_cli.reach.accounts.serving import NotPossible
from crisis_cli.reach.child import send
from crisis_cli.reach.listening import Heard
from crisis_cli.reach.words import MOST_TITLE, harmless

_SUBJECT = re.compile(r"\s*(?:subject|objet)[ \u00a0\u202f]?:[ \t\u00a0\u202f]*([^\r\n]*)\s*", re.IGNORECASE)
"""A mail's first line, as the checks of a statement read it."""

_EVERYBODY = re.compile(r"<(?=[!@#])|@(?=(?:everyone|here|channel|all|room|team|group)\b)", re.IGNORECASE)
"""What a chat takes for a call to all of it, or for somebody's name: `<!channel>`, `<@U123>`, `@everyone`."""


def post(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Send it once. No service of this kind says under what name it keeps it, so ours stands in."""
    title, body = letter(asked["outgoing"], mail=_is_mail(asked))
    heard.posting()
    said = send({"address": asked["address"], "title": title, "body": body, "kind": "info"}, heard)
    return {"post_id": asked["outgoing"]["key"]} if said.get("sent") else said


def find(*_: object) -> dict[str, Any]:
    """Nobody can be asked."""
    raise NotPossible("a message cannot be looked for: ask somebody who gets it")


def look(*_: object) -> dict[str, Any]:
    """Nobody can be asked."""
    raise NotPossible("a message cannot be looked at from here: ask somebody who gets it")


def check(asked: Mapping[str, Any], _: Heard) -> dict[str, Any]:
    """Whether the address is one that a service is known for; nothing is sent."""
    import apprise

    if not isinstance(apprise.Apprise.instantiate(asked["address"]), apprise.NotifyBase):
        return {"failed_as": NOT_SET_UP, "why": "no service can be told from this address"}
    return {"account": asked["account"], "why": "not tried: whatever is sent there is published"}


def letter(outgoing: Mapping[str, Any], *, mail: bool) -> tuple[str, str]:
    """Subject and text. A chat gets its calls to everybody taken out; a mail, a subject of one line."""
    text, title = outgoing["text"], outgoing["title"]
    found = _SUBJECT.match(text) if mail else None
    if found:
        title, text = found[1], text[found.end() :]
    elif mail and not title:
        title = text.strip().partition("\n")[0]  # no mail without a subject
    title = harmless(title, MOST_TITLE)
    return title, text if mail else _EVERYBODY.sub(lambda call: "‹" if call[0] == "<" else "＠", text)


def _is_mail(asked: Mapping[str, Any]) -> bool:
    return str(asked["address"]).casefold().startswith(("mailto:", "mailtos:"))
