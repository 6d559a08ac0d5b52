"""Whose word on a text is waited for now, and telling them so."""

from __future__ import annotations

from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.batch import Batch


def open_entries(batch: Batch, statement: str) -> frozenset[int]:
    """The approvals that may be given now, by their numbers."""
    entries = approval_standing(batch.incident, statement, batch.at).entries
    return frozenset(entry.index for entry in entries if entry.open)


def ask_the_next(batch: Batch, statement: str, before: frozenset[int]) -> None:
    """Whose turn it is now to say yes, or to say it again to another text, and was not before."""
    standing = approval_standing(batch.incident, statement, batch.at)
    version = batch.incident.statement(statement).current
    for step in batch.incident.playbook.steps_of(statement):
        if step.kind is Kind.APPROVE and batch.incident.state(step.id).status is Status.OPEN:
            pages.ask(
                batch, step, (entry for entry in standing.entries if entry.open and entry.index not in before)
            )
            if standing.needs_countersign and version is not None:
                pages.ask_to_countersign(batch, step, version.by)
