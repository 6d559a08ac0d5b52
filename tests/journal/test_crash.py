"""kill -9 at any moment: nothing acknowledged is lost, no batch is torn, and nobody has to repair anything."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import FakeClock
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.files import POSIX, READ_ONLY, in_another_process
from tests.journal.racing import start, told, write_until_killed
from tests.journal.samples import add, begin, done, note, seqs

IN_THE_SUITE = 13
IN_CHAOS = int(os.environ.get("CRISIS_CHAOS_KILLS", "400"))


def kill_at_random(path: Path, version: tuple[int, int, int], kills: int) -> int:
    """Kill a writer so often, looking at what is there each time; returns how many batches were acknowledged."""
    acknowledged = 1
    batches = 0
    for kill in range(kills):
        process, connection = start(write_until_killed, path, version, f"run-{kill}")
        if random.random() < 0.8:
            connection.poll(10)
        time.sleep(random.uniform(0, 0.03))
        process.kill()
        said = told(connection)
        process.join()
        batches += len(said)
        acknowledged = max([acknowledged, *said])
        journal = SqliteJournal(path, SystemClock(), sqlite_version=version)
        events = journal.read("one")
        assert len(events) >= acknowledged or not batches
        assert not events or len(events) % 3 == 1
        assert journal.verify("one") is None
        assert [head.seq for head in journal.heads()] == ([len(events)] if events else [])
        assert journal._access._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        journal.close()
    return batches


@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_a_killed_writer_loses_nothing_and_tears_nothing(tmp_path: Path, version: tuple[int, int, int]) -> None:
    assert kill_at_random(tmp_path / "j" / "journal.db", version, IN_THE_SUITE) > 0


@pytest.mark.chaos
@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_hundreds_of_kills_lose_nothing_and_tear_nothing(tmp_path: Path, version: tuple[int, int, int]) -> None:
    assert kill_at_random(tmp_path / "j" / "journal.db", version, IN_CHAOS) > 0


@pytest.fixture
def cut_off(tmp_path: Path, clock: FakeClock) -> Path:
    """A file as a kill in the middle of a commit leaves it: half written, with a hot rollback journal."""
    path = tmp_path / "running" / "journal.db"
    journal = SqliteJournal(path, clock, sqlite_version=WAL_IS_UNSAFE)
    begin(journal, "one", note(), done())
    journal._access._db.execute("PRAGMA cache_size = 1")
    journal._access._db.execute("BEGIN IMMEDIATE")
    for number in range(200):
        journal._access._db.execute("INSERT INTO prose VALUES (?, ?)", (number, "x" * 900))
    copied = tmp_path / "cut-off"
    shutil.copytree(path.parent, copied)
    journal._access._db.execute("ROLLBACK")
    journal.close()
    assert (copied / "journal.db-journal").stat().st_size > 4_000
    assert (copied / "journal.db").stat().st_size > 100_000
    return copied / "journal.db"


def test_the_next_reader_puts_a_cut_off_commit_right(cut_off: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(cut_off, clock)
    assert seqs(journal.read("one")) == [1, 2, 3]
    assert journal.verify("one") is None
    assert journal._access._db.execute("SELECT count(*) FROM prose").fetchone() == (1,)
    add(journal, 3, done())
    journal.close()


@POSIX
def test_who_may_not_put_it_right_is_told_who_can(cut_off: Path) -> None:
    cut_off.chmod(0o400)
    out = in_another_process(READ_ONLY, str(cut_off))
    assert out.startswith("True 4 the last writer of")
    assert "as the user who owns the file" in out


def test_a_file_killed_before_its_tables_is_finished_by_the_next(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "journal.db"
    path.touch()
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    journal = SqliteJournal(path, clock)
    begin(journal)
    journal.close()


def test_a_commit_that_failed_leaves_nothing_behind(tmp_path: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(tmp_path / "journal.db", clock, patience=0.02, sqlite_version=WAL_IS_UNSAFE)
    begin(journal)
    reader = sqlite3.connect(journal.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM events").fetchone()
    with pytest.raises(SurroundingsFailed, match="another program holds"):
        add(journal, 1, done())  # the commit waits for the reader, in vain
    assert seqs(journal.read("one")) == [1]
    reader.execute("ROLLBACK")
    reader.close()
    assert seqs(add(journal, 1, done())) == [2]
    journal.close()
