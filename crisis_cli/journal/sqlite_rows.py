"""The journal's rows in SQLite: what is asked, what is written, and rows as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from crisis_cli.domain.events import Event
from crisis_cli.domain.journal import Head
from crisis_cli.journal.canonical import moment_text
from crisis_cli.journal.codec import Draft, Line
from crisis_cli.journal.heads import summary_of

_HEAD = "incident, number, seq, hash, opened_at, playbook, title, drill, open, next_due, last_at, stored_at"
HEADS = f"SELECT {_HEAD} FROM heads"

END = """
SELECT meta.value, coalesce(number, 0), coalesce(seq, 0), coalesce(hash, ''), coalesce(last_at, '')
FROM meta LEFT JOIN heads ON heads.incident = ? WHERE meta.name = 'schema_version'
"""
"""The schema's version, and the incident's number, last seq, last hash and last moment (0 and '': it is new)."""

_PLACES = "place BETWEEN (number << 32) + ? + 1 AND (number << 32) + 4294967295"
LINES = f"""
SELECT events.incident, events.place & 4294967295, id, v, at, happened_at, actor, kind, data, events.hash, texts
FROM heads JOIN events ON events.{_PLACES}
LEFT JOIN prose ON prose.place = events.place
WHERE heads.incident = ? ORDER BY events.place
"""
"""The lines behind a seq of an incident, each with its free texts or NULL."""

KINDS = f"""
SELECT place & 4294967295, kind, v FROM heads JOIN events ON {_PLACES} WHERE heads.incident = ? ORDER BY place
"""

_NEW_HEAD = """
INSERT INTO heads (incident, opened_at, seq, hash, last_at, stored_at, playbook, title, drill, open)
VALUES (?, ?, 0, '', '', '', '', '', 0, 1)
"""
_END_MOVED = "UPDATE heads SET seq = ?, hash = ?, last_at = ?, stored_at = ?, next_due = ? WHERE number = ?"


def insert(
    db: sqlite3.Connection,
    number: int,
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    events: Sequence[Event],
    next_due: datetime | None,
    now: datetime,
) -> None:
    """Write one batch and what it derives; `number` 0: a new incident. IntegrityError: an id is stored already."""
    last = lines[-1]
    if not number:
        number = db.execute(_NEW_HEAD, (last[0], lines[0][4])).lastrowid or 0
    start = number << 32
    db.executemany(f"INSERT INTO events VALUES (?, {start} + ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines)
    for line, draft in zip(lines, drafts, strict=True):
        if draft[4]:
            db.execute("INSERT INTO prose VALUES (?, ?)", (start + line[1], draft[4]))
    due = None if next_due is None else moment_text(next_due)
    db.execute(_END_MOVED, (last[1], last[9], last[4], moment_text(now), due, number))
    for name, said in summary_of(events).items():
        db.execute(f"UPDATE heads SET {name} = ? WHERE number = ?", (said, number))


def fill(db: sqlite3.Connection, kept: Sequence[tuple[Head, list[tuple[*Line, str | None]]]]) -> bool:
    """Write whole incidents as they were elsewhere; False, and nothing written, if there is anything already."""
    if db.execute("SELECT 1 FROM heads UNION ALL SELECT 1 FROM events LIMIT 1").fetchone():
        return False
    for head, lines in kept:
        start = head.number << 32
        row = [moment_text(value) if isinstance(value, datetime) else value for value in astuple(head)]
        db.execute(f"INSERT INTO heads ({_HEAD}) VALUES ({', '.join('?' * len(row))})", row)
        for line in lines:
            db.execute(f"INSERT INTO events VALUES (?, {start} + ?, ?, ?, ?, ?, ?, ?, ?, ?)", line[:-1])
            if line[-1] is not None:
                db.execute("INSERT INTO prose VALUES (?, ?)", (start + line[1], line[-1]))
    return True


def blank(db: sqlite3.Connection, incident: str, seq: int) -> None:
    """Delete the free texts of one event."""
    number = "(SELECT number FROM heads WHERE incident = ?)"
    db.execute(f"DELETE FROM prose WHERE place = ({number} << 32) + ?", (incident, seq))


def chain(db: sqlite3.Connection, incident: str) -> tuple[list[Any], tuple[int, str] | None, int]:
    """The rows of LINES, what was recorded as their end, and how many events claim to be of this incident.

    What cannot be decoded is read all the same: a changed byte need not be UTF-8.
    """
    try:
        return _chain(db, incident)
    except sqlite3.OperationalError as error:
        if "could not decode" not in str(error).lower():
            raise
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        return _chain(db, incident)
    finally:
        db.text_factory = str


def _chain(db: sqlite3.Connection, incident: str) -> tuple[list[Any], tuple[int, str] | None, int]:
    db.execute("BEGIN")  # all three of one moment
    try:
        rows = db.execute(LINES, (-1, incident)).fetchall()
        head = db.execute("SELECT seq, hash FROM heads WHERE incident = ?", (incident,)).fetchone()
        strays = db.execute("SELECT count(*) FROM events WHERE incident = ?", (incident,)).fetchone()[0]
    finally:
        db.execute("ROLLBACK")
    return rows, head, strays


def head(row: tuple[str, int, int, str, str, str, str, int, int, str | None, str, str]) -> Head:
    """A row of HEADS as a value."""
    incident, number, seq, hash_, opened_at, playbook, title, drill, open_, next_due, last_at, stored_at = row
    due = datetime.fromisoformat(next_due) if next_due else None
    opened, last, stored = map(datetime.fromisoformat, (opened_at, last_at, stored_at))
    return Head(incident, number, seq, hash_, opened, playbook, title, bool(drill), bool(open_), due, last, stored)
