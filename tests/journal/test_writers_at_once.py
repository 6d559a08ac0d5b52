"""Eight processes write one incident: all in order, and nobody hears that the database is locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.journal.postgresql_setup import create
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.racing import Version, opened, start, told, write_against_others
from tests.postgresql import Cluster

WRITERS, TIMES = 8, 12


@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_eight_writers_of_one_incident_lose_races_and_nothing_else(tmp_path: Path, version: Version) -> None:
    eight_writers(tmp_path / "j" / "journal.db", version)


def test_so_do_eight_in_one_database(cluster: Cluster) -> None:
    url = cluster.url()
    create(url, SystemClock())
    eight_writers(url, WAL_IS_SAFE)


def eight_writers(place: Path | str, version: Version) -> None:
    names = [f"writer-{number}" for number in range(WRITERS)]
    running = [start(write_against_others, place, version, name, TIMES) for name in names]
    for _, connection in running:
        connection.send("go")
    outcomes = [told(connection) for _, connection in running]
    for process, _ in running:
        process.join()
    assert all(len(outcome) == 1 and isinstance(outcome[0], int) for outcome in outcomes), outcomes

    journal = opened(place, version)
    events = journal.read("one")[1:]
    assert journal.verify("one") is None
    journal.close()
    assert len(events) == WRITERS * TIMES
    for name in names:
        steps = [event.data.step for event in events if event.actor == name]  # type: ignore[attr-defined]
        assert steps == [f"{name} {number}" for number in range(TIMES)]
    assert [event.at for event in events] == sorted(event.at for event in events)
