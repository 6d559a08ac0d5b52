"""What whoever only uses the database may do there: what the README says, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from crisis_cli.clocks import SystemClock
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.journal.postgresql import PostgresJournal
from crisis_cli.journal.postgresql_setup import create, rights
from tests.fakes import NIGHT
from tests.journal.samples import begin, done, note, redact
from tests.postgresql import Cluster

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def owners(cluster: Cluster) -> str:
    """A database of its own with a journal in it, as its owner names it."""
    cluster.sql("DROP DATABASE IF EXISTS walrus", "CREATE DATABASE walrus")
    url = f"postgresql://crisis@/walrus?host={cluster.folder}"
    create(url, SystemClock())
    return url


def the_lines() -> str:
    """The statements in the README, as they stand there."""
    (block,) = re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


def test_the_lines_in_the_readme_are_those_that_store_init_prints(owners: str) -> None:
    printed = rights(owners, SystemClock(), "crisis_app", grant=False)
    shown = the_lines().splitlines()
    assert [line.replace('"', "").replace("public.", "") for line in printed.splitlines()] == shown[1:]


def test_the_lines_in_the_readme_let_the_program_do_all_it_does_and_no_more(owners: str, cluster: Cluster) -> None:
    cluster.sql("DROP ROLE IF EXISTS crisis_app")
    cluster.sql(the_lines(), url=owners)
    theirs = owners.replace("crisis@", "crisis_app@", 1)
    clerk = PostgresJournal(theirs, SystemClock())
    begin(clerk, "one", note("Kim Fictional"), done())
    redact(clerk, 2, after=3)
    clerk.set_next_due("one", NIGHT, after=4)
    clerk.beat(KeeperSeen("k1", "alder", 11, NIGHT))
    clerk.beat(KeeperSeen("k1", "alder", 12, NIGHT))
    clerk.forget_keeper("k1")
    assert clerk.verify("one") is None
    assert clerk.read("one")[1].data.text == "[redacted]"  # type: ignore[attr-defined]
    for beyond in (
        "UPDATE events SET actor = 'kim'",
        "DELETE FROM events",
        "UPDATE prose SET texts = '{}'",
        "DELETE FROM prose",
        "DELETE FROM heads",
        "TRUNCATE events",
        "UPDATE meta SET value = 0",
        "DROP TABLE keepers",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "CREATE TABLE mine (it text)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cluster.sql(beyond, url=theirs)
    clerk.close()
    cluster.sql("DROP OWNED BY crisis_app", "DROP ROLE crisis_app", url=owners)


def test_a_text_is_blanked_only_where_an_event_says_so(cluster: Cluster) -> None:
    cluster.sql("CREATE ROLE vandal LOGIN")
    url = cluster.url()
    create(url, SystemClock())
    rights(url, SystemClock(), "vandal", grant=True)
    journal = PostgresJournal(url, SystemClock())
    begin(journal, "one", note(), note())
    vandal = url.replace("crisis@", "vandal@", 1)
    redact(journal, 2, after=3)
    cluster.sql(
        "CREATE TEMP TABLE events AS SELECT 'one' AS incident, 'text_redacted' AS kind, '{\"act\":3,}' AS data",
        "SELECT blank('one', 3)",
        url=vandal,
    )
    assert journal.verify("one") is None
    assert cluster.sql("SELECT seq FROM prose WHERE seq < 4", url=url) == [(3,)]
    journal.close()
