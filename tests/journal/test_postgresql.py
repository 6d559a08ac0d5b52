"""The database as such: its clock, its rights, its sentences, and commits that are heard of at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.errors import CrisisError, JournalTooNew, SurroundingsFailed, UsageError
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create
from tests.fakes import NIGHT, FakeClock
from tests.journal.samples import add, begin, done, note, seqs
from tests.postgresql import Cluster


@pytest.fixture
def url(cluster: Cluster) -> str:
    found = cluster.url()
    assert create(found, SystemClock())[1]
    return found


@pytest.fixture
def journal(url: str) -> Iterator[PostgresJournal]:
    found = PostgresJournal(url, SystemClock())
    yield found
    found.close()


def test_the_database_s_clock_decides(url: str, cluster: Cluster) -> None:
    journal = PostgresJournal(url, FakeClock())
    before = cluster.sql("SELECT clock_timestamp()")[0][0]
    stored = begin(journal)[0]
    assert before <= journal.heads()[0].stored_at <= journal.now() <= datetime.now(UTC) + timedelta(seconds=1)
    assert journal.now().tzinfo is UTC
    assert stored.at == NIGHT  # whoever acts asks the journal for the time
    journal.close()


def test_the_tables_are_made_once(url: str) -> None:
    assert create(url, SystemClock()) == (PostgresJournal(url, SystemClock()).where, False)


def test_what_is_stored_never_changes_not_even_by_its_owner(
    url: str, cluster: Cluster, journal: PostgresJournal
) -> None:
    begin(journal, "one", note())
    for mistake in (
        "UPDATE events SET actor = 'kim'",
        "DELETE FROM events WHERE seq = 99",
        "TRUNCATE events",
        "UPDATE prose SET texts = '{}'",
        "TRUNCATE prose",
    ):
        with pytest.raises(psycopg.errors.RaiseException, match="never changes and never goes"):
            cluster.sql(mistake, url=url)
    assert journal.verify("one") is None


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        ("UPDATE events SET actor = 'kim' WHERE seq = 2", 2),
        ("UPDATE prose SET texts = replace(texts, 'plant', 'plan')", 2),
        ("DELETE FROM events WHERE seq = 3", 3),
        ("DELETE FROM events WHERE seq = 2", 2),
        ("DELETE FROM prose", 2),
        ("DELETE FROM heads", 1),
        ("UPDATE heads SET seq = 2", 3),
    ],
)
def test_whoever_switches_the_triggers_off_is_found_out(
    url: str, cluster: Cluster, journal: PostgresJournal, change: str, seq: int
) -> None:
    begin(journal, "one", note(), done())
    cluster.sql("SET session_replication_role = replica", change, url=url)
    broken = journal.verify("one")
    assert broken is not None
    assert broken.seq == seq


def test_a_row_that_cannot_be_read_is_a_sentence(url: str, cluster: Cluster, journal: PostgresJournal) -> None:
    begin(journal)
    cluster.sql("SET session_replication_role = replica", "UPDATE events SET at = 'yesterday'", url=url)
    with pytest.raises(SurroundingsFailed, match="changed from outside"):
        journal.read("one")
    cluster.sql("UPDATE heads SET opened_at = 'yesterday'", url=url)
    with pytest.raises(SurroundingsFailed, match="changed from outside"):
        journal.heads()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("crisis@", "nobody_here@"), 'does not let us in (FATAL:  role "nobody_here" does not exist)'),
        (("/postgres?", "/nowhere?"), 'does not let us in (FATAL:  database "nowhere" does not exist)'),
        (("host=/", "host=/not-there/"), "cannot be reached (No such file or directory)"),
    ],
)
def test_why_there_is_no_connection_is_said(url: str, change: tuple[str, str], words: str) -> None:
    with pytest.raises(SurroundingsFailed, match="nothing was stored") as failed:
        PostgresJournal(url.replace(*change), SystemClock()).heads()
    assert words in failed.value.message


def test_who_may_not_is_told_who_can(url: str, cluster: Cluster) -> None:
    cluster.sql("CREATE ROLE stranger LOGIN")
    schema = url.rsplit("%3D", 1)[1]
    cluster.sql(f"GRANT USAGE ON SCHEMA {schema} TO stranger")
    stranger = PostgresJournal(url.replace("crisis@", "stranger@", 1), SystemClock())
    with pytest.raises(SurroundingsFailed, match="this user may not do that") as failed:
        begin(stranger)
    assert "crisis store init --role" in failed.value.hint
    stranger.close()


def test_a_database_without_a_journal_says_what_to_run(cluster: Cluster) -> None:
    journal = PostgresJournal(cluster.url(), SystemClock())
    for attempt in (journal.heads, lambda: begin(journal)):
        with pytest.raises(SurroundingsFailed, match="there is no journal in") as failed:
            attempt()
        assert "crisis store init" in failed.value.hint
    journal.close()


def test_a_database_that_cannot_hold_every_character_is_refused(cluster: Cluster) -> None:
    cluster.sql("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(SurroundingsFailed, match="nothing was made"):
        create(f"postgresql://crisis@/narrow?host={cluster.folder}", SystemClock())


def test_tables_of_a_newer_version_are_read_and_not_written(
    url: str, cluster: Cluster, journal: PostgresJournal
) -> None:
    begin(journal)
    cluster.sql("UPDATE meta SET value = 99", url=url)
    assert seqs(journal.read("one")) == [1]
    for attempt in (
        lambda: add(journal, 1, done()),
        lambda: journal.beat(KeeperSeen("k1", "alder", 11, NIGHT)),
        lambda: create(url, SystemClock()),
    ):
        with pytest.raises(JournalTooNew):
            attempt()


SECRET = "hunter2-swordfish"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://pat:{SECRET}@127.0.0.1:1/crisis",
        f"postgresql://pat@127.0.0.1:1/crisis?password={SECRET}",
        f"postgresql://pat:{SECRET}@[::1/crisis",
        f"postgresql://pat:{SECRET}@127.0.0.1:port/crisis",
        f"postgresql://pat@127.0.0.1/crisis?pasword={SECRET}",
    ],
)
def test_no_password_is_ever_shown(address: str) -> None:
    with pytest.raises(CrisisError) as failed:
        PostgresJournal(address, SystemClock()).heads()
    shown = repr((failed.value, failed.value.message, failed.value.hint, failed.value.__cause__))
    assert SECRET not in shown
    assert "cannot be reached" in shown or isinstance(failed.value, UsageError)


def test_who_waits_too_long_for_somebody_s_turn_is_told(url: str) -> None:
    journal = PostgresJournal(url, SystemClock())
    begin(journal)
    journal._access._db.execute("SET lock_timeout = '50ms'")  # type: ignore[union-attr]
    with psycopg.connect(url) as other:
        other.execute("SELECT * FROM heads FOR UPDATE")
        with pytest.raises(SurroundingsFailed, match="did not let go within 5 s; nothing was stored"):
            add(journal, 1, done())
    assert seqs(add(journal, 1, done())) == [2]
    journal.close()


def test_the_waits_are_bounded(journal: PostgresJournal) -> None:
    def settings(name: str) -> str:
        return str(journal._access.read(lambda db: db.execute(f"SHOW {name}").fetchone())[0])  # type: ignore[index]

    assert settings("lock_timeout") == "5s"
    assert settings("idle_in_transaction_session_timeout") == "10s"


def test_nothing_is_believed_before_it_is_durable(url: str) -> None:
    for lax, strict in (("off", "on"), ("remote_write", "remote_write")):
        journal = PostgresJournal(url + f"%20-csynchronous_commit%3D{lax}", SystemClock())
        found = journal._access.read(lambda db: db.execute("SHOW synchronous_commit").fetchone())
        assert found == (strict,)
        journal.close()


def test_a_commit_is_heard_of_at_once(url: str, journal: PostgresJournal) -> None:
    begin(journal)
    told = threading.Event()
    watcher = PostgresJournal(url, SystemClock())
    before = watcher.version()
    watcher.watch(told.set)
    assert told.wait(5)
    waits = []
    for after in range(1, 21):
        while told.is_set() or watcher.version() != before:
            told.clear()
            before = watcher.version()
            time.sleep(0.002)
        began = time.perf_counter()
        add(journal, after, done())
        assert told.wait(1)
        assert watcher.version() != before
        waits.append(time.perf_counter() - began)
    assert sorted(waits)[10] < 0.1
    watcher.close()


def test_two_new_incidents_at_once_get_numbers_one_after_the_other(url: str) -> None:
    def work(name: str) -> None:
        journal = PostgresJournal(url, SystemClock())
        for number in range(5):
            begin(journal, f"{name}-{number}")
        journal.close()

    threads = [threading.Thread(target=work, args=(f"thread-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader = PostgresJournal(url, SystemClock())
    assert [head.number for head in reader.heads()] == list(range(1, 21))
    reader.close()
