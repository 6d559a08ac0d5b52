"""Hosts of the tests' own (network namespaces): one with a database, and others that see nothing but it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql_setup import create
from tests.parts import program
from tests.postgresql import Cluster, running

NAMES = ("alder", "birch")


@dataclass
class Hosts:
    """A server and two hosts, each at a cable of its own. `urls`: the journal as each of them names it;
    `addresses`: where each of them sees the server's host."""

    server: Cluster
    urls: dict[str, str]
    addresses: dict[str, str]

    def behind(self, host: str) -> list[str]:
        """What a command on that host is started by; the one with the database is called `server`."""
        return ["ip", "netns", "exec", _space(host)]

    def cable(self, host: str, state: str) -> None:
        """Plug it in (`up`) or pull it out (`down`)."""
        _ip("-n", _space(host), "link", "set", "cable", state)


def _space(host: str) -> str:
    return f"crisis-{host}-{os.getpid()}"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def two_hosts() -> Iterator[Hosts]:
    """They are there for as long as they are needed, with a journal; whoever may not make them skips loudly."""
    program("ip")
    program("setpriv")
    with ExitStack() as undone:
        for host in ("server", *NAMES):
            try:
                _ip("netns", "add", _space(host))
            except subprocess.CalledProcessError as refused:
                pytest.skip(
                    f"no network namespaces here ({refused.stderr.decode().strip()}): this test ran NOTHING"
                )
            undone.callback(_ip, "netns", "del", _space(host))
        for number, host in enumerate(NAMES):
            ends = ("-n", _space("server"), "link", "add", f"to-{host}", "type", "veth", "peer", "name", "cable")
            _ip(*ends, "netns", _space(host))
            for space, name, address in ((_space("server"), f"to-{host}", 1), (_space(host), "cable", 2)):
                _ip("-n", space, "address", "add", f"10.213.{number}.{address}/24", "dev", name)
                _ip("-n", space, "link", "set", name, "up")
        server = undone.enter_context(running(("ip", "netns", "exec", _space("server")), "10.213.0.0/16"))
        local = server.url()
        create(local, SystemClock())
        schema = local.rsplit("%3D", 1)[1]
        addresses = {host: f"10.213.{number}.1" for number, host in enumerate(NAMES)}
        urls = {
            host: f"postgresql://crisis@{address}/postgres?options=-csearch_path%3D{schema}"
            for host, address in addresses.items()
        }
        yield Hosts(server, urls, addresses)
