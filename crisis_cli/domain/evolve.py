"""The fold: how each event changes an incident. Nothing is decided here; what was written down is believed.

This file has the way in and the run as a whole; steps, people, timers and statements have a file each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.evolve_drill import DRILL
from crisis_cli.domain.evolve_freezing import FREEZING
from crisis_cli.domain.evolve_people import PEOPLE
from crisis_cli.domain.evolve_sending import SENDING
from crisis_cli.domain.evolve_statements import STATEMENTS
from crisis_cli.domain.evolve_steps import STEPS
from crisis_cli.domain.evolve_timers import TIMERS
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.domain.records import Act, Closed, FactRecord, Note

ReadPlaybook = Callable[[str], Playbook]
"""Turns a pinned text back into its playbook; `files/` has the real one."""

UNDOABLE = (
    e.StepAnswered,
    e.StepDone,
    e.StepSkipped,
    e.StepAcknowledged,
    e.StepAdded,
    e.ItemChecked,
    e.FactRecorded,
    e.NoteTaken,
    e.HandoverOffered,
    e.HandedOver,
    e.PersonWentAway,
    e.StatementDrafted,
    e.StatementEdited,
    e.StatementApproved,
    e.StatementPosted,
    e.ChannelSkipped,
    e.PostWithdrawn,
    e.PostLookedFor,
    e.FindingWaived,
    e.SightingCorrected,
    e.IncidentClosed,
)
"""The acts of a person that can be taken back."""


def replay(events: Iterable[e.Event], read_playbook: ReadPlaybook) -> Incident | None:
    """The incident after all these events; None when there are none."""
    incident: Incident | None = None
    for event in events:
        incident = evolve(incident, event, read_playbook)
    return incident


def evolve(incident: Incident | None, event: e.Event, read_playbook: ReadPlaybook) -> Incident:
    """The incident after one more event; changes and returns the one handed in."""
    body = event.data
    if isinstance(body, e.IncidentOpened):
        incident = Incident(
            id=event.incident,
            playbook=read_playbook(body.playbook_text),
            title=body.title,
            seen_at=body.seen_at,
            opened_at=event.at,
            starter=body.starter,
            drill=body.drill,
            item=body.item,
            linked=body.linked,
            team=body.team,
            holders=dict(body.roles),
        )
    elif incident is None:
        raise ValueError(f"the first event of {event.incident} is {event.kind}, not incident_opened")
    elif isinstance(body, e.PlaybookSwitched):
        _switch(incident, body, event, read_playbook)
    elif fold := _FOLDS.get(type(body)):
        fold(body, incident, event)
    if isinstance(body, UNDOABLE) and _is_an_act(incident, body, event):
        incident.acts.append(Act(event.seq, event.at, event.actor, body))
    incident.version = event.seq
    incident.last_at = event.at
    return incident


def _is_an_act(incident: Incident, body: e.Body, event: e.Event) -> bool:
    """Not what an undo mended, and not what a step did by itself."""
    step = incident.step(body.step) if isinstance(body, e.StepDone) else None
    return event.at != incident.mended_at and not (step is not None and step.kind is Kind.NOTIFY)


def _switch(incident: Incident, body: e.PlaybookSwitched, event: e.Event, read_playbook: ReadPlaybook) -> None:
    """Steps of the same name and kind keep what happened to them; clock, facts and statements stay, but a yes
    only where the new playbook asks the same people for it."""
    before = incident.playbook
    incident.playbook = read_playbook(body.playbook_text)
    incident.title = body.title
    incident.holders, incident.shifts = dict(body.roles), {}
    incident.people_moved_at = event.at
    kept = {step.id for step in incident.steps() if _same(before.steps.get(step.id), step)} | set(incident.added)
    incident.states = {name: state for name, state in incident.states.items() if name in kept}
    for name, statement in incident.statements.items():
        asked, asks = _asked(before, name), _asked(incident.playbook, name)
        yeses = tuple(yes for yes in statement.yeses if asked.get(yes.entry) == asks.get(yes.entry))
        incident.statements[name] = replace(statement, yeses=yeses, void=())


def _asked(playbook: Playbook, statement: str) -> dict[int, object]:
    """Who is asked, by the number of the entry; a countersignature hangs on all of them."""
    spec = playbook.statements.get(statement)
    roles = [approval.roles for approval in spec.approvals] if spec else []
    return {-1: roles, **dict(enumerate(roles))}


def _same(before: Step | None, now: Step) -> bool:
    return before is not None and (before.kind, before.target) == (now.kind, now.target)


def _sighting_corrected(body: e.SightingCorrected, incident: Incident, event: e.Event) -> None:
    incident.seen_at = body.seen_at


def _closed(body: e.IncidentClosed, incident: Incident, event: e.Event) -> None:
    incident.closed = Closed(event.moment, event.actor, body.outcome)


def _reopened(body: e.IncidentReopened, incident: Incident, event: e.Event) -> None:
    incident.closed = None


def _fact_recorded(body: e.FactRecorded, incident: Incident, event: e.Event) -> None:
    record = FactRecord(body.value, body.status, body.source, event.actor, event.moment, event.seq, event.at)
    incident.facts[body.name] = (*incident.facts.get(body.name, ()), record)


def _note_taken(body: e.NoteTaken, incident: Incident, event: e.Event) -> None:
    incident.notes[event.seq] = Note(body.text, event.actor, event.moment, body.private)


def _note_struck(body: e.NoteStruck, incident: Incident, event: e.Event) -> None:
    if note := incident.notes.get(body.note):
        incident.notes[body.note] = Note(note.text, note.by, note.moment, note.private, struck=True)


def _act_undone(body: e.ActUndone, incident: Incident, event: e.Event) -> None:
    incident.undone.add(body.act)
    incident.mended_at = event.at


def _unknown(body: e.UnknownEvent, incident: Incident, event: e.Event) -> None:
    incident.too_new = True


# Each fold takes the very class it is listed for; a mapping cannot say so to the type checker.
# What is not listed has no effect on the state: a line of the record only.
_FOLDS: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    **PEOPLE,
    **STEPS,
    **TIMERS,
    **STATEMENTS,
    **SENDING,
    **DRILL,
    **FREEZING,
    e.SightingCorrected: _sighting_corrected,
    e.IncidentClosed: _closed,
    e.IncidentReopened: _reopened,
    e.FactRecorded: _fact_recorded,
    e.NoteTaken: _note_taken,
    e.NoteStruck: _note_struck,
    e.ActUndone: _act_undone,
    e.UnknownEvent: _unknown,
}
