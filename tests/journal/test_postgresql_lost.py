"""Connections that go, and come back: nothing is lost or stored twice, and what is not known is said."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.errors import JournalConflict, SurroundingsFailed
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from tests.fakes import FakeClock
from tests.journal.cutting import Line
from tests.journal.samples import add, begin, done, new, note, plain, redact, seqs
from tests.postgresql import Cluster


@pytest.fixture
def url(cluster: Cluster) -> str:
    found = cluster.url()
    create(found, SystemClock())
    return found


@pytest.fixture
def line(cluster: Cluster) -> Iterator[Line]:
    found = Line(cluster.folder)
    yield found
    found.close()


@pytest.fixture
def journal(url: str, cluster: Cluster, line: Line) -> Iterator[PostgresJournal]:
    """At the other end of that line."""
    found = PostgresJournal(url.replace(str(cluster.folder), line.folder), FakeClock())
    yield found
    found.close()


def test_a_server_that_came_back_is_found_without_a_word(cluster: Cluster, journal: PostgresJournal) -> None:
    begin(journal)
    cluster.stop()
    cluster.start()
    assert seqs(journal.read("one")) == [1]
    cluster.stop()
    cluster.start()
    assert seqs(add(journal, 1, done())) == [2]
    assert journal.verify("one") is None


def test_a_commit_whose_answer_never_came_is_stored_once(journal: PostgresJournal, line: Line) -> None:
    begin(journal)
    journal.read("one")
    for word in (b"COMMIT", b"BEGIN", b"INSERT INTO events"):
        stands = journal.heads()[0].seq
        line.cut_after = word
        stored = add(journal, stands, note(), done())
        assert line.cut_after == b""
        assert plain(journal.read("one", after=stands)) == plain(stored)
    assert line.cuts == 3
    assert seqs(journal.read("one")) == [1, 2, 3, 4, 5, 6, 7]
    assert journal.verify("one") is None


def test_so_is_an_opening_and_a_redaction(journal: PostgresJournal, line: Line) -> None:
    assert journal.heads() == []
    line.cut_after = b"COMMIT"
    begin(journal, "one", note("Kim Fictional"))
    line.cut_after = b"COMMIT"
    redact(journal, 2, after=2)
    assert line.cuts == 2
    assert [(head.number, head.seq) for head in journal.heads()] == [(1, 3)]
    assert journal.verify("one") is None


def test_what_is_not_known_is_said_and_doing_it_again_stores_nothing_twice(
    journal: PostgresJournal, line: Line
) -> None:
    begin(journal)
    batch = [new(note()), new(done())]
    line.cut_after, line.down = b"COMMIT", True
    with pytest.raises(SurroundingsFailed, match=r"while storing 2 event\(s\) of one: whether that was done"):
        journal.append("one", batch, after=1, next_due=None)
    with pytest.raises(SurroundingsFailed, match=r"cannot be reached .* nothing was stored"):
        journal.append("one", batch, after=1, next_due=None)
    line.down = False
    journal._clock.sleep(10)
    assert seqs(journal.append("one", batch, after=1, next_due=None)) == [2, 3]
    with pytest.raises(JournalConflict):
        add(journal, 1, done())
    assert seqs(journal.read("one")) == [1, 2, 3]


def test_a_server_that_is_away_is_tried_now_and_then_never_in_a_rush(cluster: Cluster, url: str) -> None:
    clock = FakeClock()
    journal = PostgresJournal(url, clock)
    begin(journal)
    cluster.stop()
    try:
        with pytest.raises(SurroundingsFailed, match="cannot be reached"):
            journal.heads()
        assert clock.slept == [0.5, 1.0, 2.0]
        with pytest.raises(SurroundingsFailed):
            journal.heads()
        assert clock.slept == [0.5, 1.0, 2.0]
    finally:
        cluster.start()
    with pytest.raises(SurroundingsFailed):  # it is not time yet
        journal.heads()
    clock.sleep(5)
    assert [head.seq for head in journal.heads()] == [1]
    journal.close()


def test_a_listener_hears_again_after_a_restart_and_of_what_it_missed(cluster: Cluster, url: str) -> None:
    told = threading.Event()
    watcher, writer = (PostgresJournal(url, SystemClock()) for _ in range(2))
    begin(writer)
    watcher.watch(told.set)
    assert told.wait(5)
    before = watcher.version()
    cluster.stop()
    cluster.start()
    add(writer, 1, done())
    deadline = time.monotonic() + 10
    while watcher.version() == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert watcher.version() != before
    while not watcher._listener.hears:  # type: ignore[union-attr]
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(0.1)
    before = watcher.version()
    told.clear()
    add(writer, 2, done())
    assert told.wait(0.9)  # sooner than anybody would ask without having been told
    assert watcher.version() != before
    watcher.close()
    writer.close()
