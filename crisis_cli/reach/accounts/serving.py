"""In the child process: which service is asked, and its failures in our words."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from crisis_cli.domain.delivery import FAULT, NOT_SET_UP
from crisis_cli.reach.listening import Heard

NETWORKED = ("mastodon", "bluesky", "x", "webhook", "message")
"""The services that have a module here, named like them, with `post`, `find`, `look` and `check`."""

ACTS = ("post", "find", "look", "check")

REQUEST = 8.0
"""Seconds that one request may take: a log-in, a post and a look after it fit into the limit of a child."""


_LONGEST = 100
"""Characters of a name that is said."""


class NotPossible(Exception):
    """It certainly did not happen; its text says why, without secrets."""

    def __init__(self, why: str, failed_as: str = NOT_SET_UP) -> None:
        super().__init__(why)
        self.failed_as = failed_as


def serve(asked: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Ask the service `asked["service"]` for `asked["act"]`; what it answers, or how it failed."""
    service, act = asked["service"], asked["act"]
    if service not in NETWORKED or act not in ACTS:
        return {"failed_as": NOT_SET_UP, "why": f"no service is called {service} here"}
    try:
        module = import_module(f"crisis_cli.reach.accounts.{service}")
    except ImportError:
        return {"failed_as": NOT_SET_UP, "why": "its library is not installed: pip install 'crisis-cli[publish]'"}
    try:
        said: dict[str, Any] = getattr(module, act)(asked, heard)
    except NotPossible as failed:
        return {"failed_as": failed.failed_as, "why": str(failed)}
    except Exception as failed:  # in our words: a library's complaint may hold a secret
        said = heard.failure()
        if 200 <= heard.status < 300:
            said |= {"failed_as": FAULT, "why": f"its answer cannot be read ({type(failed).__name__})"}
    return said


def secret(asked: Mapping[str, Any], name: str) -> str:
    """The secret of that name. Raises NotPossible when there is none."""
    found = asked["secrets"].get(name)
    if not isinstance(found, str) or not found.strip():
        raise NotPossible(f"the secret {name} is missing")
    return found.strip()


def same_account(declared: str, names: tuple[str, ...]) -> None:
    """Raises NotPossible unless one of these is who should be logged in: a post from another account cannot be
    taken back."""
    if declared.strip().lstrip("@").casefold() not in {name.lstrip("@").casefold() for name in names}:
        raise NotPossible(f"{names[0][:_LONGEST]} is logged in there, but the channels file says {declared}")
