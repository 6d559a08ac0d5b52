"""Accounts on loopback servers, and what is posted on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.accounts import AccountSpec
from crisis_cli.reach.accounts.file import FileAccount
from crisis_cli.reach.accounts.opening import open_account
from crisis_cli.reach.accounts.remote import RemoteAccount
from tests.reach.accounts.servers import BlueskyServer, MastodonServer, XServer, serving

Opening = Callable[..., RemoteAccount | FileAccount]
Warm = Callable[[str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the channels file lies."""
    there = tmp_path / "channels"
    there.mkdir()
    return there


@pytest.fixture
def opened(folder: Path, warm: Warm) -> Opening:  # noqa: ARG001 - what it opens begins warm
    """`open_account` in that folder, with a short limit where one is given."""

    def opening(spec: AccountSpec, limit: float = 20.0) -> RemoteAccount | FileAccount:
        return open_account(spec, SystemClock(), folder, limit=limit)

    return opening


@pytest.fixture
def mastodon(warm: Warm) -> Iterator[MastodonServer]:
    warm("crisis_cli.reach.accounts.mastodon")
    with serving(MastodonServer()) as server:
        yield server


@pytest.fixture
def bluesky(warm: Warm) -> Iterator[BlueskyServer]:
    warm("crisis_cli.reach.accounts.bluesky")
    with serving(BlueskyServer()) as server:
        yield server


@pytest.fixture
def x(warm: Warm) -> Iterator[XServer]:
    warm("crisis_cli.reach.accounts.x")
    with serving(XServer()) as server:
        yield server


def on_mastodon(server: MastodonServer, account: str = "@news@walrus.example") -> AccountSpec:
    return AccountSpec("mastodon", "mastodon", account, server.url, {"token": server.TOKEN})


def on_bluesky(server: BlueskyServer, account: str = "@walrus.example") -> AccountSpec:
    return AccountSpec("bluesky", "bluesky", account, server.url, {"password": server.PASSWORD})


def on_x(server: XServer, account: str = "@walrusfoods") -> AccountSpec:
    names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
    return AccountSpec("x", "x", account, server.url, dict(zip(names, server.SECRETS, strict=True)))
