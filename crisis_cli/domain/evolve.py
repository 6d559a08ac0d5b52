"""The fold: how each event changes an incident. Nothing is decided here; what was written down is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import (
    Ack,
    Act,
    Closed,
    FactRecord,
    Incident,
    NextWord,
    Note,
    Page,
    RungReached,
    Status,
    StepState,
    Try,
)
from crisis_cli.domain.playbook import Kind, Playbook, Step
from crisis_cli.domain.statement import No, Post, Version, Yes

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
            holders=dict(body.roles),
        )
    elif incident is None:
        raise ValueError(f"the first event of {event.incident} is {event.kind}, not incident_opened")
    elif isinstance(body, e.PlaybookSwitched):
        _switch(incident, body, read_playbook)
    else:
        _apply(body, incident, event)
    if isinstance(body, UNDOABLE):
        incident.acts.append(Act(event.seq, event.at, event.actor, body))
    incident.version = event.seq
    incident.last_at = event.at
    return incident


def _switch(incident: Incident, body: e.PlaybookSwitched, read_playbook: ReadPlaybook) -> None:
    """Steps of the same name and kind keep what happened to them; clock, facts and statements stay."""
    before = incident.playbook
    incident.playbook = read_playbook(body.playbook_text)
    incident.title = body.title
    incident.holders = dict(body.roles)
    incident.missed.clear()
    kept = {step.id for step in incident.steps() if _same(before.steps.get(step.id), step)} | set(incident.added)
    incident.states = {name: state for name, state in incident.states.items() if name in kept}


def _same(before: Step | None, now: Step) -> bool:
    return before is not None and (before.kind, before.target) == (now.kind, now.target)


@singledispatch
def _apply(body: e.Body, incident: Incident, event: e.Event) -> None:
    """What has no effect on the state: a line of the record only."""
    if isinstance(body, e.UnknownEvent):
        incident.too_new = True


def _change(incident: Incident, step: str, **changes: Any) -> None:
    incident.states[step] = replace(incident.state(step), **changes)


# --- the run ---------------------------------------------------------------------------------------------


@_apply.register
def _(body: e.SightingCorrected, incident: Incident, event: e.Event) -> None:
    incident.seen_at = body.seen_at
    incident.missed.clear()


@_apply.register
def _(body: e.IncidentClosed, incident: Incident, event: e.Event) -> None:
    incident.closed = Closed(event.moment, event.actor, body.outcome)


@_apply.register
def _(body: e.IncidentReopened, incident: Incident, event: e.Event) -> None:
    incident.closed = None


@_apply.register
def _(body: e.ActUndone, incident: Incident, event: e.Event) -> None:
    incident.undone.add(body.act)


# --- people ----------------------------------------------------------------------------------------------


@_apply.register
def _(body: e.HandoverOffered, incident: Incident, event: e.Event) -> None:
    incident.offers[body.what] = body.person


@_apply.register
def _(body: e.HandoverDeclined, incident: Incident, event: e.Event) -> None:
    incident.offers.pop(body.what, None)


@_apply.register
def _(body: e.HandedOver, incident: Incident, event: e.Event) -> None:
    incident.offers.pop(body.what, None)
    table = incident.holders if body.what in incident.playbook.roles else incident.step_owners
    if body.person:
        table[body.what] = body.person
    else:
        table.pop(body.what, None)


@_apply.register
def _(body: e.PersonWentAway, incident: Incident, event: e.Event) -> None:
    incident.away[body.person] = body.until_at


@_apply.register
def _(body: e.PersonCameBack, incident: Incident, event: e.Event) -> None:
    incident.away.pop(body.person, None)


@_apply.register
def _(body: e.PersonTried, incident: Incident, event: e.Event) -> None:
    incident.tries.append(Try(body.person, body.via, body.result, event.actor, event.moment))


# --- steps -----------------------------------------------------------------------------------------------


@_apply.register
def _(body: e.StepOpened, incident: Incident, event: e.Event) -> None:
    before = incident.state(body.step)
    incident.states[body.step] = StepState(
        status=Status.OPEN,
        round=body.round,
        rounds_done=before.rounds_done,
        first_opened_at=before.first_opened_at or event.at,
        opened_at=event.at,
        opened_seq=event.seq,
        due_at=body.due_at,
    )


@_apply.register
def _(body: e.DueMoved, incident: Incident, event: e.Event) -> None:
    _change(incident, body.step, due_at=body.due_at, overdue_since=None)


@_apply.register
def _(body: e.StepSetBack, incident: Incident, event: e.Event) -> None:
    _change(incident, body.step, status=Status.WAITING, due_at=None, ended=False)


@_apply.register
def _(body: e.StepNotNeeded, incident: Incident, event: e.Event) -> None:
    _settle(incident, body.step, Status.NOT_NEEDED, event, reason=body.why)


@_apply.register
def _(body: e.RepetitionEnded, incident: Incident, event: e.Event) -> None:
    status = Status.DONE if incident.state(body.step).rounds_done else Status.NOT_NEEDED
    _settle(incident, body.step, status, event, reason=body.why, ended=True)


@_apply.register
def _(body: e.StepAcknowledged, incident: Incident, event: e.Event) -> None:
    acks = (*incident.state(body.step).acks, Ack(body.person, event.moment, body.until_at))
    _change(incident, body.step, acks=acks)


@_apply.register
def _(body: e.AckWithdrawn, incident: Incident, event: e.Event) -> None:
    acks = list(incident.state(body.step).acks)
    last = max((index for index, ack in enumerate(acks) if ack.person == body.person), default=None)
    if last is not None:
        del acks[last]
    _change(incident, body.step, acks=tuple(acks))


@_apply.register
def _(body: e.StepDone, incident: Incident, event: e.Event) -> None:
    done = incident.state(body.step).rounds_done + 1
    _settle(incident, body.step, Status.DONE, event, rounds_done=done)
    step = incident.step(body.step)
    if step is not None and step.kind is Kind.DRAFT:
        state = incident.statement(step.target)
        incident.statements[step.target] = replace(state, ready=state.round)


@_apply.register
def _(body: e.StepAnswered, incident: Incident, event: e.Event) -> None:
    done = incident.state(body.step).rounds_done + 1
    _settle(incident, body.step, Status.DONE, event, answer=body.choice, rounds_done=done)


@_apply.register
def _(body: e.StepSkipped, incident: Incident, event: e.Event) -> None:
    _settle(incident, body.step, Status.SKIPPED, event, reason=body.reason)


def _settle(incident: Incident, step: str, status: Status, event: e.Event, **changes: Any) -> None:
    _change(
        incident,
        step,
        status=status,
        settled_at=event.moment,
        settled_recorded_at=event.at,
        settled_by=event.actor,
        **changes,
    )
    found = incident.step(step)
    if found is None or status is Status.NOT_NEEDED:
        return
    statement = incident.statement(found.target)
    given_up = found.kind is Kind.DRAFT and status is Status.SKIPPED and statement.round > statement.ready
    if found.kind is Kind.PUBLISH or given_up:
        incident.statements[found.target] = replace(statement, shut=statement.round)
    if found.kind in (Kind.APPROVE, Kind.PUBLISH):
        _change(incident, step, round=statement.round)


@_apply.register
def _(body: e.StepReopened, incident: Incident, event: e.Event) -> None:
    state = incident.state(body.step)
    undone = state.status is Status.DONE
    _change(
        incident,
        body.step,
        status=Status.OPEN,
        opened_seq=event.seq,
        opened_at=event.at,
        due_at=body.due_at,
        overdue_since=None,
        rungs=(),
        acks=(),
        answer=None,
        settled_at=None,
        settled_recorded_at=None,
        ended=False,
        rounds_done=max(state.rounds_done - undone, 0),
    )
    found = incident.step(body.step)
    if found is not None and found.target and found.kind is not Kind.APPROVE:
        statement = incident.statement(found.target)
        field = "ready" if found.kind is Kind.DRAFT else "shut"
        before = min(getattr(statement, field), statement.round - 1)
        incident.statements[found.target] = replace(statement, **{field: max(before, 0)})


@_apply.register
def _(body: e.ItemChecked, incident: Incident, event: e.Event) -> None:
    checked = incident.state(body.step).checked
    _change(incident, body.step, checked=checked | {body.item} if body.checked else checked - {body.item})


@_apply.register
def _(body: e.StepAdded, incident: Incident, event: e.Event) -> None:
    role = body.owner if body.owner in incident.playbook.roles else None
    incident.added[body.step] = Step(id=body.step, kind=Kind.DO, role=role, title=body.text, after=())
    if body.owner and role is None:
        incident.step_owners[body.step] = body.owner
    incident.states[body.step] = StepState(
        status=Status.OPEN,
        round=1,
        first_opened_at=event.at,
        opened_at=event.at,
        opened_seq=event.seq,
        due_at=body.due_at,
    )


# --- timers and pages ------------------------------------------------------------------------------------


@_apply.register
def _(body: e.StepFellOverdue, incident: Incident, event: e.Event) -> None:
    _change(incident, body.step, overdue_since=body.due_at)


@_apply.register
def _(body: e.RungFired, incident: Incident, event: e.Event) -> None:
    _reached(incident, body.step, RungReached(body.rung, body.role, body.person, body.fired_at, body.until_at))


@_apply.register
def _(body: e.RungPassed, incident: Incident, event: e.Event) -> None:
    _reached(incident, body.step, RungReached(body.rung, body.role, "", body.fired_at, None))


def _reached(incident: Incident, step: str, rung: RungReached) -> None:
    _change(incident, step, rungs=(*incident.state(step).rungs, rung))


@_apply.register
def _(body: e.PageQueued, incident: Incident, event: e.Event) -> None:
    incident.pages[body.page] = Page(
        id=body.page,
        about=body.about,
        step=body.step,
        person=body.person,
        text=body.text,
        due_at=body.due_at,
        late_seconds=body.late_seconds,
        queued_at=event.at,
    )
    incident.waiting_pages[body.page] = None


@_apply.register
def _(body: e.PageAttempted, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="attempted", attempts=body.attempt, retry_at=body.lease_at)


@_apply.register
def _(body: e.PageSent, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="sent", retry_at=None, sent_at=event.moment)


@_apply.register
def _(body: e.PageFailed, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="queued" if body.retry_at else "failed", retry_at=body.retry_at)


@_apply.register
def _(body: e.PageDropped, incident: Incident, event: e.Event) -> None:
    _page(incident, body.page, state="dropped", retry_at=None)


def _page(incident: Incident, page: str, **changes: Any) -> None:
    now = replace(incident.pages[page], **changes)
    incident.pages[page] = now
    if now.state in ("sent", "failed", "dropped"):
        incident.waiting_pages.pop(page, None)


@_apply.register
def _(body: e.PromiseMissed, incident: Incident, event: e.Event) -> None:
    incident.missed[body.promise] = body.due_at


@_apply.register
def _(body: e.ConsultLapsed, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    incident.statements[body.statement] = replace(state, lapsed=(*state.lapsed, (body.round, body.entry)))


# --- facts and notes -------------------------------------------------------------------------------------


@_apply.register
def _(body: e.FactRecorded, incident: Incident, event: e.Event) -> None:
    record = FactRecord(body.value, body.status, body.source, event.actor, event.moment, event.seq)
    incident.facts[body.name] = (*incident.facts.get(body.name, ()), record)


@_apply.register
def _(body: e.NoteTaken, incident: Incident, event: e.Event) -> None:
    incident.notes[event.seq] = Note(body.text, event.actor, event.moment, body.private)


@_apply.register
def _(body: e.NoteStruck, incident: Incident, event: e.Event) -> None:
    if body.note in incident.notes:
        incident.notes[body.note] = replace(incident.notes[body.note], struck=True)


# --- statements ------------------------------------------------------------------------------------------


@_apply.register
def _(body: e.StatementDrafted, incident: Incident, event: e.Event) -> None:
    _new_text(incident, body.statement, body.round, _version(body, event, drafted=True))


@_apply.register
def _(body: e.StatementEdited, incident: Incident, event: e.Event) -> None:
    _new_text(incident, body.statement, body.round, _version(body, event, drafted=False))


def _version(body: e.StatementDrafted | e.StatementEdited, event: e.Event, *, drafted: bool) -> Version:
    return Version(
        round=body.round,
        text=body.text,
        sha256=body.sha256,
        by=event.actor,
        at=event.moment,
        seq=event.seq,
        drafted=drafted,
        facts=body.facts if isinstance(body, e.StatementDrafted) else (),
        template_sha256=body.template_sha256 if isinstance(body, e.StatementDrafted) else "",
    )


def _new_text(incident: Incident, name: str, round_: int, version: Version) -> None:
    """A text is ready at once when no draft step of its statement is still to be done."""
    state = incident.statement(name)
    drafts = (step for step in incident.playbook.steps_of(name) if step.kind is Kind.DRAFT)
    still_writing = any(incident.state(step.id).status in (Status.OPEN, Status.WAITING) for step in drafts)
    incident.statements[name] = replace(
        state,
        round=round_,
        ready=state.ready if still_writing else round_,
        versions=(*state.versions, version),
    )


@_apply.register
def _(body: e.StatementApproved, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    yes = Yes(
        round=body.round,
        sha256=body.sha256,
        entry=body.entry,
        role=body.role,
        giver=body.giver,
        via=body.via,
        recorded_by=event.actor,
        moment=event.moment,
    )
    incident.statements[body.statement] = replace(state, yeses=(*state.yeses, yes))


@_apply.register
def _(body: e.ApprovalWithdrawn, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    key = (body.round, body.sha256, body.entry, body.giver)
    kept = tuple(yes for yes in state.yeses if (yes.round, yes.sha256, yes.entry, yes.giver) != key)
    incident.statements[body.statement] = replace(state, yeses=kept)


@_apply.register
def _(body: e.StatementRejected, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    no = No(
        round=body.round,
        sha256=body.sha256,
        giver=body.giver,
        reason=body.reason,
        via=body.via,
        recorded_by=event.actor,
        moment=event.moment,
        objection=body.objection,
    )
    incident.statements[body.statement] = replace(state, noes=(*state.noes, no))


@_apply.register
def _(body: e.StatementPosted, incident: Incident, event: e.Event) -> None:
    _post(incident, body.statement, body.round, body.channel, event, sha256=body.sha256, url=body.url)


@_apply.register
def _(body: e.ChannelSkipped, incident: Incident, event: e.Event) -> None:
    _post(incident, body.statement, body.round, body.channel, event, skipped=body.reason or "no reason given")


def _post(
    incident: Incident,
    name: str,
    round_: int,
    channel: str,
    event: e.Event,
    *,
    sha256: str = "",
    url: str = "",
    skipped: str = "",
) -> None:
    state = incident.statement(name)
    post = Post(round_, channel, sha256, url, event.actor, event.moment, skipped)
    incident.statements[name] = replace(state, posts=(*state.posts, post))


@_apply.register
def _(body: e.PostStruck, incident: Incident, event: e.Event) -> None:
    state = incident.statement(body.statement)
    kept = tuple(post for post in state.posts if (post.round, post.channel) != (body.round, body.channel))
    incident.statements[body.statement] = replace(state, posts=kept)


@_apply.register
def _(body: e.NextWordPromised, incident: Incident, event: e.Event) -> None:
    incident.words.append(NextWord(body.statement, body.next_at, event.moment))
