"""What only a file can do: be changed, damaged, protected, moved, full or newer than this program."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crisis_cli.domain.events import Event, FactRecorded
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.errors import CrisisError, JournalConflict, JournalTooNew, SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import NIGHT, FakeClock
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.ordinary_rights import ordinary_rights
from tests.journal.samples import add, begin, done, new, note, opening, plain, redact, seqs

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX rights")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "journal.db"


@pytest.fixture(name="journal")
def with_five_events(path: Path, clock: FakeClock) -> Iterator[SqliteJournal]:
    """A rollback journal with one incident of five events, two of which have free text."""
    with_events = SqliteJournal(path, clock, sqlite_version=WAL_IS_UNSAFE)
    begin(
        with_events, "one", note("Kim Fictional"), done(), FactRecorded("ill", 3, "confirmed", "by phone"), done()
    )
    yield with_events
    with_events.close()


def outside(path: Path, *statements: str) -> None:
    """Another program changes the file, past everything that would stop it."""
    db = sqlite3.connect(path)
    for trigger in ("events_never_change", "events_never_go", "prose_never_changes"):
        db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


# --- what was changed is found ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "incident = 'two'",
        "id = id || 'x'",
        "v = 2",
        "at = '2026-11-22T02:00:00.000001Z'",
        "happened_at = at",
        "actor = 'kim'",
        "kind = 'step_skipped'",
        "data = replace(data, '1', '2')",
        "data = data || ' '",
        "hash = replace(hash, substr(hash, 1, 1), 'x')",
        "place = place + 7",
        "data = CAST(x'7bff7d' AS TEXT)",
        "data = x'00'",
    ],
)
def test_a_change_of_any_column_names_the_event(journal: SqliteJournal, path: Path, change: str) -> None:
    outside(path, f"UPDATE events SET {change} WHERE place & 4294967295 = 3")
    broken = journal.verify("one")
    assert broken is not None
    assert broken.seq == 3


@pytest.mark.parametrize(
    "change", ["texts = replace(texts, 'Kim', 'Kai')", "texts = texts || ' '", "texts = x'ff'"]
)
def test_a_changed_text_names_the_event(journal: SqliteJournal, path: Path, change: str) -> None:
    outside(path, f"UPDATE prose SET {change} WHERE place & 4294967295 = 2")
    broken = journal.verify("one")
    assert broken is not None
    assert broken.seq == 2


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM events WHERE place & 4294967295 = 3", 3),
        ("DELETE FROM events WHERE place & 4294967295 > 3", 4),
        ("DELETE FROM prose WHERE place & 4294967295 = 4", 4),
        ("DELETE FROM events", 1),
        ("DELETE FROM heads", 1),
        ("UPDATE heads SET seq = 4", 5),
        ("UPDATE heads SET hash = ''", 5),
        ("UPDATE heads SET number = 9", 1),
    ],
)
def test_what_was_removed_is_missed(journal: SqliteJournal, path: Path, statement: str, seq: int) -> None:
    outside(path, statement)
    broken = journal.verify("one")
    assert broken is not None
    assert broken.seq == seq


def test_one_changed_byte_of_the_file_names_the_event(journal: SqliteJournal, path: Path) -> None:
    journal.close()
    raw = path.read_bytes()
    assert raw.count(b"Kim Fictional") == 1
    path.write_bytes(raw.replace(b"Kim Fictional", b"Kim Functional"[:13]))
    reader = SqliteJournal(path, FakeClock())
    broken = reader.verify("one")
    assert broken is not None
    assert broken.seq == 2
    reader.close()


def test_events_cannot_be_changed_by_mistake(journal: SqliteJournal, path: Path) -> None:
    db = sqlite3.connect(path)
    for mistake in (
        "UPDATE events SET actor = 'kim'",
        "DELETE FROM events WHERE kind = 'note_taken'",
        "UPDATE prose SET texts = '{}'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"an event never|a text is blanked"):
            db.execute(mistake)
    db.close()
    assert journal.verify("one") is None


def test_an_envelope_that_cannot_be_read_is_a_sentence(journal: SqliteJournal, path: Path) -> None:
    outside(path, "UPDATE events SET at = 'yesterday' WHERE place & 4294967295 = 3")
    with pytest.raises(SurroundingsFailed, match="changed from outside") as failed:
        journal.read("one")
    assert "crisis verify --incident one" in failed.value.hint
    outside(path, "UPDATE events SET at = CAST(x'ff' AS TEXT) WHERE place & 4294967295 = 3")
    with pytest.raises(SurroundingsFailed, match="damaged"):
        journal.read("one")


# --- free text ----------------------------------------------------------------------------------------------


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


# --- the journal mode ---------------------------------------------------------------------------------------


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


# --- a newer version ----------------------------------------------------------------------------------------


def test_a_newer_journal_can_be_read_and_not_written(journal: SqliteJournal, path: Path) -> None:
    outside(path, "UPDATE meta SET value = 2 WHERE name = 'schema_version'")
    later = SqliteJournal(path, FakeClock())
    for reader in (journal, later):
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
    assert seqs(journal.read("one")) == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("journal")
def test_a_higher_event_version_is_not_written_behind(path: Path) -> None:
    outside(path, "UPDATE events SET v = 2 WHERE place & 4294967295 = 5")
    later = SqliteJournal(path, FakeClock())
    with pytest.raises(JournalTooNew, match=r"event 5 of one \(step_done\)"):
        add(later, 5, done())
    later.close()


# --- files that are no journal, or no longer ------------------------------------------------------------------


def said(error: CrisisError) -> str:
    """All that the user sees, which is never a word of Python."""
    text = f"{error.message} {error.hint}"
    assert "Traceback" not in text
    assert "sqlite3" not in text
    assert error.exit_code == 4
    return text


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


def test_a_damaged_file_is_a_sentence(journal: SqliteJournal, path: Path, clock: FakeClock) -> None:
    add(journal, 5, *(note("x" * 900) for _ in range(60)))
    journal.close()
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
def test_whoever_stays_long_notices_that_the_file_went(journal: SqliteJournal, path: Path) -> None:
    journal.version()
    path.rename(path.with_suffix(".old"))
    with pytest.raises(SurroundingsFailed, match="is gone"):
        journal.version()
    path.touch()
    with pytest.raises(SurroundingsFailed, match="replaced"):
        journal.version()


def test_a_path_may_hold_any_characters(tmp_path: Path, clock: FakeClock) -> None:
    journal = SqliteJournal(tmp_path / "größe 100% #1?x&y" / "jour nal.db", clock)
    begin(journal)
    journal.close()
    assert [file.name for file in (tmp_path / "größe 100% #1?x&y").iterdir() if file.suffix == ".db"] == [
        "jour nal.db"
    ]


# --- rights -------------------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_only_the_owner_can_read_what_was_said_at_night(
    path: Path, clock: FakeClock, version: tuple[int, int, int]
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    begin(journal)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert len(modes) >= 2
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    journal.close()


READ_ONLY = """
import sys
from pathlib import Path
from crisis_cli.clocks import SystemClock
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.journal.samples import add, done
try:
    journal = SqliteJournal(Path(sys.argv[1]), SystemClock())
    print("read", len(journal.read("one")), len(journal.heads()), journal.verify("one"), journal.version() > 0)
    add(journal, 5, done())
