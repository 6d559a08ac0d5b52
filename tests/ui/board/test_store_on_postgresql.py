"""Boards on several machines, one database: what one does the others show at once, and a lost line is said."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain import intents as i
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import open_run
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from crisis_cli.ui.board.store import Store
from tests.postgresql import Cluster
from tests.ui.board.boards import MINUTE, PLAYBOOK, Night, playbook_of

AT_ONCE = 0.1
PATIENCE = 20.0


@pytest.fixture
def url(cluster: Cluster) -> str:
    found = cluster.url()
    create(found, SystemClock())
    return found


@pytest.fixture
def journals(url: str) -> Iterator[list[PostgresJournal]]:
    """As three machines open it: somebody who acts, and two boards."""
    found = [PostgresJournal(url, SystemClock()) for _ in range(3)]
    yield found
    for journal in found:
        journal.close()


@pytest.fixture
def night(journals: list[PostgresJournal], tmp_path: Path) -> Night:
    night = Night(SystemClock(), tmp_path)  # type: ignore[arg-type]
    night.journal = journals[0]
    opening = Opening(playbook_of(PLAYBOOK), journals[0].now() - 4 * MINUTE, "anna")
    night.session = open_run(night.journal, opening, read_playbook=playbook_of, new_id=night.ids, checks=unchecked)
    return night


async def until(true: Callable[[], object]) -> float:
    """Seconds until it is so."""
    began = time.perf_counter()
    while not true():
        assert time.perf_counter() - began < PATIENCE
        await asyncio.sleep(0.001)
    return time.perf_counter() - began


async def test_what_one_does_the_others_show_within_a_tenth_of_a_second(
    night: Night, journals: list[PostgresJournal]
) -> None:
    boards = [Store(night.parts(journal=journal)) for journal in journals[1:]]
    for board in boards:
        board.start(lambda: None)
    await until(lambda: all(journal._listener.hears for journal in journals[1:]))  # type: ignore[union-attr]
    waits = []
    for number in range(15):
        await asyncio.sleep(0.03)
        night.act(i.TakeNote(f"note {number}"))
        seen = night.session.incident.version
        waits.append(await until(lambda seen=seen: all(b.picture.incident.version == seen for b in boards)))
    for board in boards:
        board.close()
    print(f"seen after {1000 * statistics.median(waits):.1f} ms, at worst {1000 * max(waits):.1f} ms")
    assert statistics.median(waits) < AT_ONCE


async def test_a_board_whose_line_is_cut_says_so_counts_on_and_catches_up(
    night: Night, journals: list[PostgresJournal], cluster: Cluster
) -> None:
    board = Store(night.parts(journal=journals[1]))
    board.start(lambda: None)
    cluster.stop()
    try:
        before = board.at()
        await until(lambda: board.stale)
        assert board.at() > before
        await until(lambda: board.trouble)
        assert "cannot be reached" in board.trouble
    finally:
        cluster.start()
    await asyncio.to_thread(lambda: night.act(i.TakeNote("typed while the board saw nothing")))
    await until(lambda: board.picture.incident.version == night.session.incident.version)
    await until(lambda: board.stale is None)
    assert [event.seq for event in board.picture.history] == list(range(1, len(board.picture.history) + 1))
    board.close()
