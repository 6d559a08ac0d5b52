"""A whole journal goes from one store to another and back: not a byte of its lines changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.errors import Refused, SurroundingsFailed
from crisis_cli.journal.copying import Store, copy
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import NIGHT
from tests.journal.files import outside
from tests.journal.samples import HOSTILE, add, begin, done, new, note, opening, plain, redact
from tests.postgresql import Cluster


@pytest.fixture
def database(cluster: Cluster) -> Iterator[PostgresJournal]:
    url = cluster.url()
    create(url, SystemClock())
    journal = PostgresJournal(url, SystemClock())
    yield journal
    journal.close()


def fill(journal: Store) -> None:
    begin(journal, "one", note(HOSTILE), done(HOSTILE), note("Kim Fictional"))
    redact(journal, 4, after=4)
    journal.append("two", [new(opening(drill=True))], after=0, next_due=NIGHT)


def there_and_back(first: Store, second: Store, third: Store) -> None:
    fill(first)
    copy(first, second)
    copy(second, third)
    for reader in (second, third):
        assert reader.heads() == first.heads()
        for name in ("one", "two"):
            assert reader.lines(name) == first.lines(name)
            assert plain(reader.read(name)) == plain(first.read(name))
            assert reader.verify(name) is None


def test_a_journal_moves_to_postgresql_and_back(path: Path, tmp_path: Path, database: PostgresJournal) -> None:
    first, third = (SqliteJournal(place, SystemClock()) for place in (path, tmp_path / "back" / "journal.db"))
    there_and_back(first, database, third)
    add(database, 5, done())
    assert [head.number for head in database.heads()] == [1, 2]
    begin(database, "three")
    assert [head.number for head in database.heads()] == [1, 2, 3]
    first.close()
    third.close()


def test_nothing_is_overwritten(path: Path, database: PostgresJournal) -> None:
    file = SqliteJournal(path, SystemClock())
    begin(file, "mine")
    begin(database, "theirs")
    for source, target in ((file, database), (database, file)):
        with pytest.raises(Refused, match="nothing was overwritten"):
            copy(source, target)
    assert [head.incident for head in database.heads()] == ["theirs"]
    assert [head.incident for head in file.heads()] == ["mine"]
    file.close()


def test_a_broken_chain_is_not_carried_on(path: Path, database: PostgresJournal) -> None:
    file = SqliteJournal(path, SystemClock())
    fill(file)
    outside(path, "UPDATE events SET actor = 'kim' WHERE place & 4294967295 = 2")
    with pytest.raises(Refused, match="one is broken at event 2"):
        copy(file, database)
    assert database.heads() == []
    file.close()


def test_what_is_written_meanwhile_is_noticed(path: Path, database: PostgresJournal) -> None:
    file = SqliteJournal(path, SystemClock())
    fill(file)
    filling = database.fill

    def slowly(kept: object) -> None:
        filling(kept)  # type: ignore[arg-type]
        add(file, 5, done())

    database.fill = slowly  # type: ignore[method-assign]
    with pytest.raises(SurroundingsFailed, match="somebody wrote into"):
        copy(file, database)
    file.close()
