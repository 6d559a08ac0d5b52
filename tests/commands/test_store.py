"""`--store` and `crisis store`: a team's journal in PostgreSQL, and moving to it and back."""

from __future__ import annotations

import os

import pytest

from crisis_cli.commands import wiring
from tests.commands.conftest import Crisis
from tests.postgresql import Cluster


def test_a_run_lives_in_the_database_that_is_named(crisis: Crisis, cluster: Cluster) -> None:
    url = cluster.url()
    crisis("store", "init", url)
    crisis("run", "product-contamination", "--plain", "--seen", "now", "--no-keeper", "--store", url)
    wiring.journal().close()
    wiring.journal.cache_clear()
    there = crisis("--store", url, "status", "--json").json
    assert there["incident"].startswith("product-contamination")
    said = crisis(f"--store={url}", "doctor", code=None).out
    assert "ok   journal        postgresql://crisis@" in said
    assert "ok   postgresql" in said
    wiring.journal().close()
    wiring.journal.cache_clear()
    assert wiring.STORE not in os.environ
    assert "There is no incident yet" in crisis("status", code=2).err
    assert (crisis.home / wiring.JOURNAL_FILE).exists()


def test_init_says_what_a_role_needs_or_gives_it(crisis: Crisis, cluster: Cluster) -> None:
    url = cluster.url()
    said = crisis("store", "init", url).out
    assert "tables are made" in said
    assert "CREATE ROLE crisis_app LOGIN;" in said
    cluster.sql("CREATE ROLE night_shift LOGIN")
    said = crisis("store", "init", "--role", "night_shift", "--store", url).out
    assert "there already" in said
    assert "night_shift may read and add events" in said


def test_a_journal_moves_and_the_copy_goes_on(
    crisis: Crisis, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = crisis.begin()
    crisis("note", "typed before the move")
    before = crisis("log", "--json").out
    url, file = cluster.url(), str(crisis.home / wiring.JOURNAL_FILE)
    crisis("store", "init", url)
    said = crisis("store", "copy", file, url).out
    assert "1 incident(s)" in said
    assert "every chain whole" in said
    wiring.journal.cache_clear()
    monkeypatch.setenv(wiring.STORE, url)
    assert crisis("log", "--json").out == before
    crisis("note", "typed after it")
    assert "whole" in crisis("verify").out
    assert "nothing was overwritten" in crisis("store", "copy", file, url, code=3).err
    crisis("store", "copy", url, str(crisis.home / "back.db"))
    wiring.journal().close()
    wiring.journal.cache_clear()
    monkeypatch.setenv(wiring.STORE, str(crisis.home / "back.db"))
    assert crisis("verify", "--json").json["incidents"][0]["incident"] == name


@pytest.mark.parametrize(
    "words",
    [
        ("store", "init"),
        ("store", "init", "journal.db"),
        ("store", "copy", "postgresql://pat:hunter2@h/d"),
        ("store", "copy", "nowhere.db", "postgresql://pat:hunter2@h/d"),
        ("store", "move", "postgresql://pat:hunter2@h/d"),
        ("store", "init", "mysql://pat:hunter2@h/d"),
        ("incidents", "--store", "mysql://pat:hunter2@h/d"),
        ("incidents", "--store", "postgresql://pat:hunter2@[h/d"),
    ],
)
def test_what_makes_no_sense_is_said_without_the_password(crisis: Crisis, words: tuple[str, ...]) -> None:
    ran = crisis(*words, code=2)
    assert "hunter2" not in ran.out + ran.err
    assert "PostgreSQL" in ran.err or "crisis store" in ran.err
    assert ("anybody on this machine" in ran.err) == ("--store" in words)
