"""A team's own web address, told by POST to do something: from here, and in the child process that does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.reach.listening import Heard
from crisis_cli.reach.process import Child
from crisis_cli.reach.team_command import Ended

LIMIT = 22.0
"""Seconds after which the child is ended from here; it ends itself after 20."""

_ANSWER = 15.0
"""Seconds that the service may take to answer."""


def call(address: str, body: Mapping[str, object], clock: Clock) -> Ended:
    """POST the body as JSON to the address, once; any answer of 200 to 299 says that it is done. No redirect is
    followed."""
    said = Child({"call": address, "json": dict(body)}, clock, LIMIT).wait()
    if said.get("sent"):
        return Ended()
    return Ended(str(said["why"]), bool(said.get("unknown", False)))


def call_from_child(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """What the child does."""
    import requests

    heard.posting()
    try:
        answer = requests.post(asked["call"], json=asked["json"], timeout=_ANSWER)
    except requests.RequestException:
        return heard.failure()
    return {"sent": True} if 200 <= answer.status_code < 300 else heard.failure()
