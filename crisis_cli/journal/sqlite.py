"""The journal in one SQLite file: no set-up, durable before it returns, one writer at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.journal import Broken, Head, KeeperSeen
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal import sqlite_file, sqlite_rows
from crisis_cli.journal.canonical import moment_text, new_salt
from crisis_cli.journal.chain import extend, first_broken
from crisis_cli.journal.codec import Draft, Line, collecting_later, decode_all, encode, encode_all
from crisis_cli.journal.copying import Kept, not_empty
from crisis_cli.journal.modes import journal_mode
from crisis_cli.journal.places import prepare_folder
from crisis_cli.journal.refusals import check_redaction, is_newer, lost_race, too_new
from crisis_cli.journal.sqlite_access import Access


class SqliteJournal:
    """A file that any number of processes and threads may share.

    `mode` is the journal mode in force and `mode_why` says why the wanted one is wanted.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        patience: float = 5.0,
        salt: Callable[[], str] = new_salt,
        sqlite_version: tuple[int, int, int] = sqlite3.sqlite_version_info,
    ) -> None:
        """Open the file, making it where there is none; raises SurroundingsFailed.

        `patience`: seconds to wait for another writer; `salt` makes the bytes repeatable where that matters.
        """
        self.path = path
        self.where = str(path)
        self._clock = clock
        self._salt = salt
        self._known: dict[str, int] = {}
        prepare_folder(path.parent)
        sqlite_file.make_file(path)
        self._file = sqlite_file.identity(path)
        self._access = Access(path, clock, patience)
        if self._access.read(sqlite_file.schema_version) < sqlite_file.SCHEMA_VERSION:
            with self._access as db:
                sqlite_file.bring_up(db, path)
        wanted, self.mode_why = journal_mode(sqlite_version)
        if not self._access.read(lambda db: sqlite_file.settle_mode(db, wanted)):
            with contextlib.suppress(SurroundingsFailed), self._access.alone() as db:
                sqlite_file.convert_mode(db, wanted)
        self.mode = self._access.read(sqlite_file.mode_in_force)

    def now(self) -> datetime:
        return self._clock.now()

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        drafts = encode_all(events, self._salt)
        with self._access as db:
            stored = self._append(db, incident, drafts, after, next_due)
        if self._known.get(incident, 0) == after == stored[0].seq - 1:
            self._known[incident] = stored[-1].seq  # our own kinds need no look
        return stored

    def _append(
        self, db: sqlite3.Connection, incident: str, drafts: list[Draft], after: int, next_due: datetime | None
    ) -> list[Event]:
        schema, number, stands, before, last_at = db.execute(sqlite_rows.END, (incident,)).fetchone()
        sqlite_file.refuse_newer(schema, self.path)
        if stands != after:
            if stored := self._stored(db, incident, drafts):
                return stored
            raise lost_race(incident, after, stands)
        if self._known.get(incident, 0) < after:
            self._refuse_behind_newer(db, incident, after)
        try:
            lines, events = extend(incident, drafts, after=after, before=before, last_at=last_at)
        except (TypeError, ValueError):
            raise self._changed_outside(incident) from None
        try:
            sqlite_rows.insert(db, number, lines, drafts, events, next_due, self.now())
        except sqlite3.IntegrityError:
            db.execute("ROLLBACK")
            if stored := self._stored(db, incident, drafts):
                return stored
            raise lost_race(incident, after, stands) from None
        return events

    def _stored(self, db: sqlite3.Connection, incident: str, drafts: list[Draft]) -> list[Event]:
        """The batch as it was stored if its first id is stored; else nothing."""
        ids = [draft[0].id for draft in drafts]
        first = "SELECT place & 4294967295 FROM events WHERE incident = ? AND id = ?"
        found = db.execute(first, (incident, ids[0])).fetchone()
        stored = self.read(incident, after=found[0] - 1) if found else []
        return [event for event, id_ in zip(stored, ids, strict=False) if event.id == id_]

    def _refuse_behind_newer(self, db: sqlite3.Connection, incident: str, after: int) -> None:
        """Look at the kinds of the events that were not looked at before."""
        for seq, kind, v in db.execute(sqlite_rows.KINDS, (self._known.get(incident, 0), incident)):
            if is_newer(kind, v):
                raise too_new(incident, seq, kind)
        self._known[incident] = after

    def read(self, incident: str, *, after: int = 0) -> list[Event]:
        try:
            with collecting_later():
                return decode_all(self._rows(sqlite_rows.LINES, after, incident))
        except (TypeError, ValueError):
            raise self._changed_outside(incident) from None

    def lines(self, incident: str) -> list[Kept]:
        return self._rows(sqlite_rows.LINES, 0, incident)

    def fill(self, kept: Sequence[tuple[Head, list[Kept]]]) -> None:
        with self._access as db:
            self._refuse_newer_tables(db)
            if not sqlite_rows.fill(db, kept):
                raise not_empty(self.where)

    def engine(self) -> tuple[str, str]:
        return "sqlite", f"{sqlite3.sqlite_version}, {self.mode}: {self.mode_why}"

    def _changed_outside(self, incident: str) -> SurroundingsFailed:
        return SurroundingsFailed(
            f"a row of {incident} cannot be read: the journal {self.path} was changed from outside",
            f"`crisis verify --incident {incident}` names the event.",
        )

    def heads(
        self, *, open_only: bool = False, due_before: datetime | None = None, limit: int | None = None
    ) -> list[Head]:
        due = moment_text(due_before) if due_before else None
        chosen = (
            f"{sqlite_rows.HEADS} WHERE (open OR NOT ?) AND (? IS NULL OR next_due <= ?) ORDER BY number LIMIT ?"
        )
        found = []
        for row in self._rows(chosen, open_only, due, due, -1 if limit is None else limit):
            try:
                found.append(sqlite_rows.head(row))
            except (TypeError, ValueError):
                raise self._changed_outside(row[0]) from None
        return found

    def _rows(self, question: str, *words: object) -> list[Any]:
        return self._access.read(lambda db: db.execute(question, words).fetchall())

    def set_next_due(self, incident: str, next_due: datetime | None, *, after: int) -> None:
        due = moment_text(next_due) if next_due else None
        with self._access as db:
            self._refuse_newer_tables(db)
            changed = "UPDATE heads SET next_due = ? WHERE incident = ? AND seq = ? AND next_due IS NOT ?"
            db.execute(changed, (due, incident, after, due))

    def version(self) -> int:
        sqlite_file.refuse_other_file(self._file, self.path)  # here, because whoever stays long polls this
        return int(self._rows("PRAGMA data_version")[0][0]) + self._access.commits

    def watch(self, changed: Callable[[], None]) -> None:
        """A file tells nobody (research A7: a look every 100 ms costs less than any notice)."""

    def redact(self, incident: str, seq: int, event: NewEvent, *, after: int, next_due: datetime | None) -> Event:
        check_redaction(incident, seq, event, after)
        draft = encode(event, self._salt)
        with self._access as db:
            stored = self._append(db, incident, [draft], after, next_due)
            sqlite_rows.blank(db, incident, seq)
        if self.mode == "wal":
            with self._access.alone() as db:  # the log still holds the text until it is emptied
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return stored[0]

    def recorded(self) -> list[str]:
        return [incident for (incident,) in self._rows("SELECT DISTINCT incident FROM events ORDER BY incident")]

    def verify(self, incident: str) -> Broken | None:
        with collecting_later():
            rows, head, strays = self._access.read(lambda db: sqlite_rows.chain(db, incident))
            if strays and not head:
                return Broken(incident, 1, f"the row that records its {strays} events is missing")
            lines: list[Line] = [row[:-1] for row in rows]
            return first_broken(incident, lines, {row[1]: row[-1] for row in rows if row[-1] is not None}, head)

    def beat(self, keeper: KeeperSeen) -> None:
        seen = (keeper.id, keeper.host, keeper.pid, moment_text(keeper.seen_at))
        with self._access as db:
            self._refuse_newer_tables(db)
            db.execute("INSERT OR REPLACE INTO keepers VALUES (?, ?, ?, ?)", seen)

    def keepers(self) -> list[KeeperSeen]:
        rows = self._rows("SELECT id, host, pid, seen_at FROM keepers ORDER BY seen_at DESC")
        return [KeeperSeen(id_, host, pid, datetime.fromisoformat(seen)) for id_, host, pid, seen in rows]

    def forget_keeper(self, keeper: str) -> None:
        with self._access as db:
            self._refuse_newer_tables(db)
            db.execute("DELETE FROM keepers WHERE id = ?", (keeper,))

    def _refuse_newer_tables(self, db: sqlite3.Connection) -> None:
        sqlite_file.refuse_newer(sqlite_file.schema_version(db), self.path)

    def close(self) -> None:
        self._access.close()
