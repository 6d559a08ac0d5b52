"""Taking back what a person just did: for each act of their last batch, the event that mends the state."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Act, Incident, Status
from crisis_cli.engine.batch import Batch
from crisis_cli.errors import Refused


def last_acts(incident: Incident, actor: str) -> list[Act]:
    """The actor's last acts that were not taken back, the newest first: those of one moment, one command."""
    own = [act for act in incident.acts if act.actor == actor and act.seq not in incident.undone]
    return [act for act in reversed(own) if act.at == own[-1].at]


def undo(batch: Batch) -> None:
    """Take back the actor's last act; raises Refused when there is none, or when it cannot be taken back."""
    acts = last_acts(batch.incident, batch.actor)
    if not acts:
        raise Refused(
            f"{batch.actor} did nothing that can be taken back.", "Pages that went out and published texts stay."
        )
    for act in acts:
        batch.act(e.ActUndone(act.seq, act.body.kind))
        _mend(batch, act)


def _mend(batch: Batch, act: Act) -> None:
    incident, body = batch.incident, act.body
    match body:
        case e.StepAnswered() | e.StepDone() | e.StepSkipped():
            _reopen(batch, body.step)
            _answer_before(batch, act)
        case e.StepAcknowledged():
            batch.follow(e.AckWithdrawn(body.step, body.person))
        case e.StepAdded():
            batch.follow(e.StepNotNeeded(body.step, "taken back"))
        case e.ItemChecked():
            batch.follow(e.ItemChecked(body.step, body.item, not body.checked))
        case e.FactRecorded():
            _fact_before(batch, act.seq, body.name)
        case e.NoteTaken():
            batch.follow(e.NoteStruck(act.seq))
        case e.HandoverOffered():
            batch.follow(e.HandoverDeclined(body.what, body.person))
        case e.HandedOver():
            batch.follow(e.HandedOver(body.what, body.before, before=body.person))
        case e.PersonWentAway():
            batch.follow(e.PersonCameBack(body.person))
        case e.StatementDrafted() | e.StatementEdited():
            _text_before(batch, act, body.statement)
        case e.StatementApproved():
            batch.follow(e.ApprovalWithdrawn(body.statement, body.round, body.sha256, body.entry, body.giver))
        case e.StatementPosted() | e.ChannelSkipped():
            batch.follow(e.PostStruck(body.statement, body.round, body.channel))
            _word_before(batch, act)
        case e.SightingCorrected():
            batch.follow(e.SightingCorrected(body.before_at, before_at=body.seen_at))
        case e.IncidentClosed():
            batch.follow(e.IncidentReopened("the close was taken back"))
        case _:
            raise Refused(f"{act.body.kind} cannot be taken back.", f"Event {act.seq} of {incident.id}.")


def _reopen(batch: Batch, step: str) -> None:
    """The step is open again with the time it had; what it had just opened, untouched, waits again."""
    state = batch.incident.state(step)
    if state.status not in (Status.DONE, Status.SKIPPED, Status.OPEN):
        return
    since = state.settled_recorded_at
    due = state.due_at if state.status is not Status.OPEN else batch.at
    batch.follow(e.StepReopened(step, due, "taken back"))
    for other in batch.incident.playbook.steps.values():
        follower = batch.incident.state(other.id)
        opened_by_it = since is not None and follower.opened_at is not None and follower.opened_at >= since
        untouched = follower.status is Status.OPEN and not follower.acks
        if step in batch.incident.playbook.predecessors[other.id] and opened_by_it and untouched:
            batch.follow(e.StepSetBack(other.id, f"{step} is open again"))


def _answer_before(batch: Batch, act: Act) -> None:
    if not isinstance(act.body, e.StepAnswered):
        return
    step = act.body.step
    earlier = [
        other.body
        for other in batch.incident.acts
        if other.seq < act.seq and other.seq not in batch.incident.undone
    ]
    answers = [body for body in earlier if isinstance(body, e.StepAnswered) and body.step == step]
    if answers:
        batch.follow(e.StepAnswered(step, answers[-1].choice))


def _fact_before(batch: Batch, seq: int, name: str) -> None:
    records = [record for record in batch.incident.facts.get(name, ()) if record.seq < seq]
    if records:
        before = records[-1]
        batch.follow(e.FactRecorded(name, before.value, before.status, before.source))
    else:
        batch.follow(e.FactRecorded(name, None, "unknown"))


def _text_before(batch: Batch, act: Act, statement: str) -> None:
    versions = batch.incident.statement(statement).versions
    index = next(index for index, version in enumerate(versions) if version.seq == act.seq)
    if index == 0 or versions[index - 1].round != versions[index].round:
        raise Refused(
            f"This was the first text of the {statement} statement; there is none to go back to.",
            f"Write another one: crisis edit {statement}",
        )
    before = versions[index - 1]
    batch.follow(e.StatementEdited(statement, before.round, before.text, before.sha256))


def _word_before(batch: Batch, act: Act) -> None:
    """The word given in a text that did not go out does not stand; the one before it does again."""
    words = [word for word in batch.incident.words if word.said_at < act.at]
    last = batch.incident.words[-1] if batch.incident.words else None
    if last is not None and last.said_at >= act.at:
        before = words[-1] if words else None
        batch.follow(
            e.NextWordPromised(before.statement if before else last.statement, before.at if before else None)
        )
