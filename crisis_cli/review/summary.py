"""The review of a run: the summary a director asks for, the promises, and all the rows put together."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.promises import PromiseState, promise_states
from crisis_cli.domain.scenario import Scenario
from crisis_cli.review.decisions import decision_rows
from crisis_cli.review.drill.rows import DrillSummary
from crisis_cli.review.drill.told import drill_rows
from crisis_cli.review.freezing import freeze_rows
from crisis_cli.review.gaps import keeper_gaps
from crisis_cli.review.pages import page_rows
from crisis_cli.review.public import first_statement, word_rows
from crisis_cli.review.reading import InForce, title_of
from crisis_cli.review.record import (
    clock_jumps,
    fact_rows,
    item_rows,
    note_rows,
    redaction_rows,
    try_rows,
    unknown_facts,
)
from crisis_cli.review.rows import ChainHead, Review, Summary
from crisis_cli.review.rows_done import DecisionRow, PromiseRow, StepRow
from crisis_cli.review.statements import statement_rows
from crisis_cli.review.steps import left_open, step_rows
from crisis_cli.review.waiting import totals, waits

DECIDED = ("answer", "answer_changed", "approval", "countersignature", "rejection", "skip", "switch", "close")
"""Decisions that a director means by "who decided"."""

LONGEST_INITIALS = 3
"""A role's id of at most so many letters is read as initials: ceo, coo, cfo."""

BY_ITSELF = (
    e.IncidentOpened,
    e.StepOpened,
    e.StepNotNeeded,
    e.StepSetBack,
    e.RepetitionEnded,
    e.DueMoved,
    e.StepFellOverdue,
    e.RungPassed,
    e.PageQueued,
    e.PageAttempted,
    e.PageSent,
    e.PageFailed,
    e.PageDropped,
    e.PromiseMissed,
    e.ConsultLapsed,
    e.ClockJumped,
    e.ShiftChanged,
    e.IncidentClosed,
    e.IncidentReopened,
)
"""What happens without anybody doing anything, apart from beginning and ending."""


def review(
    incident: Incident,
    history: Sequence[e.Event],
    *,
    at: datetime | None = None,
    read_playbook: ReadPlaybook | None = None,
    scenario: Scenario | None = None,
    earlier: Sequence[DrillSummary] = (),
) -> Review:
    """The record of the run whose whole history this is. `at`: the moment of looking at one that is still open;
    None: that of its last event. `read_playbook` turns the pinned text from before a switch back, so that what
    was decided under it is told in its words; without it, by the names. `scenario`: the one that a drill is pinned
    to, for its objectives; without it they are left out. `earlier`: the drills that its trend is drawn from."""
    in_force = InForce(incident, history, read_playbook)
    as_of = incident.clock_stops(max(at or history[-1].at, history[-1].at))
    steps = step_rows(incident, history, as_of, in_force)
    decisions = decision_rows(incident, history, in_force)
    promises = tuple(_promise(incident, state, as_of) for state in promise_states(incident, as_of))
    waited = waits(steps, as_of, incident.playbook)
    return Review(
        incident=incident.id,
        title=incident.title,
        playbook=incident.playbook.id,
        playbook_sha256=hashlib.sha256(incident.playbook.text.encode()).hexdigest(),
        drill=incident.drill,
        item=incident.item,
        linked=incident.linked,
        as_of=as_of,
        open=incident.closed is None,
        empty=_nothing_happened(history),
        summary=_summary(incident, promises, steps, decisions),
        promises=promises,
        next_words=word_rows(incident, history, as_of),
        steps=steps,
        left_open=left_open(incident, as_of),
        pages=page_rows(incident, history, in_force),
        decisions=decisions,
        statements=statement_rows(incident, history, in_force),
        unknown=unknown_facts(incident),
        facts=fact_rows(incident, history),
        tries=try_rows(incident),
        items=item_rows(history),
        notes=note_rows(incident, history),
        redactions=redaction_rows(incident, history),
        clock_jumps=clock_jumps(history),
        keeper_gaps=keeper_gaps(history, in_force),
        newer_events=sum(isinstance(event.data, e.UnknownEvent) for event in history),
        chain_head=ChainHead(history[-1].seq, history[-1].hash),
        waits=waited,
        waited_for=totals(waited),
        exercise=drill_rows(incident, history, scenario) if scenario is not None else None,
        earlier=tuple(earlier),
        freezes=freeze_rows(incident, history),
    )


def _nothing_happened(history: Sequence[e.Event]) -> bool:
    """Whether nobody did anything but open it (with the facts given then), close it, or write a private note."""
    opening = history[0]
    for event in history:
        body = event.data
        at_opening = event.at == opening.at and isinstance(body, e.FactRecorded | e.StepDone)
        unseen = isinstance(body, e.NoteTaken) and body.private
        by_its_time = isinstance(body, e.RungFired) and body.why == "due"
        if not (isinstance(body, BY_ITSELF) or at_opening or unseen or by_its_time):
            return False
    return True


def _promise(incident: Incident, state: PromiseState, as_of: datetime) -> PromiseRow:
    margin = None
    if state.due_at is not None and state.status != "released":
        margin = state.due_at - (state.kept_at or as_of)
    return PromiseRow(
        name=state.promise.name,
        title=_titled(state.promise.name, incident.playbook.roles),
        within=state.promise.within,
        counts_from=state.promise.counts_from,
        kept_by=state.promise.kept_by,
        kept_by_title=title_of(incident, state.promise.kept_by),
        due_at=state.due_at,
        status=state.status,
        kept_at=state.kept_at,
        margin=margin,
    )


def _titled(name: str, roles: Container[str]) -> str:
    """A promise's name as words: `ceo_in_person` is CEO in person, where `ceo` is a role."""
    words = name.split("_")
    shown = [word.upper() if len(word) <= LONGEST_INITIALS and word in roles else word for word in words]
    title = " ".join(shown)
    return f"{title[:1].upper()}{title[1:]}"


def _summary(
    incident: Incident,
    promises: Sequence[PromiseRow],
    steps: Sequence[StepRow],
    decisions: Sequence[DecisionRow],
) -> Summary:
    counts = [promise.status for promise in promises]
    word, closed = incident.next_word, incident.closed
    deciders = [row.by for row in decisions if row.kind in DECIDED and not row.taken_back]
    finished = [row for row in steps if row.outcome in ("done", "answered") and not row.taken_back]
    return Summary(
        seen_at=incident.seen_at,
        noticed_at=incident.opened_at,
        noticed_after=incident.opened_at - incident.seen_at,
        starter=incident.starter,
        first_statement=first_statement(incident),
        promises_kept=counts.count("kept"),
        promises_missed=counts.count("missed"),
        promises_released=counts.count("released"),
        promises_open=counts.count("open"),
        steps_late=sum(row.late is not None and row.late.total_seconds() > 0 for row in steps),
        steps_done=len(finished),
        decided_by=tuple(dict.fromkeys(deciders)),
        next_word_at=word.at if word is not None else None,
        next_word_in=word.statement if word is not None else "",
        closed_at=closed.at if closed is not None else None,
        closed_by=closed.by if closed is not None else "",
        outcome=closed.outcome if closed is not None else "",
    )
