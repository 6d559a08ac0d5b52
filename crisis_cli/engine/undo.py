"""Taking back what a person just did: for each act of their last command, the event that mends the state.

What somebody else has done about it since is not undone with it: then it is refused, and said.
"""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.records import Act
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.half_out import sent_by_itself
from crisis_cli.engine.undo_steps import reopen
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
    closed = batch.incident.closed
    if closed is not None and not any(isinstance(act.body, e.IncidentClosed) for act in acts):
        raise Refused(f"{batch.incident.id} was closed by {closed.by} since.", "Open it first: crisis reopen")
    for act in acts:
        batch.act(e.ActUndone(act.seq, act.body.kind))
        _mend(batch, act)
    _dues_before(batch, acts[0].at)


def _moved_on(batch: Batch, what: str) -> Refused:
    return Refused(f"{what} has been changed since; {batch.actor}'s last act cannot be taken back.", "crisis log")


def _dues_before(batch: Batch, at: datetime) -> None:
    """Due times that the act moved go back, unless they were moved again."""
    for step in batch.incident.steps():
        state = batch.incident.state(step.id)
        if state.status is Status.OPEN and state.due_moved_at == at:
            batch.follow(e.DueMoved(step.id, state.due_before, "taken back"))


def _mend(batch: Batch, act: Act) -> None:
    """One kind of act of `evolve.UNDOABLE` after the other."""
    incident, body = batch.incident, act.body
    match body:
        case e.StepAnswered() | e.StepDone() | e.StepSkipped():
            reopen(batch, act, body)
        case e.StepAcknowledged():
            batch.follow(e.AckWithdrawn(body.step, body.person))
        case e.StepAdded():
            if incident.state(body.step).status is not Status.OPEN:
                raise _moved_on(batch, body.step)
            batch.follow(e.StepNotNeeded(body.step, "taken back"))
        case e.ItemChecked():
            if (body.item in incident.state(body.step).checked) is body.checked:
                batch.follow(e.ItemChecked(body.step, body.item, not body.checked))
        case e.FactRecorded():
            _fact_before(batch, act.seq, body)
        case e.NoteTaken():
            batch.follow(e.NoteStruck(act.seq))
        case e.HandoverOffered():
            if incident.offers.get(body.what) != body.person:
                raise _moved_on(batch, f"The offer of {body.what}")
            batch.follow(e.HandoverDeclined(body.what, body.person))
        case e.HandedOver():
            _holder_before(batch, body)
        case e.PersonWentAway():
            if body.person in incident.away:
                batch.follow(e.PersonCameBack(body.person))
        case e.StatementDrafted() | e.StatementEdited():
            _text_before(batch, act.seq, body)
        case e.StatementApproved():
            _refuse_if_out(batch, body.statement, body.round)
            withdrawn = e.ApprovalWithdrawn(body.statement, body.round, body.sha256, body.entry, body.giver)
            batch.follow(withdrawn)
        case e.StatementPosted() if sent_by_itself(incident, body):
            raise Refused(
                f"The {body.statement} statement was really sent to {body.channel}: it is out there.",
                f"Take it down there; then: crisis withdraw {body.statement} --channel {body.channel} --reason …",
            )
        case e.PostLookedFor():
            _as_before_the_look(batch, act, body)
        case e.StatementPosted() | e.ChannelSkipped():
            if incident.statement(body.statement).round != body.round:
                raise _moved_on(batch, f"The {body.statement} statement")
            batch.follow(e.PostStruck(body.statement, body.round, body.channel))
        case e.PostWithdrawn():
            _out_again(batch, act, body)
        case e.FindingWaived():
            _refuse_if_out(batch, body.statement, body.round)
            batch.follow(e.WaiverWithdrawn(body.statement, act.seq))
        case e.SightingCorrected():
            if incident.seen_at != body.seen_at:
                raise _moved_on(batch, "The first sighting")
            batch.follow(e.SightingCorrected(body.before_at, before_at=body.seen_at))
        case e.IncidentClosed():
            if incident.closed is None:
                raise _moved_on(batch, "The close")
            batch.follow(e.IncidentReopened("the close was taken back"))
        case _:
            raise Refused(f"{body.kind} cannot be taken back.", f"Event {act.seq} of {incident.id}.")


def _fact_before(batch: Batch, seq: int, body: e.FactRecorded) -> None:
    now = batch.incident.fact(body.name)
    if now is None or (now.value, now.status) != (body.value, body.status):
        raise _moved_on(batch, body.name)
    earlier = [record for record in batch.incident.facts[body.name] if record.seq < seq]
    if earlier:
        before = earlier[-1]
        batch.follow(e.FactRecorded(body.name, before.value, before.status, before.source))
    else:
        batch.follow(e.FactRecorded(body.name, None, "unknown"))


def _holder_before(batch: Batch, body: e.HandedOver) -> None:
    incident = batch.incident
    table = incident.holders if body.what in incident.playbook.roles else incident.step_owners
    if table.get(body.what) != body.person:
        raise _moved_on(batch, body.what)
    batch.follow(e.HandedOver(body.what, body.before, before=body.person))


def _text_before(batch: Batch, seq: int, body: e.StatementDrafted | e.StatementEdited) -> None:
    """The text that stood before in this round stands again."""
    state = batch.incident.statement(body.statement)
    now = state.current
    if now is None or (now.round, now.sha256) != (body.round, body.sha256):
        raise _moved_on(batch, f"The {body.statement} statement")
    _refuse_if_out(batch, body.statement, body.round)
    earlier = [text for text in state.versions if text.seq < seq and text.round == body.round]
    if not earlier:
        raise Refused(
            f"This was the first text of the {body.statement} statement; there is none to go back to.",
            f"Write another one: crisis edit {body.statement}",
        )
    before = earlier[-1]
    batch.follow(e.StatementEdited(body.statement, before.round, before.text, before.sha256))


def _out_again(batch: Batch, act: Act, body: e.PostWithdrawn) -> None:
    """It is out as before, and what that had ended is to be corrected again."""
    posts = batch.incident.statement(body.statement).posts_of(body.round)
    if not any(post.withdrawn_seq == act.seq for post in posts):
        raise _moved_on(batch, f"The {body.statement} statement")
    batch.follow(e.PostRestored(body.statement, body.round, body.channel))
    for step in tuple(batch.incident.added.values()):
        state = batch.incident.state(step.id)
        if step.target == body.statement and state.settled_recorded_at == act.at:
            batch.follow(e.StepReopened(step.id, state.due_at, "taken back"))


def _as_before_the_look(batch: Batch, act: Act, body: e.PostLookedFor) -> None:
    """Nobody said what became of it, unless something was done about it since."""
    state = batch.incident.statement(body.statement)
    untouched = any(part.said_seq == act.seq for part in state.sends_of(body.round, body.channel))
    if not untouched or body.channel in state.settled_channels(body.round):
        raise _moved_on(batch, f"{body.statement} on {body.channel}")
    batch.follow(
        e.PostLookedFor(body.statement, body.round, body.channel, body.part, body.before, before=body.state)
    )


def _refuse_if_out(batch: Batch, statement: str, round_: int) -> None:
    if batch.incident.statement(statement).is_out(round_):
        raise Refused(f"The {statement} statement is out.", f"Correct it: crisis edit {statement}")
