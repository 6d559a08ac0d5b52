"""The file as such: shared by threads, at any path, cheap to read."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.errors import JournalConflict
from crisis_cli.journal.sqlite import SqliteJournal
from crisis_cli.journal.sqlite_file import SHORT_WAIT
from tests.fakes import FakeClock
from tests.journal.conftest import WAL_IS_UNSAFE
from tests.journal.files import in_another_process
from tests.journal.samples import add, begin, done, note, seqs


def test_after_any_failure_the_next_writer_has_its_turn(filled: SqliteJournal, path: Path) -> None:
    other = SqliteJournal(path, FakeClock(), patience=0)
    with pytest.raises(JournalConflict):
        add(filled, 0, done())
    add(other, 5, done())
    with pytest.raises(OverflowError), filled._access as db:
        db.execute("SELECT ?", (2**70,))
    add(other, 6, done())
    add(filled, 7, done())
    other.close()


def test_threads_take_turns(path: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(path, clock)
    begin(journal, "one")
    errors: list[BaseException] = []

    def work(name: str) -> None:
        try:
            begin(journal, name)
            for after in range(1, 15):
                add(journal, after, note(), incident=name)
                assert len(journal.read(name)) == after + 1
                journal.version()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(f"of thread {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [head.seq for head in journal.heads()] == [1, 15, 15, 15, 15]
    journal.close()


def test_a_reader_that_finds_no_gap_takes_a_turn_among_the_writers(path: Path) -> None:
    writer, reader = (SqliteJournal(path, SystemClock(), sqlite_version=WAL_IS_UNSAFE) for _ in range(2))
    begin(writer)
    read: list[int] = []
    waiting = threading.Thread(target=lambda: read.extend(seqs(reader.read("one"))))
    with writer._access as db:
        db.execute("ROLLBACK")
        db.execute("BEGIN EXCLUSIVE")  # as during the last part of every commit
        waiting.start()
        waiting.join(2 * SHORT_WAIT)
        assert read == []
    waiting.join()
    assert read == [1]
    writer.close()
    reader.close()


def test_a_path_may_hold_any_characters(tmp_path: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(tmp_path / "größe 100% #1?x&y" / "jour nal.db", clock)
    begin(journal)
    journal.close()
    assert [file.name for file in (tmp_path / "größe 100% #1?x&y").iterdir() if file.suffix == ".db"] == [
        "jour nal.db"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the mounts must be asked")
def test_reading_loads_neither_filelock_nor_psutil(filled: SqliteJournal, path: Path) -> None:
    filled.close()
    block_device = bool(os.major(path.stat().st_dev))
    program = """
import sys
from pathlib import Path
from crisis_cli.clocks import SystemClock
from crisis_cli.journal.sqlite import SqliteJournal
journal = SqliteJournal(Path(sys.argv[1]), SystemClock())
assert journal.read("one") and journal.heads() and journal.verify("one") is None
print(*[name for name in ("filelock", "psutil", "asyncio") if name in sys.modules])
"""
    assert set(in_another_process(program, str(path)).split()) <= (set() if block_device else {"psutil"})
