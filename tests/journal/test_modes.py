"""Which SQLite may keep a write-ahead log."""

from __future__ import annotations

import pytest

from crisis_cli.journal.modes import journal_mode


@pytest.mark.parametrize(
    "version", [(3, 37, 2), (3, 40, 1), (3, 44, 5), (3, 45, 1), (3, 50, 4), (3, 50, 6), (3, 51, 2), (3, 52, 0)]
)
def test_a_sqlite_with_the_wal_reset_bug_keeps_a_rollback_journal(version: tuple[int, int, int]) -> None:
    mode, why = journal_mode(version)
    assert mode == "truncate"
    assert ".".join(map(str, version)) in why
    assert "WAL-reset bug" in why


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0), (3, 60, 1), (4, 0, 0)])
def test_a_sqlite_without_it_keeps_a_write_ahead_log(version: tuple[int, int, int]) -> None:
    assert journal_mode(version)[0] == "wal"
