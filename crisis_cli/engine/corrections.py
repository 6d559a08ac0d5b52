"""A published text that no longer holds opens a to-do by itself, with a clock of its own; once every address has
heard otherwise, it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.corrections import Change, changes_of, outdated
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch

CORRECT_WITHIN = timedelta(minutes=15)
"""How long a correction may take where no promise of the playbook counts from a change: our own choice, the length
that the documentation's example gives it."""


def follow_changes(batch: Batch) -> None:
    """Open what is to be corrected, end what was."""
    for name, state in tuple(batch.incident.statements.items()):
        if not state.published:
            continue
        steps = [step for step in batch.incident.added.values() if step.target == name]
        latest = steps[-1] if steps else None
        changes = outdated(batch.incident, name)
        if latest is not None and batch.incident.state(latest.id).status is Status.OPEN:
            if not changes:
                _end(batch, latest)
            elif (words := _words(name, changes)) != _told(latest):
                batch.follow(e.StepReworded(latest.id, words))
        elif new := _since(changes, _settled_at(batch.incident, latest)):
            _open(batch, name, len(steps) + 1, new)


def _settled_at(incident: Incident, step: Step | None) -> datetime | None:
    return incident.state(step.id).settled_recorded_at if step is not None else None


def _since(changes: Sequence[Change], moment: datetime | None) -> list[Change]:
    """What changed after the last correction was said to be done, by whatever means."""
    return [change for change in changes if moment is None or change.latest_at > moment]


def _open(batch: Batch, statement: str, number: int, changes: Sequence[Change]) -> None:
    incident = batch.incident
    name = f"correct-{statement}" + (f"-{number}" if number > 1 else "")
    due = min(change.changed_at for change in changes) + _within(incident)
    batch.follow(e.StepAdded(name, _words(statement, changes), due, _owner(incident, statement), statement))
    pages.tell_owner(batch, batch.incident.added[name])


def _within(incident: Incident) -> timedelta:
    promises = incident.playbook.promises.values()
    own = [promise.within for promise in promises if promise.counts_from == "change" and not promise.kept_by]
    return min(own, default=CORRECT_WITHIN)


def _owner(incident: Incident, statement: str) -> str:
    """The role that writes the statement, else one that puts it out; empty: nobody yet."""
    steps = incident.playbook.steps_of(statement)
    kinds = (Kind.DRAFT, Kind.PUBLISH, Kind.APPROVE)
    return next((step.role for kind in kinds for step in steps if step.kind is kind and step.role), "")


_LONGEST_VALUE = 40


def _words(statement: str, changes: Sequence[Change]) -> str:
    """What changed, on one line; below it each address that still says otherwise."""
    facts = {change.fact: f"{change.fact.replace('_', ' ')} {_arrow(change)}" for change in changes}
    where = {change.post.channel: f"{change.post.channel} {change.post.url}".strip() for change in changes}
    return "\n".join([f"Correct the {statement} statement: {', '.join(facts.values())}", *where.values()])


def _told(step: Step) -> str:
    return f"{step.title}\n{step.guidance}"


def _arrow(change: Change) -> str:
    before, now = (_shown(value) for value in (change.before, change.now))
    if change.only_doubted:
        return f"{before} is no longer confirmed"
    return f"{before} -> {now}"


def _shown(value: object) -> str:
    words = "not known" if value is None else str(value)
    if isinstance(value, bool):
        words = "yes" if value else "no"
    return words if len(words) <= _LONGEST_VALUE else f"{words[: _LONGEST_VALUE - 3]}..."


def _end(batch: Batch, step: Step) -> None:
    opened = batch.incident.state(step.id).opened_seq
    answers = [change.answer for change in changes_of(batch.incident, step.target)]
    if any(answer is not None and answer.seq > opened for answer in answers):
        batch.follow(e.StepDone(step.id, 1))
    else:
        batch.follow(e.StepNotNeeded(step.id, "what was published holds again"))
