"""Two boards on two hosts (network namespaces), one database: a cut cable and a dead server lose nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.hosts import Hosts, two_hosts
from tests.terminal.conftest import Terminals
from tests.terminal.test_boards import finish

Crisis = Callable[..., str]


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    with two_hosts() as found:
        yield found


@pytest.fixture
def crisis(hosts: Hosts, environ: dict[str, str]) -> Crisis:
    """A command on a host: its name, and the words."""

    def told(host: str, *words: str) -> str:
        done = subprocess.run(
            [*hosts.behind(host), sys.executable, "-m", "crisis_cli", *words],
            env={**environ, "CRISIS_STORE": hosts.urls[host]}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return told


@pytest.mark.chaos
def test_two_hosts_share_a_run_through_a_cut_cable_and_a_dead_server(
    terminal: Terminals, hosts: Hosts, crisis: Crisis
) -> None:
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
    crisis("birch", "note", "seen by both")
    first.until("seen by both")
    second.until("seen by both")

    hosts.cable("alder", "down")
    crisis("birch", "note", "typed behind the cut cable")
    second.until("typed behind the cut cable")
    assert "typed behind" not in first.until("STALE")
    hosts.cable("alder", "up")
    first.until("typed behind the cut cable", "keeper ok")

    hosts.server.stop("immediate")
    first.until("STALE")
    second.until("STALE")
    hosts.server.start()
    crisis("birch", "note", "typed after the server came back")
    for board in (first, second):
        board.until("typed after the server came back", "keeper ok")
    assert "whole" in crisis("alder", "verify")
    finish(lambda *words: crisis("birch", *words))
