"""Who is to be told what, put in the outbox: what, why you, until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.events import PageDropped, PageQueued
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine.batch import Batch

LATE = timedelta(seconds=5)
"""A page later than this after its moment says so; a keeper looks once a second (DESIGN: Time)."""


def queue(
    batch: Batch, about: str, step: str, person: str, text: str, *, due_at: datetime | None = None, late: timedelta
) -> None:
    """Put one page in the outbox; its number is short enough to read over the phone."""
    number = str(len(batch.incident.pages) + 1)
    seconds = int(late.total_seconds()) if late > LATE else 0
    batch.follow(PageQueued(number, about, step, person, text, due_at, seconds))


def announce(batch: Batch, step: Step) -> None:
    """Tell those concerned that a step has opened: its owner, the approvers of a text that is being written."""
    incident = batch.incident
    state = incident.state(step.id)
    owner = incident.owner(step.id, batch.at)
    if owner is None:
        text = f"Nobody holds this: {step.title}. Give it to somebody."
        queue(batch, "unheld", step.id, _in_charge(incident), text, due_at=state.due_at, late=timedelta())
    elif owner != batch.actor:
        queue(batch, "turn", step.id, owner, f"Your turn: {step.title}", due_at=state.due_at, late=timedelta())
    if step.kind is Kind.DRAFT:
        for person in _approvers(incident, step.target, batch.at):
            text = f"Heads-up: the {step.target} statement is being written; your word on it will be needed."
            queue(batch, "heads_up", step.id, person, text, due_at=state.due_at, late=timedelta())


def notify(batch: Batch, step: Step) -> None:
    """Put the pages of a notify step in the outbox, one a person."""
    for person in _people(batch.incident, step.notify, batch.at):
        queue(batch, "notify", step.id, person, step.guidance or step.title, late=timedelta())


def drop_settled(batch: Batch) -> None:
    """Take pages out of the outbox that ask for what has been settled: no page after the act."""
    for page in batch.incident.unsent_pages():
        over = batch.incident.closed is not None or batch.incident.is_settled(page.step)
        if page.state == "queued" and page.about not in ("notify", "handover") and over:
            batch.follow(PageDropped(page.id, "settled before it was sent"))


def _approvers(incident: Incident, statement: str, at: datetime) -> list[str]:
    spec = incident.playbook.statements.get(statement)
    roles = tuple(role for approval in spec.approvals for role in approval.roles) if spec else ()
    return _people(incident, roles, at)


def _people(incident: Incident, roles: tuple[str, ...], at: datetime) -> list[str]:
    found = (incident.holder(role, at) for role in roles)
    return list(dict.fromkeys(person for person in found if person))


def _in_charge(incident: Incident) -> str:
    """Whoever holds the lead, else whoever began."""
    return incident.holders.get("lead") or incident.starter
