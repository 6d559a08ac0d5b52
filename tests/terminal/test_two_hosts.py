"""Two boards on two hosts (network namespaces), one database: a cut cable and a dead server lose nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql_setup import create
from tests.parts import program
from tests.postgresql import Cluster, running
from tests.terminal.conftest import Terminals
from tests.terminal.test_boards import finish


@dataclass
class Hosts:
    """A server and two hosts that see nothing but it."""

    server: Cluster
    urls: dict[str, str]
    environ: dict[str, str]

    def behind(self, host: str) -> list[str]:
        return ["ip", "netns", "exec", _space(host)]

    def cable(self, host: str, state: str) -> None:
        _ip("-n", _space(host), "link", "set", "cable", state)

    def crisis(self, host: str, *words: str) -> str:
        done = subprocess.run(
            [*self.behind(host), sys.executable, "-m", "crisis_cli", *words],
            env={**self.environ, "CRISIS_STORE": self.urls[host]}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


def _space(host: str) -> str:
    return f"crisis-{host}-{os.getpid()}"


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def hosts(environ: dict[str, str]) -> Iterator[Hosts]:
    program("ip")
    program("setpriv")
    with ExitStack() as undone:
        for host in ("server", "alder", "birch"):
            try:
                _ip("netns", "add", _space(host))
            except subprocess.CalledProcessError as refused:
                pytest.skip(
                    f"no network namespaces here ({refused.stderr.decode().strip()}): this test ran NOTHING"
                )
            undone.callback(_ip, "netns", "del", _space(host))
        for number, host in enumerate(("alder", "birch")):
            ends = ("-n", _space("server"), "link", "add", f"to-{host}", "type", "veth", "peer", "name", "cable")
            _ip(*ends, "netns", _space(host))
            for space, name, address in ((_space("server"), f"to-{host}", 1), (_space(host), "cable", 2)):
                _ip("-n", space, "address", "add", f"10.213.{number}.{address}/24", "dev", name)
                _ip("-n", space, "link", "set", name, "up")
        server = undone.enter_context(running(("ip", "netns", "exec", _space("server")), "10.213.0.0/16"))
        local = server.url()
        create(local, SystemClock())
        schema = local.rsplit("%3D", 1)[1]
        urls = {
            host: f"postgresql://crisis@10.213.{number}.1/postgres?options=-csearch_path%3D{schema}"
            for number, host in enumerate(("alder", "birch"))
        }
        yield Hosts(server, urls, environ)


@pytest.mark.chaos
def test_two_hosts_share_a_run_through_a_cut_cable_and_a_dead_server(terminal: Terminals, hosts: Hosts) -> None:
    first = terminal(
        "run", "product-contamination", "--seen", "now", rows=40, columns=100,
        behind=hosts.behind("alder"), CRISIS_STORE=hosts.urls["alder"],
    )  # fmt: skip
    first.until("YOUR TURN", "Is this a crisis?")
    second = terminal(
        "board", "--as", "ana", rows=40, columns=100,
        behind=hosts.behind("birch"), CRISIS_STORE=hosts.urls["birch"],
    )  # fmt: skip
    second.until("Is this a crisis?")
    hosts.crisis("birch", "note", "seen by both")
    first.until("seen by both")
    second.until("seen by both")

    hosts.cable("alder", "down")
    hosts.crisis("birch", "note", "typed behind the cut cable")
    second.until("typed behind the cut cable")
    assert "typed behind" not in first.until("STALE")
    hosts.cable("alder", "up")
    first.until("typed behind the cut cable", "keeper ok")

    hosts.server.stop("immediate")
    first.until("STALE")
    second.until("STALE")
    hosts.server.start()
    hosts.crisis("birch", "note", "typed after the server came back")
    for board in (first, second):
        board.until("typed after the server came back", "keeper ok")
    assert "whole" in hosts.crisis("alder", "verify")
    finish(lambda *words: hosts.crisis("birch", *words))
