"""The journal in PostgreSQL: for a team on several machines; the database's clock decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import psycopg

from crisis_cli.clocks import Clock
from crisis_cli.domain.events import Event, NewEvent
from crisis_cli.domain.journal import Broken, Head, KeeperSeen
from crisis_cli.journal import postgresql_rows as rows
from crisis_cli.journal import postgresql_tables as tables
from crisis_cli.journal.canonical import moment_text, new_salt
from crisis_cli.journal.chain import extend, first_broken
from crisis_cli.journal.codec import Draft, Line, collecting_later, decode_all, encode, encode_all
from crisis_cli.journal.copying import Kept, not_empty
from crisis_cli.journal.postgresql_access import Access, Connection
from crisis_cli.journal.postgresql_failures import changed_outside, refuse_newer
from crisis_cli.journal.postgresql_listener import Listener
from crisis_cli.journal.refusals import check_redaction, lost_race, too_new

ASK_ANYWAY = 1.0
"""Seconds after which `version` asks the database even if no commit was heard of."""


class PostgresJournal:
    """A database that any number of machines may share. `where` names it, without a password."""

    def __init__(
        self, url: str, clock: Clock, *, salt: Callable[[], str] = new_salt, timed_by: Clock | None = None
    ) -> None:
        """Connects when it is first used. `clock` measures waits only; where a test needs to, `timed_by` decides
        instead of the database's clock. Raises UsageError for what is no PostgreSQL URL."""
        self._access = Access(url, clock)
        self.where = self._access.where
        self._clock = clock
        self._timed_by = timed_by
        self._salt = salt
        self._known: dict[str, int] = {}
        self._listener: Listener | None = None
        self._version: int | None = None
        self._asked = 0.0

    def now(self) -> datetime:
        if self._timed_by is not None:
            return self._timed_by.now()
        found: datetime = self._access.read(lambda db: rows.one(db, "SELECT clock_timestamp()")[0])
        return found.astimezone(UTC)

    def append(
        self, incident: str, events: Sequence[NewEvent], *, after: int, next_due: datetime | None
    ) -> list[Event]:
        drafts = encode_all(events, self._salt)
        return self._store(incident, drafts, after, next_due, lambda _: None)

    def _store(
        self,
        incident: str,
        drafts: list[Draft],
        after: int,
        next_due: datetime | None,
        beside: Callable[[Connection], None],
    ) -> list[Event]:
        """One commit: the drafts behind event `after`, what they derive, and what `beside` does."""

        def work(db: Connection) -> list[Event]:
            return self._append(db, incident, drafts, after, next_due, beside)

        extend(
            incident, drafts, after=after, before="", last_at=""
        )  # refuses what no store can hold, before a trip
        try:
            stored = self._access.write(work, f"{len(drafts)} event(s) of {incident}")
        except psycopg.errors.UniqueViolation:
            if not (stored := self._stored(incident, drafts)):
                raise lost_race(incident, after, self._stands(incident)) from None
        self._version = None
        if self._known.get(incident, 0) == after == stored[0].seq - 1:
            self._known[incident] = stored[-1].seq  # our own kinds need no look
        return stored

    def _append(
        self,
        db: Connection,
        incident: str,
        drafts: list[Draft],
        after: int,
        next_due: datetime | None,
        beside: Callable[[Connection], None],
    ) -> list[Event]:
        schema, stands, before, last_at = rows.one(db, tables.END, incident)
        refuse_newer(schema, self.where)
        if stands != after:
            if not (stored := self._stored(incident, drafts, db)):
                raise lost_race(incident, after, stands)
            beside(db)
            return stored
        if self._known.get(incident, 0) < after:
            self._refuse_behind_newer(db, incident, after)
        try:
            lines, events = extend(incident, drafts, after=after, before=before, last_at=last_at)
        except (TypeError, ValueError):
            raise changed_outside(incident, self.where) from None
        rows.insert(db, lines, drafts, events, next_due, self._timed_by.now() if self._timed_by else None)
        beside(db)
        db.execute(tables.NOTIFY)
        return events

    def _stands(self, incident: str) -> int:
        last = "SELECT max(seq) FROM events WHERE incident = %s"
        return self._access.read(lambda db: rows.one(db, last, incident)[0]) or 0

    def _stored(self, incident: str, drafts: list[Draft], db: Connection | None = None) -> list[Event]:
        """The batch as it was stored if its first id is stored; else nothing."""
        ids = [draft[0].id for draft in drafts]
        look = partial(rows.behind, incident=incident, id_=ids[0])
        stored = decode_all(look(db) if db is not None else self._access.read(look))
        return [event for event, id_ in zip(stored, ids, strict=False) if event.id == id_]

    def _refuse_behind_newer(self, db: Connection, incident: str, after: int) -> None:
        """Look at the kinds of the events that were not looked at before."""
        if found := rows.newer(db, incident, self._known.get(incident, 0)):
            raise too_new(incident, *found)
        self._known[incident] = after

    def read(self, incident: str, *, after: int = 0) -> list[Event]:
        try:
            with collecting_later():
                return decode_all(self.lines(incident, after=after))
        except (TypeError, ValueError):
            raise changed_outside(incident, self.where) from None

    def lines(self, incident: str, *, after: int = 0) -> list[Kept]:
        return self._access.read(lambda db: db.execute(tables.LINES, (incident, after)).fetchall())

    def heads(
        self, *, open_only: bool = False, due_before: datetime | None = None, limit: int | None = None
    ) -> list[Head]:
        chosen = [*(["open"] if open_only else []), *(["next_due <= %s"] if due_before else [])]
        question = f"{tables.HEADS} {'WHERE' if chosen else ''} {' AND '.join(chosen)} ORDER BY number LIMIT %s"
        words = (moment_text(due_before), limit) if due_before else (limit,)
        found = []
        for row in self._access.read(lambda db: db.execute(question, words).fetchall()):
            try:
                found.append(tables.head(row))
            except (TypeError, ValueError):
                raise changed_outside(row[0], self.where) from None
        return found

    def set_next_due(self, incident: str, next_due: datetime | None, *, after: int) -> None:
        due = moment_text(next_due) if next_due else None
        self._derive(
            "UPDATE heads SET next_due = %s WHERE incident = %s AND seq = %s AND next_due IS DISTINCT FROM %s",
            (due, incident, after, due),
        )

    def _derive(self, change: str, words: Sequence[object]) -> None:
        """Change derived rows, and notify if any changed."""
        question = (
            f"WITH changed AS ({change} RETURNING 1) {tables.NOTIFY} FROM (SELECT FROM changed LIMIT 1) AS one"
        )

        def work(db: Connection) -> None:
            refuse_newer(rows.one(db, tables.SCHEMA)[0], self.where)
            db.execute(question, words)

        self._access.write(work, "a derived row")
        self._version = None

    def version(self) -> int:
        listener, moment = self._listener, self._clock.monotonic()
        asked = listener is None or not listener.hears or listener.heard.is_set()
        if self._version is None or asked or moment - self._asked >= ASK_ANYWAY:
            if listener is not None:
                listener.heard.clear()  # before the question: what comes meanwhile is asked for again
            self._version = None
            self._version = self._access.read(lambda db: int(rows.one(db, tables.VERSION)[0]))
            self._asked = moment
        return self._version

    def watch(self, changed: Callable[[], None]) -> None:
        if self._listener is None:
            self._listener = Listener(self._access.info, changed)
        self._listener.changed = changed

    def redact(self, incident: str, seq: int, event: NewEvent, *, after: int, next_due: datetime | None) -> Event:
        check_redaction(incident, seq, event, after)

        def blank(db: Connection) -> None:
            db.execute("SELECT blank(%s, %s)", (incident, seq))

        return self._store(incident, [encode(event, self._salt)], after, next_due, blank)[0]

    def recorded(self) -> list[str]:
        every = "SELECT DISTINCT incident FROM events ORDER BY incident"
        return [row[0] for row in self._access.read(lambda db: db.execute(every).fetchall())]

    def verify(self, incident: str) -> Broken | None:
        with collecting_later():
            kept, head = self._access.read(partial(rows.chain, incident=incident))
            if kept and not head:
                return Broken(incident, 1, f"the row that records its {len(kept)} events is missing")
            lines: list[Line] = [row[:-1] for row in kept]
            return first_broken(incident, lines, {row[1]: row[-1] for row in kept if row[-1] is not None}, head)

    def beat(self, keeper: KeeperSeen) -> None:
        self._derive(
            "INSERT INTO keepers VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO UPDATE "
            "SET host = excluded.host, pid = excluded.pid, seen_at = excluded.seen_at",
            (keeper.id, keeper.host, keeper.pid, moment_text(keeper.seen_at)),
        )

    def keepers(self) -> list[KeeperSeen]:
        every = "SELECT id, host, pid, seen_at FROM keepers ORDER BY seen_at DESC"
        found = self._access.read(lambda db: db.execute(every).fetchall())
        return [KeeperSeen(id_, host, pid, datetime.fromisoformat(seen)) for id_, host, pid, seen in found]

    def forget_keeper(self, keeper: str) -> None:
        self._derive("DELETE FROM keepers WHERE id = %s", (keeper,))

    def engine(self) -> tuple[str, str]:
        version = self._access.read(lambda db: rows.one(db, "SELECT current_setting('server_version')")[0])
        return "postgresql", f"{version}; its clock decides"

    def fill(self, kept: Sequence[tuple[Head, list[Kept]]]) -> None:
        def work(db: Connection) -> None:
            refuse_newer(rows.one(db, tables.SCHEMA)[0], self.where)
            if not rows.fill(db, kept):
                raise not_empty(self.where)
            db.execute(tables.NOTIFY)

        try:
            self._access.write(work, "the copy")
        except psycopg.errors.UniqueViolation:  # somebody began in it meanwhile
            raise not_empty(self.where) from None
        self._version = None

    def close(self) -> None:
        if self._listener is not None:
            self._listener.close()
        self._access.close()
