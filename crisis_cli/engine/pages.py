"""Who is to be told what, put in the outbox: what, why you, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from crisis_cli.domain.events import PageDropped, PageQueued
from crisis_cli.domain.incident import Incident, Page, Status
from crisis_cli.domain.playbook import Approval, Kind, Step
from crisis_cli.domain.promises import PromiseState, promise_states
from crisis_cli.engine.approvals import Entry, approval_standing
from crisis_cli.engine.batch import Batch

YES, ADVICE = "Your yes is needed", "Your advice is asked"
"""How a page to whom an approval asks begins, before a colon."""

LATE = timedelta(seconds=5)
"""A page later than this after its moment says so; a keeper looks once a second (DESIGN: Time)."""


def queue(
    batch: Batch, about: str, step: str, person: str, text: str, *, due_at: datetime | None = None, late: timedelta
) -> None:
    """Put one page in the outbox; its number is short enough to read over the phone."""
    number = str(len(batch.incident.pages) + 1)
    seconds = int(late.total_seconds()) if late > LATE else 0
    because = batch.late_because if seconds else ""
    batch.follow(PageQueued(number, about, step, person, text, due_at, seconds, because))


def announce(batch: Batch, step: Step) -> None:
    """Tell those concerned that a step has opened: its owner, everybody whose yes or advice is asked for now, the
    approvers of a text that is being written."""
    incident = batch.incident
    tell_owner(batch, step)
    if step.kind is Kind.APPROVE:
        owner = incident.owner(step.id, batch.at)
        standing = approval_standing(incident, step.target, batch.at)
        ask(
            batch,
            step,
            (entry for entry in standing.entries if entry.open and not standing.complete),
            told=owner or "",
        )
    if step.kind is Kind.DRAFT:
        for person in _approvers(incident, step.target, batch.at):
            text = f"Heads-up: the {step.target} statement is being written; your word on it will be needed."
            due = incident.state(step.id).due_at
            queue(batch, "heads_up", step.id, person, text, due_at=due, late=timedelta())


def tell_owner(batch: Batch, step: Step) -> None:
    """Tell whoever must do an open step that it is theirs; when it is nobody's, whoever is in charge."""
    incident = batch.incident
    due, owner = incident.state(step.id).due_at, incident.owner(step.id, batch.at)
    if owner is None:
        text, lead = f"Nobody holds this: {step.title}. Give it to somebody.", in_charge(incident, batch.at)
        queue(batch, "unheld", step.id, lead, text, due_at=due, late=timedelta())
    elif owner != batch.actor:
        queue(batch, "turn", step.id, owner, f"Your turn: {step.title}", due_at=due, late=timedelta())


def ask(batch: Batch, step: Step, entries: Iterable[Entry], *, told: str = "") -> None:
    """Tell those whose yes or advice is asked for now, once each; not who was `told` already, nor who acts."""
    asked = {told, batch.actor}
    for entry in entries:
        people = _people(batch.incident, entry.approval.roles, batch.at)
        if not people or asked.intersection(people):
            continue
        asked.add(people[0])
        within = entry.approval.within if entry.approval.consult else None
        due = batch.at + within if within is not None else batch.incident.state(step.id).due_at
        what = ADVICE if entry.approval.consult else YES
        queue(batch, "turn", step.id, people[0], f"{what}: {step.title}", due_at=due, late=timedelta())


def ask_to_countersign(batch: Batch, step: Step, writer: str) -> None:
    """The only yes is the writer's own: whoever is in charge, or an approver's deputy, is asked for another."""
    roles = tuple(role for approval in _approvals(batch.incident, step.target) for role in approval.roles)
    deputies = tuple(deputy for role in roles for deputy in batch.incident.playbook.deputies(role))
    people = [in_charge(batch.incident, batch.at), *_people(batch.incident, deputies, batch.at)]
    person = next((person for person in people if person != writer), None)
    if person is not None and person != batch.actor:
        text = f"A second yes is needed, {writer} wrote the text: {step.title}"
        queue(batch, "turn", step.id, person, text, due_at=batch.incident.state(step.id).due_at, late=timedelta())


