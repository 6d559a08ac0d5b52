"""Whoever changes the file from outside is found out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.sqlite import SqliteJournal
from tests.fakes import FakeClock
from tests.journal.files import outside
from tests.journal.samples import add, done


@pytest.mark.parametrize(
    "change",
    [
        "incident = 'two'",
        "id = id || 'x'",
        "v = 2",
        "at = '2026-11-22T02:00:00.000001Z'",
        "happened_at = at",
        "actor = 'kim'",
        "kind = 'step_skipped'",
        "data = replace(data, '1', '2')",
        "data = data || ' '",
        "hash = replace(hash, substr(hash, 1, 1), 'x')",
        "place = place + 7",
        "data = CAST(x'7bff7d' AS TEXT)",
        "data = x'00'",
    ],
)
def test_a_change_of_any_column_names_the_event(filled: SqliteJournal, path: Path, change: str) -> None:
    outside(path, f"UPDATE events SET {change} WHERE place & 4294967295 = 3")
    broken = filled.verify("one")
    assert broken is not None
    assert broken.seq == 3


@pytest.mark.parametrize(
    "change", ["texts = replace(texts, 'Kim', 'Kai')", "texts = texts || ' '", "texts = x'ff'"]
)
def test_a_changed_text_names_the_event(filled: SqliteJournal, path: Path, change: str) -> None:
    outside(path, f"UPDATE prose SET {change} WHERE place & 4294967295 = 2")
    broken = filled.verify("one")
    assert broken is not None
    assert broken.seq == 2


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM events WHERE place & 4294967295 = 3", 3),
        ("DELETE FROM events WHERE place & 4294967295 > 3", 4),
        ("DELETE FROM prose WHERE place & 4294967295 = 4", 4),
        ("DELETE FROM events", 1),
        ("DELETE FROM heads", 1),
        ("UPDATE heads SET seq = 4", 5),
        ("UPDATE heads SET hash = ''", 5),
        ("UPDATE heads SET number = 9", 1),
    ],
)
def test_what_was_removed_is_missed(filled: SqliteJournal, path: Path, statement: str, seq: int) -> None:
    outside(path, statement)
    broken = filled.verify("one")
    assert broken is not None
    assert broken.seq == seq


def test_one_changed_byte_of_the_file_names_the_event(filled: SqliteJournal, path: Path) -> None:
    filled.close()
    raw = path.read_bytes()
    assert raw.count(b"Kim Fictional") == 1
    path.write_bytes(raw.replace(b"Kim Fictional", b"Kim Functional"[:13]))
    reader = SqliteJournal(path, FakeClock())
    broken = reader.verify("one")
    assert broken is not None
    assert broken.seq == 2
    reader.close()


def test_events_cannot_be_changed_by_mistake(filled: SqliteJournal, path: Path) -> None:
    db = sqlite3.connect(path)
    for mistake in (
        "UPDATE events SET actor = 'kim'",
        "DELETE FROM events WHERE kind = 'note_taken'",
        "UPDATE prose SET texts = '{}'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"an event never|a text is blanked"):
            db.execute(mistake)
    db.close()
    assert filled.verify("one") is None


def test_an_envelope_that_cannot_be_read_is_a_sentence(filled: SqliteJournal, path: Path) -> None:
    outside(path, "UPDATE events SET at = 'yesterday' WHERE place & 4294967295 = 3")
    with pytest.raises(SurroundingsFailed, match="changed from outside") as failed:
        filled.read("one")
    assert "crisis verify --incident one" in failed.value.hint
    outside(path, "UPDATE events SET at = CAST(x'ff' AS TEXT) WHERE place & 4294967295 = 3")
    with pytest.raises(SurroundingsFailed, match="damaged"):
        filled.read("one")


@pytest.mark.parametrize("change", ["opened_at = 'yesterday'", "next_due = x'00'", "last_at = 'yesterday'"])
def test_a_derived_row_that_cannot_be_read_is_a_sentence(filled: SqliteJournal, path: Path, change: str) -> None:
    outside(path, f"UPDATE heads SET {change}")

    def use_it() -> None:
        filled.heads()
        add(filled, 5, done())

    with pytest.raises(SurroundingsFailed, match="changed from outside"):
        use_it()
