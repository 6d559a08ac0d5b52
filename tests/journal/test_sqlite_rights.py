"""Who may read what, and what is said to those who may not."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import FakeClock
from tests.journal.conftest import WAL_IS_SAFE, WAL_IS_UNSAFE
from tests.journal.files import POSIX, READ_ONLY, in_another_process
from tests.journal.samples import begin, done, note


@POSIX
@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
def test_only_the_owner_can_read_what_was_said_at_night(
    path: Path, clock: FakeClock, version: tuple[int, int, int]
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    begin(journal)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert len(modes) >= 2
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    journal.close()


@POSIX
@pytest.mark.parametrize("version", [WAL_IS_UNSAFE, WAL_IS_SAFE])
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_journal_that_may_only_be_read_can_be_read(
    path: Path, clock: FakeClock, version: tuple[int, int, int], what: str
) -> None:
    journal = SqliteJournal(path, clock, sqlite_version=version)
    begin(journal, "one", note(), done(), done(), done())
    journal.close()
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    if what != "folder":
        for file in path.parent.iterdir():
            file.chmod(0o400)
    if what != "file":
        path.parent.chmod(0o500)
    try:
        read, refused = in_another_process(READ_ONLY, str(path)).splitlines()
    finally:
        path.parent.chmod(0o700)
    assert read == "read 5 1 None True"
    assert refused.startswith("True 4 ")
    assert str(path) in refused
    assert "CRISIS_HOME" in refused


@POSIX
def test_a_home_that_may_only_be_read_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        for where in (tmp_path / "journal.db", tmp_path / "folder" / "journal.db"):
            out = in_another_process(READ_ONLY, str(where))
            assert out.startswith("True 4 ")
            assert "Permission denied" in out
            assert "CRISIS_HOME" in out
    finally:
        tmp_path.chmod(0o700)


@POSIX
@pytest.mark.usefixtures("filled")
def test_a_journal_that_may_not_be_read_is_a_sentence(path: Path) -> None:
    path.chmod(0)
    out = in_another_process(READ_ONLY, str(path))
    assert out.startswith("True 4 ")
    assert "cannot be opened" in out
