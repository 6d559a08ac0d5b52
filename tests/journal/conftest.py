"""Every journal, opened in a folder of the test's own; a further one is a line in JOURNALS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisis_cli.clocks import Clock, SystemClock
from crisis_cli.domain.events import FactRecorded
from crisis_cli.domain.journal import Journal
from crisis_cli.journal.memory import MemoryJournal
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create, rights
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import FakeClock
from tests.journal.samples import begin, done, note
from tests.postgresql import Cluster

Opener = Callable[[], Journal]
"""Opens the same journal again each time it is called."""

Kind = Callable[[Path, Clock, pytest.FixtureRequest], Opener]

WAL_IS_UNSAFE, WAL_IS_SAFE = (3, 40, 1), (3, 53, 0)


def _memory(_: Path, clock: Clock, __: pytest.FixtureRequest) -> Opener:
    only = MemoryJournal(clock)
    return lambda: only


def _sqlite(version: tuple[int, int, int]) -> Kind:
    return lambda folder, clock, _: lambda: SqliteJournal(folder / "journal.db", clock, sqlite_version=version)


def _postgresql(_: Path, clock: Clock, request: pytest.FixtureRequest) -> Opener:
    """As the program uses it day by day: by a role that has the least rights."""
    cluster: Cluster = request.getfixturevalue("cluster")
    if not cluster.sql("SELECT 1 FROM pg_roles WHERE rolname = 'least'"):
        cluster.sql("CREATE ROLE least LOGIN")
    url = cluster.url()
    create(url, SystemClock())
    rights(url, SystemClock(), "least", grant=True)
    theirs = url.replace("crisis@", "least@", 1)
    return lambda: PostgresJournal(theirs, SystemClock(), timed_by=clock)


JOURNALS: dict[str, Kind] = {
    "memory": _memory,
    "sqlite-truncate": _sqlite(WAL_IS_UNSAFE),
    "sqlite-wal": _sqlite(WAL_IS_SAFE),
    "postgresql": _postgresql,
}


@pytest.fixture(params=JOURNALS)
def reopen(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[Opener]:
    """Opens one and the same journal of each kind, as another process would; closed after the test."""
    opened: list[Journal] = []
    opener = JOURNALS[request.param](tmp_path / "journal", clock, request)

    def opening() -> Journal:
        opened.append(opener())
        return opened[-1]

    yield opening
    for journal in opened:
        journal.close()


@pytest.fixture
def journal(reopen: Opener) -> Journal:
    """A fresh journal of each kind."""
    return reopen()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's SQLite file lies, in a folder that is not there yet."""
    return tmp_path / "journal" / "journal.db"


@pytest.fixture
def filled(path: Path, clock: FakeClock) -> Iterator[SqliteJournal]:
    """A rollback journal with one incident of five events, two of which have free text."""
    journal = SqliteJournal(path, clock, sqlite_version=WAL_IS_UNSAFE)
    begin(journal, "one", note("Kim Fictional"), done(), FactRecorded("ill", 3, "confirmed", "by phone"), done())
    yield journal
    journal.close()
