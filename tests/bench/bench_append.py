"""What a durable append costs against the floor below it, how long eight writers wait, and how fast 100,000 events
are read; ratios of one run.

The floor is the same bytes at the end of a file where this SQLite keeps a write-ahead log, else the same rows by
bare statements in the same journal mode; one bare table, without keys to be found by, is told beside it.

Run: python -m pytest -n 0 -m bench tests/bench/bench_append.py -s
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count, cycle
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.events import (
    Body,
    FactRecorded,
    NewEvent,
    NoteTaken,
    PageQueued,
    PageSent,
    StepAcknowledged,
    StepDone,
    StepOpened,
)
from crisis_cli.errors import JournalConflict
from crisis_cli.journal.canonical import moment_text, new_salt
from crisis_cli.journal.chain import extend
from crisis_cli.journal.codec import encode
from crisis_cli.journal.modes import journal_mode
from crisis_cli.journal.sqlite import SqliteJournal
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.racing import start, told

pytestmark = pytest.mark.bench

MODES = {"truncate": WAL_IS_UNSAFE, "wal": WAL_IS_SAFE}
HERE = journal_mode(sqlite3.sqlite_version_info)[0]
INCIDENT = "product-contamination-20261122-0200"
ROUNDS, BLOCK = 30, 14
NOW = SystemClock().now()
NOW_TEXT = moment_text(NOW)
BASES = ("one table", "same tables")
MIX: tuple[Body, ...] = (
    StepOpened("write-holding", 1, NOW),
    StepAcknowledged("write-holding", "kim", NOW),
    NoteTaken("An agency called and wants a word by 03:40; told them that we call back."),
    FactRecorded("people_ill", 3, "unconfirmed", "the night shift, by phone"),
    StepDone("write-holding", 1),
    PageQueued("p7", "rung", "write-holding", "kim", "Write the holding statement: 2 min late.", NOW, 120),
    PageSent("p7", "board"),
)
"""What a run writes: three in seven have free text."""


def appending(folder: Path, mode: str) -> Callable[[], object]:
    """One durable event of the mix for each call."""
    journal = SqliteJournal(folder / f"{mode}.db", SystemClock(), sqlite_version=MODES[mode])
    bodies = cycle(MIX)
    numbers = count()

    def append() -> object:
        number = next(numbers)
        new = NewEvent(f"0199{number:08x}-7a3f-4c1d", NOW, "kim", next(bodies))
        return journal.append(INCIDENT, [new], after=number, next_due=NOW)

    return append


def stored_sizes(folder: Path) -> list[int]:
    """How many bytes each event of the mix comes to, texts and all."""
    journal = SqliteJournal(folder / "sizes.db", SystemClock())
    for number, body in enumerate(MIX):
        journal.append(INCIDENT, [NewEvent(f"{number:024}", NOW, "kim", body)], after=number, next_due=None)
    columns = (
        "length(incident) + length(id) + length(at) + length(actor) + length(kind) + length(data) + length(hash)"
    )
    rows = journal._access._db.execute(
        f"SELECT {columns} + 12 + coalesce(length(texts), 0) FROM events "
        "LEFT JOIN prose USING (place) ORDER BY place"
    ).fetchall()
    journal.close()
    return [row[0] for row in rows]


def raw_file(folder: Path, sizes: list[int]) -> Callable[[], object]:
    """The same bytes at the end of a plain file, each time to the disk."""
    file = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    lines = cycle([b"x" * size for size in sizes])
    sync = getattr(os, "fdatasync", os.fsync)

    def append() -> object:
        os.write(file, next(lines))
        return sync(file)

    return append


def raw_sqlite(folder: Path, mode: str, sizes: list[int]) -> Callable[[], object]:
    """The same bytes as one column of one table, in the same journal mode and with the same pragmas."""
    db = sqlite3.connect(folder / f"raw-{mode}.db", isolation_level=None)
    for pragma in (f"journal_mode = {mode}", "synchronous = FULL", "secure_delete = ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, line TEXT)")
    lines = cycle(["x" * size for size in sizes])

    def append() -> object:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO events (line) VALUES (?)", (next(lines),))
        return db.execute("COMMIT")

    return append


def bare_statements(folder: Path, mode: str) -> Callable[[], object]:
    """The same rows into the same tables by bare statements: no chain, no head read, no turn to wait for."""
    journal = SqliteJournal(folder / f"bare-{mode}.db", SystemClock(), sqlite_version=MODES[mode])
    db = journal._access._db
    drafts = [encode(NewEvent("", NOW, "kim", body), new_salt) for body in MIX]
    lines, _ = extend(INCIDENT, drafts, after=0, before="", last_at="")
    db.execute(
        "INSERT INTO heads (incident, opened_at, seq, hash, last_at, playbook, title, drill, open) "
        "VALUES (?, ?, 0, '', '', '', '', 0, 1)",
        (INCIDENT, NOW_TEXT),
    )
    chosen = cycle(zip(lines, drafts, strict=True))
    numbers = count(1)

    def append() -> object:
        seq = next(numbers)
        line, draft = next(chosen)
        place = (1 << 32) + seq
        db.execute("BEGIN IMMEDIATE")
        event = (INCIDENT, place, f"0199{seq:08x}-7a3f-4c1d", *line[3:])
        db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", event)
        if draft[4]:
            db.execute("INSERT INTO prose VALUES (?, ?)", (place, draft[4]))
        end = (seq, line[9], NOW_TEXT, NOW_TEXT)
        db.execute("UPDATE heads SET seq = ?, hash = ?, last_at = ?, next_due = ? WHERE number = 1", end)
        return db.execute("COMMIT")

    return append


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each in microseconds, run in turn in small blocks, so that all meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            for _ in range(BLOCK):
                started = time.perf_counter()
                work()
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(found) * 1e6 for name, found in times.items()}


def test_a_durable_append_costs_little_more_than_what_it_stands_on(tmp_path: Path) -> None:
    sizes = stored_sizes(tmp_path)
    works = {"file: append, fdatasync": raw_file(tmp_path, sizes)}
    for mode in MODES:
        works[f"{mode}: one table"] = raw_sqlite(tmp_path, mode, sizes)
        works[f"{mode}: same tables"] = bare_statements(tmp_path, mode)
        works[f"{mode}: journal"] = appending(tmp_path, mode)
    took = in_turn(works)
    floor = took["file: append, fdatasync"]
    print(f"\n  {sum(sizes) // len(sizes)} bytes an event; SQLite {sqlite3.sqlite_version} keeps: {HERE}")
    for name, micros in took.items():
        print(f"  {name:24} {micros:6.0f} us   {floor / micros:.2f} of the file", end="")
        mode = name.partition(":")[0]
        ratios = [f"{took[f'{mode}: {base}'] / micros:.2f} of {base}" for base in BASES if mode in MODES]
        print("", *ratios, sep="   ")
    below = floor if HERE == "wal" else took[f"{HERE}: same tables"]
    assert below / took[f"{HERE}: journal"] >= 0.8


def write_for_a_while(
    connection: Connection, path: Path, mode: str, name: str, seconds: float, every: float
) -> None:
    """Append to `name` for so long, at random about `every` seconds (0: without a pause); tells each wait.

    A lost race is decided again at once, and counts as one wait with what follows.
    """
    journal = SqliteJournal(path, SystemClock(), sqlite_version=MODES[mode])
    connection.recv()
    waits = []
    end = time.perf_counter() + seconds
    bodies = cycle(MIX)
    while time.perf_counter() < end:
        if every:
            time.sleep(random.uniform(0, 2 * every))
        body = next(bodies)
        started = time.perf_counter()
        stored = False
        while not stored:
            after = next((head.seq for head in journal.heads() if head.incident == name), 0)
            with suppress(JournalConflict):
                new = NewEvent(os.urandom(12).hex(), NOW, "kim", body)
                stored = bool(journal.append(name, [new], after=after, next_due=None))
        waits.append(time.perf_counter() - started)
    connection.send(waits)


@pytest.mark.parametrize("mode", MODES)
def test_eight_writers_wait_for_each_other_only_briefly(tmp_path: Path, mode: str) -> None:
    worst = []
    print()
    for case, seconds, every, shared in (
        ("paced, ten a second each, one incident", 4, 0.1, True),
        ("without a pause, an incident each", 4, 0.0, False),
        ("without a pause, one incident", 4, 0.0, True),
    ):
        path = tmp_path / case / "journal.db"
        SqliteJournal(path, SystemClock(), sqlite_version=MODES[mode]).close()
        names = [INCIDENT if shared else f"incident {number}" for number in range(8)]
        running = [start(write_for_a_while, path, mode, name, seconds, every) for name in names]
        for _, connection in running:
            connection.send("go")
        waits = sorted(wait * 1000 for _, connection in running for told_ in told(connection) for wait in told_)
        for process, _ in running:
            process.join()
        worst.append(waits[-1])
        print(
            f"  {mode:8} {case:40} {len(waits) / seconds:5.0f}/s   p50 {waits[len(waits) // 2]:5.1f}   "
            f"p99 {waits[len(waits) * 99 // 100]:6.1f}   worst {waits[-1]:6.1f} ms"
        )
    assert worst[0] < 150  # the other two are told, not held: they measure the machine's cores as much as us


@pytest.fixture
def long_journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    """100,000 events of one incident."""
    journal = SqliteJournal(tmp_path / "long.db", SystemClock())
    for after in range(0, 100_000, 1_000):
        batch = [NewEvent(f"{after + n:024}", NOW, "kim", MIX[n % len(MIX)]) for n in range(1_000)]
        journal.append(INCIDENT, batch, after=after, next_due=None)
    yield journal
    journal.close()


def test_a_hundred_thousand_events_are_read_in_less_than_a_second(long_journal: SqliteJournal) -> None:
    reads, walks = [], []
    for _ in range(4):
        started = time.process_time()
        events = long_journal.read(INCIDENT)
        reads.append(time.process_time() - started)
        assert len(events) == 100_000
        del events
        started = time.process_time()
        assert long_journal.verify(INCIDENT) is None
        walks.append(time.process_time() - started)
    size = long_journal.path.stat().st_size / 1e6
    print(f"\n  100,000 events, {size:.0f} MB: read and decode {min(reads):.2f} s, verify {min(walks):.2f} s")
    assert min(reads) < 1.0
