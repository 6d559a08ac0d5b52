"""What other processes do in the tests: write until they are killed, or against each other."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.events import NewEvent
from crisis_cli.domain.journal import Journal
from crisis_cli.errors import JournalConflict, SurroundingsFailed
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.sqlite import SqliteJournal
from tests.journal.samples import done, note, opening

_PROCESSES: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    _PROCESSES.set_forkserver_preload(["tests.journal.racing", "filelock"])


def start(work: Callable[..., None], *words: object) -> tuple[BaseProcess, Connection]:
    """Run `work(connection, *words)` in a process of its own; the other end of the connection comes back."""
    here, there = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=work, args=(there, *words))
    process.start()
    there.close()
    return process, here


def told(connection: Connection) -> list[Any]:
    """All that a process said until its end."""
    found = []
    try:
        while True:
            found.append(connection.recv())
    except (EOFError, ConnectionResetError):
        connection.close()
        return found


Version = tuple[int, int, int]
"""Of SQLite; PostgreSQL takes no notice."""


def opened(place: Path | str, version: Version) -> Journal:
    """A file's journal, or that of a PostgreSQL URL."""
    if isinstance(place, str):
        return PostgresJournal(place, SystemClock())
    return SqliteJournal(place, SystemClock(), patience=20, sqlite_version=version)


def write_until_killed(connection: Connection, place: Path | str, version: Version, run: str) -> None:
    """Batches of three, each acknowledged once its append has returned; ends when the server stays away."""
    with contextlib.suppress(SurroundingsFailed):
        _write_on(connection, opened(place, version), run)


def _write_on(connection: Connection, journal: Journal, run: str) -> None:
    heads = journal.heads()
    if not heads:
        journal.append("one", [NewEvent("first", journal.now(), run, opening())], after=0, next_due=None)
    seq = heads[0].seq if heads else 1
    for number in range(1_000_000):
        bodies = (done(f"step {number}"), note("x" * (number % 900)), done("x" * (number % 300)))
        batch = [NewEvent(f"{run}-{number}-{part}", journal.now(), run, body) for part, body in enumerate(bodies)]
        seq = journal.append("one", batch, after=seq, next_due=None)[-1].seq
        connection.send(seq)


def write_against_others(
    connection: Connection, place: Path | str, version: Version, name: str, times: int
) -> None:
    """Open the file together with the others, then append so often, deciding again after each lost race."""
    connection.recv()
    try:
        journal = opened(place, version)
        lost = 0
        number = 0
        while number < times:
            after = next((head.seq for head in journal.heads()), 0)
            body = done(f"{name} {number}") if after else opening()
            try:
                journal.append(
                    "one",
                    [NewEvent(f"{name}-{number}-{after}", journal.now(), name, body)],
                    after=after,
                    next_due=None,
                )
            except JournalConflict:
                lost += 1
            else:
                number += 1 if after else 0
        journal.close()
        connection.send(lost)
    except Exception as error:  # the test shows it
        connection.send(f"{type(error).__name__}: {error}")
