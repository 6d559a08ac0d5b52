"""What happens to a team in a drill, named as the team is to see it; not as the facilitator knows it."""

from __future__ import annotations

from crisis_cli.ui.safe import safe_line

_SEEN_AS = {
    "post": "POST",
    "wrong": "POST",  # that it is wrong is for the team to find out
    "mail": "MAIL",
    "call": "PHONE CALL",
    "leak": "LEAK",
    "regulator": "LETTER",
    "order": "ORDER",
    "off": "PHONE OFF",
    "discuss": "TO DECIDE TOGETHER",
}

LONGEST = 6000
"""Characters of a text that are shown; a post or a mail has a tenth of it."""


def seen_as(kind: str) -> str:
    """What the team calls it."""
    return _SEEN_AS.get(kind, safe_line(kind, 20).upper())


def sent_by(sender: str, network: str = "", reach: int = 0) -> str:
    """Who it is from, on which network, and how many follow them."""
    followed = f"{reach:,} follow them" if reach else ""
    where = f"on {safe_line(network, 30)}" if network else ""
    return ", ".join(filter(None, (" ".join(filter(None, (safe_line(sender, 120), where))), followed)))