def notify(batch: Batch, step: Step) -> None:
    """Put the pages of a notify step in the outbox, one a person."""
    for person in _people(batch.incident, step.notify, batch.at):
        queue(batch, "notify", step.id, person, step.guidance or step.title, late=timedelta())


def drop_stale(batch: Batch) -> None:
    """Take pages out of the outbox that ask for what has been settled: no page after the act."""
    for page in batch.incident.unsent_pages():
        if page.state == "queued" and not still_asks(batch.incident, page):
            batch.follow(PageDropped(page.id, "settled before it was sent"))


def still_asks(incident: Incident, page: Page) -> bool:
    """Whether a page still asks for something: its step is open, and in the opening that the page is about.
    What a notify step says was decided when it opened, and goes out whatever came after."""
    if page.about == "notify":
        return True
    if incident.closed is not None or page.read_by:
        return False
    if page.about == "promise":
        return page.due_at in {state.due_at for state in open_promises(incident, page.step)}
    if page.about in ("handover", "unreached", "shift") and not page.step:
        return True
    if page.about == "handover":
        return incident.step(page.step) is not None
    state = incident.state(page.step)
    of_this_opening = state.opened_at is None or page.queued_at >= state.opened_at
    answered = any(ack.person == page.person and ack.at >= page.queued_at for ack in state.acks)
    return state.status is Status.OPEN and of_this_opening and not answered and not _said_yes(incident, page)


def open_promises(incident: Incident, kept_by: str) -> list[PromiseState]:
    """Those that this step keeps and that nobody has kept yet; whether their time is up does not matter."""
    at = incident.last_at or incident.opened_at
    states = promise_states(incident, at)
    return [
        one for one in states if one.promise.kept_by == kept_by and not one.kept_at and one.status != "released"
    ]


def warn_of_promise(batch: Batch, state: PromiseState, moment: datetime) -> None:
    """Tell whoever is in charge that a promise to the public is about to be missed, or has been."""
    name = state.promise.name.replace("_", " ")
    missed = state.due_at is not None and batch.at >= state.due_at
    what = "was promised and is not out" if missed else "is promised and not out yet"
    person, step = in_charge(batch.incident, batch.at), state.promise.kept_by
    text = f"{name[:1].upper()}{name[1:]} {what}."
    queue(batch, "promise", step, person, text, due_at=state.due_at, late=batch.ago(moment))


def tell_unreached(batch: Batch, page: Page) -> None:
    """A page went nowhere and nobody is left to page instead: whoever is in charge rings that person up."""
    lead = in_charge(batch.incident, batch.at)
    if lead != page.person and page.about != "unreached":
        text = f"{page.person} could not be reached: ring them, or give it to somebody else. It was: {page.text}"
        queue(batch, "unreached", page.step, lead, text, due_at=page.due_at, late=timedelta())


def _said_yes(incident: Incident, page: Page) -> bool:
    """Whether who is asked for a yes has given it, while the step waits for somebody else's."""
    step = incident.step(page.step)
    if step is None or step.kind is not Kind.APPROVE or page.about != "turn":
        return False
    return page.person in {yes.giver for yes in incident.statement(step.target).approvals_of_current()}


def _approvers(incident: Incident, statement: str, at: datetime) -> list[str]:
    roles = tuple(role for approval in _approvals(incident, statement) for role in approval.roles)
    return _people(incident, roles, at)


def _approvals(incident: Incident, statement: str) -> tuple[Approval, ...]:
    spec = incident.playbook.statements.get(statement)
    return spec.approvals if spec is not None else ()


def _people(incident: Incident, roles: tuple[str, ...], at: datetime) -> list[str]:
    found = (incident.holder(role, at) for role in roles)
    return list(dict.fromkeys(person for person in found if person))


def in_charge(incident: Incident, at: datetime) -> str:
    """Whoever holds the lead or stands in for it, else whoever began."""
    return incident.holder("lead", at) or incident.starter
