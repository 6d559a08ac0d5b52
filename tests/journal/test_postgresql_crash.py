"""kill -9 of writers and of the server: nothing acknowledged is lost, no batch is torn, nobody has to repair."""

from __future__ import annotations

import os
import random
import time

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from tests.journal.conftest import WAL_IS_SAFE
from tests.journal.racing import start, told, write_until_killed
from tests.postgresql import Cluster

IN_THE_SUITE = 10
IN_CHAOS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))


def kill_at_random(cluster: Cluster, kills: int) -> int:
    """Kill a writer so often, every fifth time the server first; returns how many batches were acknowledged."""
    url = cluster.url()
    create(url, SystemClock())
    journal = PostgresJournal(url, SystemClock())
    acknowledged = batches = 0
    for kill in range(kills):
        process, connection = start(write_until_killed, url, WAL_IS_SAFE, f"run-{kill}")
        if random.random() < 0.8:
            connection.poll(10)
        time.sleep(random.uniform(0, 0.03))
        if kill % 5 == 4:
            cluster.stop("immediate")
            cluster.start()
            time.sleep(random.uniform(0, 1))  # the writer finds it again, or is killed before
        process.kill()
        said = told(connection)
        process.join()
        batches += len(said)
        acknowledged = max([acknowledged, *said])
        events = journal.read("one")
        assert len(events) >= acknowledged
        assert not events or len(events) % 3 == 1
        assert journal.verify("one") is None
        assert [head.seq for head in journal.heads()] == ([len(events)] if events else [])
    journal.close()
    return batches


def test_killed_writers_and_servers_lose_nothing_and_tear_nothing(cluster: Cluster) -> None:
    assert kill_at_random(cluster, IN_THE_SUITE) > 0


@pytest.mark.chaos
def test_hundreds_of_kills_lose_nothing_and_tear_nothing(cluster: Cluster) -> None:
    assert kill_at_random(cluster, IN_CHAOS) > 0
