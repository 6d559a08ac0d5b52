"""Rules for a yes or a no to a text (DESIGN: Who may say yes)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.statement import Version
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import (
    ApprovalStanding,
    approval_standing,
    may_countersign,
    may_fill,
)
from crisis_cli.engine.asking import ask_the_next, open_entries
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_texts import current, refuse_another_text, refuse_unfinished
from crisis_cli.errors import Refused, UsageError


def _giver(batch: Batch, for_: str, via: str) -> tuple[str, frozenset[str]]:
    """Who says it, and the roles they play. Whoever began holds every role that nobody was handed: a yes recorded
    for such a role is that of the person outside who plays it, and is named by the role."""
    incident = batch.incident
    if not for_:
        return batch.actor, incident.roles_of(batch.actor)
    if not via:
        raise UsageError(f"How did {for_} say so?", f"crisis approve … --for {for_} --via phone")
    if for_ not in incident.playbook.roles:
        return for_, incident.roles_of(for_)
    holder = incident.holders.get(for_)
    stands_for_all = holder == batch.actor == incident.starter
    return (holder if holder and not stands_for_all else for_), frozenset({for_})


def _approve(batch: Batch, intent: i.Approve) -> None:
    incident = batch.incident
    state, version = current(incident, intent.statement)
    giver, roles = _giver(batch, intent.for_, intent.via)
    refuse_another_text(version, intent.sha256, f"crisis approve {intent.statement} --show")
    refuse_unfinished(incident, state, version)
    given = False
    were_open = open_entries(batch, intent.statement)
    for entry in approval_standing(incident, intent.statement, batch.at).entries:
        role = may_fill(incident, intent.statement, entry.approval, roles)
        still_open = approval_standing(batch.incident, intent.statement, batch.at).entries[entry.index].open
        if role is not None and still_open:
            _say_yes(batch, intent, version, entry.index, role, giver)
            given = True
    standing = approval_standing(batch.incident, intent.statement, batch.at)
    if not given and standing.needs_countersign and giver != version.by:
        countersigner = may_countersign(incident, intent.statement, roles)
        if countersigner is not None:
            _say_yes(batch, intent, version, -1, countersigner, giver)
            given = True
    if not given:
        raise Refused(*_why_no_yes(standing, giver, intent.statement))
    ask_the_next(batch, intent.statement, were_open)


def _say_yes(batch: Batch, intent: i.Approve, version: Version, entry: int, role: str, giver: str) -> None:
    batch.act(e.StatementApproved(intent.statement, version.round, version.sha256, entry, role, giver, intent.via))


def _why_no_yes(standing: ApprovalStanding, giver: str, statement: str) -> tuple[str, str]:
    if standing.complete:
        return f"The {statement} statement has all its yeses.", f"Publish it: crisis publish {statement}"
    return (
        f"{giver} cannot give the yes that is needed: {standing.missing}.",
        f"To record one that was given: crisis approve {statement} --for ROLE --via phone",
    )


def _reject(batch: Batch, intent: i.Reject) -> None:
    """A no of an approver sends the text back to its writer; of somebody consulted it is an objection."""
    incident = batch.incident
    state, version = current(incident, intent.statement)
    if not intent.reason.strip():
        raise UsageError("A no needs a reason.", f'crisis reject {intent.statement} --reason "…"')
    if state.is_out(version.round):
        raise Refused(
            f"This text of the {intent.statement} statement is out already.",
            f"Write a better one, which needs a yes of its own: crisis edit {intent.statement}",
        )
    giver, roles = _giver(batch, intent.for_, intent.via)
    approvals = incident.playbook.statements[intent.statement].approvals
    mine = [entry for entry in approvals if may_fill(incident, intent.statement, entry, roles)]
    if not mine:
        raise Refused(f"{giver} is not asked about this statement.", "Write a note instead: crisis note TEXT")
    objection = all(entry.consult for entry in mine)
    batch.act(
        e.StatementRejected(
            intent.statement, version.round, version.sha256, giver, intent.reason, intent.via, objection
        )
    )
    if not objection:
        _back_to_the_writer(batch, intent.statement, giver)


def _waive(batch: Batch, intent: i.Waive) -> None:
    """A finding is lived with by somebody with a name and a reason, in this round and no other."""
    _, version = current(batch.incident, intent.statement)
    if not intent.reason.strip():
        raise UsageError("Living with a finding needs a reason.", '--reason "counsel insists on this wording"')
    for words in (intent.words, *intent.also):
        batch.act(e.FindingWaived(intent.statement, version.round, intent.rule, words, intent.reason))


def _back_to_the_writer(batch: Batch, statement: str, giver: str) -> None:
    step = batch.incident.step(batch.incident.statement(statement).ready_by)
    if step is None or batch.incident.state(step.id).status is not Status.DONE:
        return
    due = step.due(opened_at=batch.at, seen_at=batch.incident.seen_at)
    if step.repeat is not None:
        due = batch.at + (step.within or timedelta())
    batch.follow(e.StepReopened(step.id, due, f"sent back by {giver}"))
    pages.announce(batch, step)


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Approve: _approve,
    i.Reject: _reject,
    i.Waive: _waive,
}
