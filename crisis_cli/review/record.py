"""The rest of the record: facts, notes, tries, items, what was blanked, clocks that jumped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.review.reading import private, told
from crisis_cli.review.rows import ClockJump, RedactionRow
from crisis_cli.review.rows_done import TryRow
from crisis_cli.review.rows_said import FactRow, ItemRow, NoteRow, UnknownFact


def fact_rows(incident: Incident, history: Sequence[e.Event]) -> tuple[FactRow, ...]:
    """What was said to be known, in the order of telling."""
    return tuple(
        FactRow(
            name=body.name,
            value=None if body.status == "unknown" else body.value,
            status=body.status,
            source=body.source,
            by=event.actor,
            moment=event.moment,
            typed_at=event.at,
            taken_back=event.seq in incident.undone,
        )
        for event in told(history)
        if isinstance(body := event.data, e.FactRecorded)
    )


def unknown_facts(incident: Incident) -> tuple[UnknownFact, ...]:
    """The facts of the playbook that are not confirmed, in its order."""
    rows: list[UnknownFact] = []
    for name, spec in incident.playbook.facts.items():
        record = incident.fact(name)
        if record is None or record.status != "confirmed":
            status = record.status if record is not None else "unknown"
            value = record.value if record is not None and status != "unknown" else None
            rows.append(UnknownFact(name, spec.ask, status, value))
    return tuple(rows)


def note_rows(incident: Incident, history: Sequence[e.Event]) -> tuple[NoteRow, ...]:
    """The notes for everybody. One that its writer took back may have been meant to be private: it stays out."""
    return tuple(
        NoteRow(body.text, event.actor, event.moment, event.at)
        for event in history
        if isinstance(body := event.data, e.NoteTaken) and not body.private and event.seq not in incident.undone
    )


def try_rows(incident: Incident) -> tuple[TryRow, ...]:
    """Who was tried by hand."""
    return tuple(TryRow(found.person, found.via, found.result, found.by, found.moment) for found in incident.tries)


def item_rows(history: Sequence[e.Event]) -> tuple[ItemRow, ...]:
    """The posts and letters that were answered on the side."""
    return tuple(
        ItemRow(body.incident, body.item, body.outcome, event.actor, event.moment)
        for event in history
        if isinstance(body := event.data, e.ItemHandled)
    )


def redaction_rows(incident: Incident, history: Sequence[e.Event]) -> tuple[RedactionRow, ...]:
    """Which words were blanked; what concerns a note that the report leaves out is left out too."""
    kinds = {event.seq: event.kind for event in history}
    left_out = private(history) | {seq for seq in incident.undone if kinds.get(seq) == e.NoteTaken.kind}
    return tuple(
        RedactionRow(body.act, kinds.get(body.act, ""), event.actor, event.moment, body.reason)
        for event in history
        if isinstance(body := event.data, e.TextRedacted) and body.act not in left_out
    )


def clock_jumps(history: Sequence[e.Event]) -> tuple[ClockJump, ...]:
    """Every jump once, however many keepers noticed it."""
    found: dict[tuple[int, int], ClockJump] = {}
    for event in history:
        if isinstance(body := event.data, e.ClockJumped):
            key = (int(event.at.timestamp()) // 10, body.seconds)
            found.setdefault(key, ClockJump(event.moment, timedelta(seconds=body.seconds)))
    return tuple(found.values())
