"""From what a channels file says to an account that can post."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.domain.posting import FOREVER
from crisis_cli.reach.accounts.file import FileAccount
from crisis_cli.reach.accounts.remote import LIMIT, RemoteAccount

_REMEMBER: dict[str, timedelta] = {
    "mastodon": timedelta(minutes=50),  # keys are kept for an hour (mastodon/mastodon, PostStatusService)
    "bluesky": FOREVER,
}
"""How long a second try with the same key makes no second post."""

_FIND = frozenset({"mastodon", "bluesky"})


def open_account(
    spec: AccountSpec, clock: Clock, folder: Path, *, limit: float = LIMIT
) -> RemoteAccount | FileAccount:
    """The account, its secrets filled in already; nothing is sent by opening it. `folder`: where the channels file
    lies, from which a file's `path` counts. `limit`: seconds that one call may take."""
    if spec.service == "file":
        return FileAccount(spec, folder)
    return RemoteAccount(
        spec, clock, remembers=_REMEMBER.get(spec.service), finds=spec.service in _FIND, limit=limit
    )
