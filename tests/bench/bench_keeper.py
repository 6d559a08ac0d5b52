"""What a keeper's look costs with 10,000 open runs and 100 due, against 100 open and 100 due; ratios of one run.

Run: python -m pytest -n 0 -m bench tests/bench/bench_keeper.py -s
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.events import NewEvent
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.keeper import Keeper
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import open_run
from crisis_cli.files.playbook.reader import read_playbook
from crisis_cli.journal.copying import Store
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from crisis_cli.journal.sqlite import SqliteJournal
from crisis_cli.reach.screen import ScreenSink
from tests.fakes import FakeClock
from tests.postgresql import Cluster

pytestmark = pytest.mark.bench

DUE, MANY, ROUNDS = 100, 10_000, 7
CLOCK = SystemClock()
PLAYBOOK = """
playbook: product-contamination
title: Contaminated product
roles:
  lead: {title: Lead, deputy: second}
  second: {title: Second, deputy: lead}
steps:
  - {id: warn, role: lead, do: Warn the CEO, within: 5m, ladder: [{after: 1h, page: second}]}
"""


@cache
def parsed(text: str) -> Playbook:
    found = read_playbook(text, "bench").playbook
    assert found is not None
    return found


IDS = (f"bench-{number}" for number in count())


def new_id() -> str:
    return next(IDS)


def open_runs(journal: Store, number: int) -> list[str]:
    """So many runs whose step was due a minute ago, each written down as not to be looked at for a day."""
    began = CLOCK.now() - timedelta(minutes=6)
    model = MemoryJournal(FakeClock(began))
    session = open_run(model, Opening(parsed(PLAYBOOK), began, "pat"), read_playbook=parsed, new_id=new_id,
                       checks=unchecked)  # fmt: skip
    names = [f"{session.name}-{n}" for n in range(number)]
    for name in names:
        events = [NewEvent(new_id(), event.at, event.actor, event.data) for event in session.history]
        journal.append(name, events, after=0, next_due=CLOCK.now() + timedelta(days=1))
    return names


def keeper_of(journal: Store) -> Keeper:
    me = KeeperSeen("k1", "host", 1, CLOCK.now())
    return Keeper(
        journal, CLOCK, lambda drill: ScreenSink(drill=drill), identity=me, read_playbook=parsed, new_id=new_id,
        on_events=lambda _: None,
    )  # fmt: skip


def seconds(keeper: Keeper) -> float:
    began = time.perf_counter()
    keeper.look()
    return time.perf_counter() - began


def look(journal: Store, due: list[str]) -> float:
    """Seconds for a look that finds these due."""
    for name in due:
        journal.set_next_due(name, CLOCK.now(), after=len(journal.read(name)))
    took = seconds(keeper_of(journal))
    assert all(any(event.kind == "step_fell_overdue" for event in journal.read(name)) for name in due)
    return took


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_keeper_s_cost_grows_with_what_is_due(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    fresh = count()

    def sqlite() -> Store:
        return SqliteJournal(tmp_path / f"{next(fresh)}" / "journal.db", CLOCK)

    def postgresql() -> Store:
        cluster: Cluster = request.getfixturevalue("cluster")
        url = cluster.url()
        create(url, CLOCK)
        return PostgresJournal(url, CLOCK)

    opener: Callable[[], Store] = {"sqlite": sqlite, "postgresql": postgresql}[kind]
    large = opener()
    names = open_runs(large, MANY)
    if isinstance(large, PostgresJournal):  # which the server does by itself, and not at once
        request.getfixturevalue("cluster").sql("ANALYZE")
    with_many, with_few, idle_many, idle_few = [], [], [], []
    for number in range(ROUNDS):
        with_many.append(look(large, names[number * DUE : (number + 1) * DUE]))
        small = opener()
        with_few.append(look(small, open_runs(small, DUE)))
        for journal, idle in ((large, idle_many), (small, idle_few)):
            keeper = keeper_of(journal)
            seconds(keeper)
            idle.append(min(seconds(keeper) for _ in range(3)))
        small.close()
    large.close()
    ratio = statistics.median(with_many) / statistics.median(with_few)
    print(
        f"\n{kind}: {DUE} due of {MANY:,} open {1000 * statistics.median(with_many):.0f} ms, of {DUE} open "
        f"{1000 * statistics.median(with_few):.0f} ms: ratio {ratio:.2f}; nothing due "
        f"{1000 * statistics.median(idle_many):.1f} ms and {1000 * statistics.median(idle_few):.1f} ms"
    )
    assert ratio < 1.5
