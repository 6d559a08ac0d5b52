"""Turns at the file: one writer at a time, readers that are not starved, and SQLite's errors in words."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from crisis_cli.clocks import Clock
from crisis_cli.journal.failures import explain, is_busy
from crisis_cli.journal.sqlite_file import SHORT_WAIT, connect
from crisis_cli.journal.writers import LockUnusable, WritersLock

Answer = TypeVar("Answer")


class Access:
    """One connection, shared by the threads of a process. `patience`: seconds to wait for whoever has the file.

    `with access as db:` writes: one transaction, durable when it is left, nothing stored when it fails. Everything
    here raises SurroundingsFailed for whatever goes wrong below. `commits` counts those that changed something.
    """

    def __init__(self, path: Path, clock: Clock, patience: float) -> None:
        self.path = path
        self.commits = 0
        self._changes = 0
        self._patience = patience
        self._turn = threading.RLock()
        self._lock = WritersLock(path.with_name(path.name + "-writer"), clock, patience)
        with self._explained():
            self._db = self._connected()

    def _connected(self) -> sqlite3.Connection:
        try:
            return connect(self.path, SHORT_WAIT)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
        with self._queued():
            return connect(self.path, self._patience)

    def read(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What `work` answers. A reader that finds no gap between the writers takes a turn among them."""
        with self._explained():
            try:
                return work(self._db)
            except sqlite3.OperationalError as error:
                if not is_busy(error):
                    raise
            with self._queued(), self._waiting():
                return work(self._db)

    @contextlib.contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection behind the writers' lock, outside a transaction."""
        with self._explained():
            self._lock.take()
            try:
                yield self._db
            finally:
                self._lock.give()

    def __enter__(self) -> sqlite3.Connection:
        self._turn.acquire()
        locked = False
        try:
            self._lock.take()
            locked = True
            try:
                self._db.execute("BEGIN IMMEDIATE")  # a deferred one could not wait for its turn to write
            except sqlite3.OperationalError as error:
                self._again("BEGIN IMMEDIATE", error)
        except BaseException as error:
            if locked:
                self._lock.give()
            self._turn.release()
            if isinstance(error, sqlite3.Error):
                raise explain(error, self.path) from None
            raise
        self._changes = self._db.total_changes
        return self._db

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        db = self._db
        try:
            if error is None and db.in_transaction:
                try:
                    db.execute("COMMIT")
                except sqlite3.OperationalError as busy:
                    self._again("COMMIT", busy)
                self.commits += db.total_changes != self._changes
        except sqlite3.Error as failure:
            raise explain(failure, self.path) from None
        finally:
            if db.in_transaction:
                roll_back(db)
            self._lock.give()
            self._turn.release()
        if isinstance(error, sqlite3.Error):
            raise explain(error, self.path) from None

    def _again(self, statement: str, error: sqlite3.OperationalError) -> None:
        """Run it once more if the file was busy, waiting for readers and other programs; a COMMIT may be."""
        if not is_busy(error):
            raise error
        with self._waiting():
            self._db.execute(statement)

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        self._db.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {int(SHORT_WAIT * 1000)}")

    @contextlib.contextmanager
    def _queued(self) -> Iterator[None]:
        """A turn among the writers, if this user may have one."""
        try:
            self._lock.take()
        except LockUnusable:
            yield
            return
        try:
            yield
        finally:
            self._lock.give()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        with self._turn:
            try:
                yield
            except sqlite3.Error as error:
                raise explain(error, self.path) from None

    def close(self) -> None:
        """Let go of the file and of the lock's."""
        with self._explained():
            self._db.close()
            self._lock.close()


def roll_back(db: sqlite3.Connection) -> None:
    """End what is still open; a rollback that fails is finished by whoever opens the file next."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
