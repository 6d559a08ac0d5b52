"""The journal's rows in PostgreSQL: what one question finds, and what one commit writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crisis_cli.domain.events import KINDS, VERSION, Event
from crisis_cli.domain.journal import Head
from crisis_cli.journal import postgresql_tables as tables
from crisis_cli.journal.canonical import moment_text
from crisis_cli.journal.codec import Draft, Line
from crisis_cli.journal.copying import Kept
from crisis_cli.journal.heads import summary_of
from crisis_cli.journal.postgresql_access import Connection


def one(db: Connection, question: str, *words: object) -> tuple[Any, ...]:
    """The first row; all that is asked by this has one."""
    return db.execute(question, words).fetchone() or ()


def behind(db: Connection, incident: str, id_: str) -> list[Kept]:
    """The lines of an incident from the event of that id on; none if it is not stored."""
    first = db.execute("SELECT seq FROM events WHERE incident = %s AND id = %s", (incident, id_))
    found = first.fetchone()
    return db.execute(tables.LINES, (incident, found[0] - 1)).fetchall() if found else []


def newer(db: Connection, incident: str, after: int) -> tuple[int, str] | None:
    """The place and the kind of an event behind `after` that only a newer version knows."""
    asked = "SELECT seq, kind FROM events WHERE incident = %s AND seq > %s AND (v > %s OR kind <> ALL(%s)) LIMIT 1"
    return db.execute(asked, (incident, after, VERSION, list(KINDS))).fetchone()


def chain(db: Connection, incident: str) -> tuple[list[Kept], tuple[int, str] | None]:
    """All lines of an incident, and what was recorded as their end; both of one moment."""
    db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    lines = db.execute(tables.LINES, (incident, 0)).fetchall()
    head = db.execute("SELECT seq, hash FROM heads WHERE incident = %s", (incident,)).fetchone()
    db.execute("COMMIT")
    return lines, head


def insert(
    db: Connection,
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    events: Sequence[Event],
    next_due: datetime | None,
    now: datetime | None,
) -> None:
    """Write one batch and what it derives. `now`: None lets the database's clock decide when it was stored.
    UniqueViolation: an id, or a place behind the same event, is stored already."""
    incident = lines[0][0]
    if lines[0][1] == 1:
        db.execute(tables.NUMBER_TURN)
        db.execute(tables.NEW_HEAD, (incident, lines[0][4]))
    for line, draft in zip(lines, drafts, strict=True):
        db.execute(tables.INSERT_EVENT, line)
        if draft[4]:
            db.execute(tables.INSERT_TEXTS, (incident, line[1], draft[4]))
    _move_head(db, lines[-1], events, next_due, now)


def _move_head(
    db: Connection, last: Line, events: Sequence[Event], next_due: datetime | None, now: datetime | None
) -> None:
    values: dict[str, object] = {"seq": last[1], "hash": last[9], "last_at": last[4], **summary_of(events)}
    values["next_due"] = None if next_due is None else moment_text(next_due)
    moved = ", ".join(f"{name} = %({name})s" for name in values)
    values["incident"] = last[0]
    values["stored_at"] = None if now is None else moment_text(now)
    db.execute(
        f"UPDATE heads SET {moved}, stored_at = coalesce(%(stored_at)s, {tables.NOW}) "  # fixed names
        "WHERE incident = %(incident)s",
        values,
    )


def fill(db: Connection, kept: Sequence[tuple[Head, list[Kept]]]) -> bool:
    """Write whole incidents as they were elsewhere; False, and nothing written, if there is anything already."""
    if db.execute("SELECT FROM heads UNION ALL SELECT FROM events LIMIT 1").fetchone() is not None:
        return False
    for head, lines in kept:
        db.execute(tables.COPIED_HEAD, tables.head_row(head))
        for line in lines:
            db.execute(tables.INSERT_EVENT, line[:-1])
            if line[-1] is not None:
                db.execute(tables.INSERT_TEXTS, (head.incident, line[1], line[-1]))
    return True