except CrisisError as error:
    print(isinstance(error, SurroundingsFailed), error.exit_code, error.message, "|", error.hint)
"""


def in_another_process(program: str, *words: str) -> str:
    """What it prints, run with the rights of an ordinary user."""
    ran = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=ordinary_rights,
    )
    assert ran.stderr == ""
    return ran.stdout


@POSIX
@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_journal_that_may_only_be_read_can_be_read(
    path: Path, clock: FakeClock, version: tuple[int, int, int], what: str
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    begin(journal, "one", note(), done(), done(), done())
    journal.close()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    if what != "folder":
        for file in path.parent.iterdir():
            file.chmod(0o400)
    if what != "file":
        path.parent.chmod(0o500)
    try:
        read, refused = in_another_process(READ_ONLY, str(path)).splitlines()
    finally:
        path.parent.chmod(0o700)
    assert read == "read 5 1 None True"
    assert refused.startswith("True 4 ")
    assert str(path) in refused
    assert "CRISIS_HOME" in refused


@POSIX
def test_a_home_that_may_only_be_read_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        for where in (tmp_path / "journal.db", tmp_path / "folder" / "journal.db"):
            out = in_another_process(READ_ONLY, str(where))
            assert out.startswith("True 4 ")
            assert "Permission denied" in out
            assert "CRISIS_HOME" in out
    finally:
        tmp_path.chmod(0o700)


@POSIX
@pytest.mark.usefixtures("journal")
def test_a_journal_that_may_not_be_read_is_a_sentence(path: Path) -> None:
    path.chmod(0)
    out = in_another_process(READ_ONLY, str(path))
    assert out.startswith("True 4 ")
    assert "cannot be opened" in out


# --- a disk that is full, a file that is held ------------------------------------------------------------------


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


def test_after_any_failure_the_next_writer_has_its_turn(journal: SqliteJournal, path: Path) -> None:
    other = SqliteJournal(path, FakeClock(), patience=0)
    with pytest.raises(JournalConflict):
        add(journal, 0, done())
    add(other, 5, done())
    with pytest.raises(OverflowError), journal._access as db:
        db.execute("SELECT ?", (2**70,))
    add(other, 6, done())
    add(journal, 7, done())
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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the mounts must be asked")
def test_reading_loads_neither_filelock_nor_psutil(journal: SqliteJournal, path: Path) -> None:
    journal.close()
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
