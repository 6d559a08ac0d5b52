"""The accounts that a company publishes on, channel by channel, and what it can hold still meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SERVICES = ("mastodon", "bluesky", "x", "webhook", "file", "message")
"""What a channel can be posted by: three networks, a web address that takes JSON, a file that a page is made of,
and any address that pages go to as well (a mail list, Slack, Teams)."""


class AccountSpec(NamedTuple):
    """One channel's account. `account`: who must be logged in there, as the public sees it, or a name for it.
    `server`: where the service is, empty for its usual address. `secrets`: by name, left as `${NAME}`. `address`:
    of a webhook or a message, secrets left as well. `path`: of a file, from beside the channels file."""

    channel: str
    service: str
    account: str
    server: str = ""
    secrets: Mapping[str, str] = {}
    address: str = ""
    path: str = ""


class Act(NamedTuple):
    """What a team does about something: a command, word by word and without a shell, or a web address."""

    command: tuple[str, ...] = ()
    webhook: str = ""


class Freezer(NamedTuple):
    """Something that goes on by itself and must not while a crisis lasts: scheduled posts, adverts."""

    name: str
    title: str
    freeze: Act
    unfreeze: Act


class Channels(NamedTuple):
    """What a channels file says."""

    id: str = ""
    accounts: Mapping[str, AccountSpec] = {}
    freezers: Mapping[str, Freezer] = {}
