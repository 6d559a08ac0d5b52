"""Opening SQLite's file for a journal: tables, pragmas, rights, and what is refused at the door."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from crisis_cli.errors import JournalTooNew, SurroundingsFailed
from crisis_cli.journal.modes import Mode

SCHEMA_VERSION = 2
"""The form of the tables below; a file with a higher one is read, not written, one with a lower one brought up."""

SHORT_WAIT = 0.1
"""Seconds after which a reader stops waiting for a gap between the writers (`Access.read`)."""

_APPLICATION = 0x43525349  # "CRSI", by which `file` and we know our own

# An event's place is its incident's number times 2^32 plus its `seq`: unique as that pair is, and a table grows
# at its end by far fewer pages a commit than by an index over the pair (13 pages written a commit, now 9).
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
  incident TEXT NOT NULL, place INTEGER PRIMARY KEY, id TEXT NOT NULL, v INTEGER NOT NULL, at TEXT NOT NULL,
  happened_at TEXT, actor TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE UNIQUE INDEX events_once ON events (incident, id);
CREATE TABLE prose (place INTEGER PRIMARY KEY, texts TEXT NOT NULL);
CREATE TABLE heads (
  number INTEGER PRIMARY KEY, incident TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, hash TEXT NOT NULL,
  last_at TEXT NOT NULL, stored_at TEXT NOT NULL, opened_at TEXT NOT NULL,
  playbook TEXT NOT NULL, title TEXT NOT NULL, drill INTEGER NOT NULL, open INTEGER NOT NULL, next_due TEXT
);
CREATE TABLE keepers (id TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, seen_at TEXT NOT NULL);
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'an event never goes'); END;
CREATE TRIGGER prose_never_changes BEFORE UPDATE ON prose
  BEGIN SELECT RAISE(ABORT, 'a text is blanked, never changed'); END;
"""


def make_file(path: Path) -> None:
    """An empty file that only its owner can read, unless one is there; raises SurroundingsFailed."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise SurroundingsFailed(
            f"the journal {path} cannot be made: {error.strerror}",
            "Set CRISIS_HOME to a folder that you may write.",
        ) from None


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """A connection that can write if the file's rights allow it. SQLite's errors pass through.

    `patience`: seconds to wait for another program that holds the file.
    """
    try:
        return _connect(path, "mode=rw", patience)
    except sqlite3.OperationalError as error:
        rights = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        if not rights or _unfinished(path) or not path.is_file():
            raise
        # A write-ahead log's file in a folder that this user may not write, and no log beside it: nobody is
        # writing, so what is there can be read as it stands.
        return _connect(path, "mode=ro&immutable=1", patience)


def _connect(path: Path, how: str, patience: float) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        isolation_level=None,  # every BEGIN is ours
        check_same_thread=False,  # the journal takes turns by itself
        timeout=patience,
    )
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")  # a redacted text is overwritten, not only unlinked
        db.execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    db.execute(f"PRAGMA busy_timeout = {int(SHORT_WAIT * 1000)}")
    return db


def _unfinished(path: Path) -> bool:
    """Whether a log or a rollback journal lies beside the file, without which it is not the whole truth."""
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return any(file.exists() and file.stat().st_size for file in beside)


def schema_version(db: sqlite3.Connection) -> int:
    """The version of the tables in the file; 0 when there are none of ours yet."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'").fetchone():
        return 0
    found = db.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()
    return int(found[0]) if found else 0


def create_tables(db: sqlite3.Connection, path: Path) -> None:
    """Inside a transaction: all tables, in a file that has none; SurroundingsFailed if it is somebody else's."""
    if db.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise SurroundingsFailed(
            f"{path} is the database of another program: it has tables, and none of a journal",
            "Set CRISIS_HOME to a folder of its own.",
        )
    statement = ""
    for line in _TABLES.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
    db.execute("INSERT INTO meta VALUES ('schema_version', ?)", (SCHEMA_VERSION,))
    db.execute(f"PRAGMA application_id = {_APPLICATION}")


def bring_up(db: sqlite3.Connection, path: Path) -> None:
    """Inside a transaction: the tables as this version has them; raises as `create_tables` does."""
    found = schema_version(db)
    if not found:
        create_tables(db, path)
    elif found == 1:
        db.execute("ALTER TABLE heads ADD COLUMN stored_at TEXT NOT NULL DEFAULT ''")
        db.execute("UPDATE heads SET stored_at = last_at")
        db.execute("UPDATE meta SET value = ? WHERE name = 'schema_version'", (SCHEMA_VERSION,))


def refuse_newer(found: int, path: Path) -> None:
    """Raises JournalTooNew if the tables' version `found` is beyond ours."""
    if found > SCHEMA_VERSION:
        raise JournalTooNew(
            f"{path} was written by a newer version of crisis: it can be read here, not written",
            "Upgrade crisis on this machine, or go on where the newer version is.",
        )


def identity(path: Path) -> tuple[int, int]:
    """Which file lies at this path; raises SurroundingsFailed when there is none any more."""
    try:
        found = os.stat(path)
    except OSError:
        raise SurroundingsFailed(
            f"{path} is gone: it was moved or deleted while it was in use",
            "Put the file back; what was stored after it went is lost.",
        ) from None
    return (found.st_dev, found.st_ino)


def refuse_other_file(opened: tuple[int, int], path: Path) -> None:
    """Raises SurroundingsFailed unless the file that was opened still lies at its path."""
    if identity(path) != opened:
        raise SurroundingsFailed(
            f"{path} was replaced by another file while it was in use",
            "Start the command again to use what lies there now.",
        )


def mode_in_force(db: sqlite3.Connection) -> str:
    """The journal mode that this connection would write in."""
    return str(db.execute("PRAGMA journal_mode").fetchone()[0])


def settle_mode(db: sqlite3.Connection, wanted: Mode) -> bool:
    """Choose the wanted journal mode if that concerns this connection alone; False: the file must be converted."""
    if (mode_in_force(db) == "wal") != (wanted == "wal"):
        return False
    db.execute(f"PRAGMA journal_mode = {wanted}")
    return True


def convert_mode(db: sqlite3.Connection, wanted: Mode) -> None:
    """Behind the writers' lock: convert the file, unless somebody has it open.

    A write-ahead log is a property of the file. Where it must stay for now on a SQLite that has the WAL-reset
    bug, the writers' lock keeps that bug away: it needs a commit beside a checkpoint, and both happen behind it.
    """
    with contextlib.suppress(sqlite3.OperationalError):
        db.execute(f"PRAGMA journal_mode = {wanted}")
