"""The connection to PostgreSQL: opened, lost and found again; statements in as few trips as can be."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crisis_cli.clocks import Clock
from crisis_cli.errors import SurroundingsFailed, UsageError
from crisis_cli.journal.postgresql_failures import cut_off, explain, unreachable

Answer = TypeVar("Answer")
Connection = psycopg.Connection[Any]

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds between two tries to connect, doubling from the first to the second."""

PATIENCE = 5.0
"""Seconds for which a connection that was there is waited for before the work that needs it is given up."""

_CONNECTING = {
    "connect_timeout": "5",
    "application_name": "crisis",
    "client_encoding": "utf8",
    # A cut cable is noticed within some ten seconds, not after the two hours of TCP's own default.
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}

_SETTINGS = """
SELECT set_config('lock_timeout', '5s', false), set_config('idle_in_transaction_session_timeout', '10s', false),
  set_config('TimeZone', 'UTC', false),
  set_config('synchronous_commit', CASE durable WHEN 'off' THEN 'on' ELSE durable END, false)
FROM current_setting('synchronous_commit') AS durable
"""
"""Durable before believed, whatever the server is set to; a stronger setting (remote_apply) stays."""


def conninfo(url: str) -> tuple[str, str]:
    """What libpq connects by, and the same for people, without password; raises UsageError."""
    try:
        given = conninfo_to_dict(url)
    except psycopg.Error:
        raise UsageError(
            "the address of the store is no PostgreSQL URL",
            "It looks like this: postgresql://USER@HOST/DATABASE; the password belongs in ~/.pgpass.",
        ) from None
    port = f":{given['port']}" if given.get("port") else ""
    user = f"{given['user']}@" if given.get("user") else ""
    where = f"postgresql://{user}{given.get('host') or 'localhost'}{port}/{given.get('dbname', '')}"
    return make_conninfo(**{**_CONNECTING, **{key: str(value) for key, value in given.items()}}), where


def connect(info: str) -> Connection:
    """A connection with our settings, on which every BEGIN is ours. psycopg's errors pass through."""
    db = psycopg.connect(info, autocommit=True)
    try:
        db.execute(_SETTINGS)
    except BaseException:
        db.close()
        raise
    return db


class Access:
    """One connection, shared by the threads of a process; everything here raises SurroundingsFailed for whatever
    goes wrong below. `where` names the database, without a password."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.info, self.where = conninfo(url)
        self._clock = clock
        self._turn = threading.RLock()
        self._db: Connection | None = None
        self._pause = 0.0
        self._next_try = 0.0
        self._failed: SurroundingsFailed | None = None

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """What `work` answers; asked once more on a new connection if the one we had is gone."""
        return self._run(work, "")

    def write(self, work: Callable[[Connection], Answer], what: str) -> Answer:
        """What `work` answers once all that it wrote is durable; nothing is stored if it raises.

        A commit of which no answer came is repeated on a new connection: what `work` writes must be of a kind that
        is stored once. UniqueViolation passes through. `what` is being stored, in words.
        """

        def transaction(db: Connection) -> Answer:
            with db.pipeline():
                db.execute("BEGIN")
                answer = work(db)
                db.execute("COMMIT")
            return answer

        return self._run(transaction, what)

    def _run(self, work: Callable[[Connection], Answer], writing: str) -> Answer:
        with self._turn:
            sent = False
            for again in (True, False):
                try:
                    db = self._connected()
                except SurroundingsFailed:
                    if sent and writing:
                        raise cut_off(self.where, writing) from None
                    raise
                try:
                    return work(db)
                except psycopg.errors.UniqueViolation:
                    raise
                except psycopg.Error as error:
                    if not (db.closed or (error.sqlstate or "").startswith("57P")):
                        raise explain(error, self.where) from None
                    sent = True
                    self._drop()
                    if not again:
                        raise (
                            cut_off(self.where, writing) if writing else unreachable(error, self.where)
                        ) from None
                finally:
                    self._clear(db)
            raise AssertionError("the second try returns or raises")

    def _clear(self, db: Connection) -> None:
        """End what is still open; a connection that cannot is thrown away."""
        if not db.closed and db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            try:
                db.rollback()
            except psycopg.Error:
                self._drop()

    def _connected(self) -> Connection:
        """The connection. One that was lost is waited for; one that is known to be away is tried now and then."""
        if self._db is not None and not self._db.closed:
            return self._db
        began = self._clock.monotonic()
        if self._failed is not None and began < self._next_try:
            raise SurroundingsFailed(self._failed.message, self._failed.hint)
        was_there, self._db = self._db is not None, None
        while True:
            try:
                self._db = connect(self.info)
            except psycopg.Error as error:
                failed = unreachable(error, self.where)
                starting = error.sqlstate == "57P03" or str(error).count("starting up")
                self._pause = min(max(2 * self._pause, SHORTEST_PAUSE), LONGEST_PAUSE)
                moment = self._clock.monotonic()
                if not (was_there or starting) or self._failed or moment + self._pause - began > PATIENCE:
                    self._failed, self._next_try = failed, moment + self._pause
                    raise failed from None
                self._clock.sleep(self._pause)
            else:
                self._failed, self._pause = None, 0.0
                return self._db

    def _drop(self) -> None:
        """Close the connection but remember that there was one."""
        if self._db is not None:
            with contextlib.suppress(psycopg.Error):
                self._db.close()

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self._drop()
            self._db = None
