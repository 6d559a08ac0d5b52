"""One write at a time: the writers' lock, a transaction, and either all of it on the disk or nothing."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path
from types import TracebackType

from crisis_cli.journal.failures import explain
from crisis_cli.journal.writers import WritersLock


class Transaction:
    """`with` it, to write: durable when it is left, nothing stored when it fails. Reused for every write.

    Raises SurroundingsFailed for whatever goes wrong below.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, lock: WritersLock, turn: threading.RLock) -> None:
        self._db = db
        self._path = path
        self._lock = lock
        self._turn = turn
        self.commits = 0

    def __enter__(self) -> sqlite3.Connection:
        self._turn.acquire()
        try:
            self._lock.take()
            try:
                self._db.execute("BEGIN IMMEDIATE")  # a deferred one could not wait for its turn to write
            except sqlite3.Error as error:
                self._lock.give()
                raise explain(error, self._path) from None
            except BaseException:
                self._lock.give()
                raise
        except BaseException:
            self._turn.release()
            raise
        return self._db

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None and self._db.in_transaction:
                self._db.execute("COMMIT")
                self.commits += 1
        except sqlite3.Error as failure:
            raise explain(failure, self._path) from None
        finally:
            roll_back(self._db)
            self._lock.give()
            self._turn.release()
        if isinstance(error, sqlite3.Error):
            raise explain(error, self._path) from None


def roll_back(db: sqlite3.Connection) -> None:
    """End what is still open; a rollback that fails is finished by whoever opens the file next."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
