"""A file that is no journal or no longer one, a disk that is full, a file that is held: one sentence each."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import FakeClock
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.files import POSIX, in_another_process, said
from tests.journal.samples import add, begin, done, note, plain


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough" * 40, b"SQLite format 3\x00" + b"\xff" * 500]
)
def test_a_file_that_is_no_database_is_a_sentence(path: Path, clock: FakeClock, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SurroundingsFailed) as failed:
        SqliteJournal(path, clock)
    assert str(path) in said(failed.value)
    assert path.read_bytes() == content


def test_a_damaged_file_is_a_sentence(filled: SqliteJournal, path: Path, clock: FakeClock) -> None:
    add(filled, 5, *(note("x" * 900) for _ in range(60)))
    filled.close()
    raw = bytearray(path.read_bytes())
    raw[8192:] = b"\x5a" * (len(raw) - 8192)
    path.write_bytes(raw)

    def use_it() -> None:
        damaged = SqliteJournal(path, clock)
        damaged.read("one")
        add(damaged, 65, done())

    with pytest.raises(SurroundingsFailed) as failed:
        use_it()
    assert "damaged" in said(failed.value)
    assert "Copy the file" in failed.value.hint


def test_the_database_of_another_program_is_left_alone(path: Path, clock: FakeClock) -> None:
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipes (name TEXT)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(SurroundingsFailed, match="another program"):
        SqliteJournal(path, clock)
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_a_sentence(path: Path, clock: FakeClock) -> None:
    path.mkdir(parents=True)
    with pytest.raises(SurroundingsFailed) as failed:
        SqliteJournal(path, clock)
    assert "cannot be opened" in said(failed.value)


def test_an_empty_file_becomes_a_journal(path: Path, clock: FakeClock) -> None:
    path.parent.mkdir()
    path.touch()
    journal = SqliteJournal(path, clock)
    begin(journal)
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
def test_whoever_stays_long_notices_that_the_file_went(filled: SqliteJournal, path: Path) -> None:
    filled.version()
    path.rename(path.with_suffix(".old"))
    with pytest.raises(SurroundingsFailed, match="is gone"):
        filled.version()
    path.touch()
    with pytest.raises(SurroundingsFailed, match="replaced"):
        filled.version()


@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_a_full_disk_loses_nothing_that_was_acknowledged(
    path: Path, clock: FakeClock, version: tuple[int, int, int]
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    stored = begin(journal)
    journal._access._db.execute("PRAGMA max_page_count = 30")

    def fill() -> None:
        while True:
            stored.extend(add(journal, len(stored), note("x" * 700), done()))

    with pytest.raises(SurroundingsFailed) as failed:
        fill()
    assert "the disk is full: nothing was stored" in said(failed.value)
    assert plain(journal.read("one")) == plain(stored)
    assert journal.verify("one") is None
    journal._access._db.execute("PRAGMA max_page_count = 3000")
    stored += add(journal, len(stored), note("there is room again"))
    journal.close()
    again = SqliteJournal(path, clock)
    assert plain(again.read("one")) == plain(stored)
    again.close()


LIMITED = """
import resource, sys
from pathlib import Path
from crisis_cli.clocks import SystemClock
from crisis_cli.errors import CrisisError
from crisis_cli.journal.sqlite import SqliteJournal
from tests.journal.samples import begin, add, note
journal = SqliteJournal(Path(sys.argv[1]), SystemClock())
stored = len(begin(journal))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    while True:
        stored += len(add(journal, stored, note("x" * 700)))
except CrisisError as error:
    print(error.exit_code, error.message)
print(stored, len(journal.read("one")), journal.verify("one"))
"""


@POSIX
def test_a_quota_that_is_reached_loses_nothing_that_was_acknowledged(path: Path, clock: FakeClock) -> None:
    said_, counts = in_another_process(LIMITED, str(path)).splitlines()
    assert said_.startswith("4 the disk ")
    assert "nothing was stored" in said_
    stored, readable, broken = counts.split()
    assert (stored, broken) == (readable, "None")
    again = SqliteJournal(path, clock)
    assert len(again.read("one")) == int(stored)
    add(again, int(stored), done())
    again.close()


def test_a_file_held_by_another_program_is_a_sentence(path: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(path, clock, patience=0.05, sqlite_version=WAL_IS_UNSAFE)
    begin(journal)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    acts: tuple[Callable[[], object], ...] = (lambda: add(journal, 1, done()), lambda: journal.read("one"))
    for act in acts:
        with pytest.raises(SurroundingsFailed, match="another program holds") as failed:
            act()
        said(failed.value)
    holder.execute("ROLLBACK")
    holder.close()
    add(journal, 1, done())
    journal.close()
