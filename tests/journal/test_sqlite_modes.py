"""Journal modes, a newer version's file, and texts that must be gone from all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisis_cli.domain.events import Event
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.errors import JournalTooNew
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import NIGHT, FakeClock
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.files import outside
from tests.journal.samples import add, begin, done, new, note, opening, plain, redact, seqs


@pytest.mark.parametrize(("version", "mode"), [(WAL_IS_UNSAFE, "truncate"), (WAL_IS_SAFE, "wal")])
def test_the_mode_is_the_one_this_sqlite_is_safe_with(
    path: Path, clock: FakeClock, version: tuple[int, int, int], mode: str
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    assert journal.mode == mode
    assert "WAL-reset bug" in journal.mode_why
    settings = {
        name: journal._access._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "secure_delete")
    }
    assert settings == {"synchronous": 2, "secure_delete": 1}
    journal.close()


def test_a_file_moves_between_the_modes_with_the_python_that_opens_it(path: Path, clock: FakeClock) -> None:
    events: list[Event] = []
    for version, mode in ((WAL_IS_SAFE, "wal"), (WAL_IS_UNSAFE, "truncate"), (WAL_IS_SAFE, "wal")):
        journal = SqliteJournal(path, clock, sqlite_version=version)
        assert journal.mode == mode
        events += add(journal, len(events), *([opening()] if not events else [done()]))
        journal.close()
    journal = SqliteJournal(path, clock, sqlite_version=WAL_IS_UNSAFE)
    assert plain(journal.read("one")) == plain(events)
    journal.close()


def test_a_log_in_use_stays_until_it_is_left(path: Path, clock: FakeClock) -> None:
    safe = SqliteJournal(path, clock, sqlite_version=WAL_IS_SAFE)
    begin(safe)
    unsafe = SqliteJournal(path, clock, patience=0.01, sqlite_version=WAL_IS_UNSAFE)
    assert unsafe.mode == "wal"
    add(unsafe, 1, done())
    add(safe, 2, done())
    safe.close()
    unsafe.close()
    again = SqliteJournal(path, clock, sqlite_version=WAL_IS_UNSAFE)
    assert (again.mode, seqs(again.read("one"))) == ("truncate", [1, 2, 3])
    again.close()


def test_a_newer_journal_can_be_read_and_not_written(filled: SqliteJournal, path: Path) -> None:
    outside(path, "UPDATE meta SET value = 99 WHERE name = 'schema_version'")
    later = SqliteJournal(path, FakeClock())
    for reader in (filled, later):
        assert seqs(reader.read("one")) == [1, 2, 3, 4, 5]
        assert reader.verify("one") is None
        for write in (
            lambda at=reader: add(at, 5, done()),
            lambda at=reader: redact(at, 2, after=5),
            lambda at=reader: at.beat(KeeperSeen("k", "alder", 1, NIGHT)),
            lambda at=reader: at.set_next_due("one", NIGHT, after=5),
        ):
            with pytest.raises(JournalTooNew, match="newer version"):
                write()
    later.close()
    assert seqs(filled.read("one")) == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("filled")
def test_a_higher_event_version_is_not_written_behind(path: Path) -> None:
    outside(path, "UPDATE events SET v = 2 WHERE place & 4294967295 = 5")
    later = SqliteJournal(path, FakeClock())
    with pytest.raises(JournalTooNew, match=r"event 5 of one \(step_done\)"):
        add(later, 5, done())
    later.close()


@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_a_blanked_text_is_gone_from_every_file(
    path: Path, clock: FakeClock, version: tuple[int, int, int]
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    secret = "Kim Fictional"
    begin(journal, "one", note(f"{secret} is ill. " * 400))
    assert any(secret.encode() in file.read_bytes() for file in path.parent.iterdir())
    redact(journal, 2, after=2)
    assert not [file.name for file in path.parent.iterdir() if secret.encode() in file.read_bytes()]
    journal.close()


def test_the_same_salts_give_the_same_bytes(tmp_path: Path, clock: FakeClock) -> None:
    hashes = set()
    for name in ("a", "b"):
        journal = SqliteJournal(tmp_path / name / "journal.db", clock, salt=lambda: "5a17" * 8)
        batch = [new(opening(), id_="1"), new(note(), id_="2")]
        hashes.add(journal.append("one", batch, after=0, next_due=None)[-1].hash)
        journal.close()
    assert len(hashes) == 1


def test_a_journal_of_the_version_before_is_brought_up_and_whole(filled: SqliteJournal, path: Path) -> None:
    heads, events = filled.heads(), filled.read("one")
    filled.close()
    outside(path, "ALTER TABLE heads DROP COLUMN stored_at")
    outside(path, "UPDATE meta SET value = 1 WHERE name = 'schema_version'")
    again = SqliteJournal(path, FakeClock())
    assert plain(again.read("one")) == plain(events)
    assert [(head.incident, head.seq, head.stored_at) for head in again.heads()] == [
        (head.incident, head.seq, head.last_at) for head in heads
    ]
    add(again, 5, done())
    assert again.verify("one") is None
    again.close()
