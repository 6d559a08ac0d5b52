"""What follows from what is so now: which steps open, are not needed, end, or come again (DESIGN: Order)."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.incident import SETTLED, Incident, Status, StepState, due_of
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.engine.batch import Batch


def settle(batch: Batch) -> None:
    """Add consequences until nothing more follows. A closed run stands still."""
    steps = tuple(batch.incident.playbook.steps.values())
    for _ in range(2 * len(steps) + 2):
        before = len(batch.bodies)
        for step in steps:
            if batch.incident.closed is None:
                _advance(batch, step)
        if len(batch.bodies) == before:
            break
    pages.drop_settled(batch)


def finish(batch: Batch, step: Step) -> None:
    """A step is done by the act itself; one that `ends` closes the run."""
    batch.act(e.StepDone(step.id, batch.incident.state(step.id).round or 1))
    if step.ends and batch.incident.next_word is None:
        batch.act(e.IncidentClosed(step.ends))


def open_since(step: Step, at: datetime, seen_at: datetime) -> bool:
    """Whether its `not_before`, counted from the first sighting, has passed."""
    return step.not_before is None or at >= seen_at + step.not_before


def follows_settled(incident: Incident, step: Step) -> bool:
    """Whether everything it follows is settled, apart from the steps of its own statement's round."""
    own = {other.id for other in incident.playbook.steps_of(step.target)} if _in_round(step) else set()
    return all(incident.is_settled(name) for name in incident.playbook.predecessors[step.id] if name not in own)


def _in_round(step: Step) -> bool:
    return step.kind in (Kind.APPROVE, Kind.PUBLISH)


def _advance(batch: Batch, step: Step) -> None:
    incident = batch.incident
    truth = step.when.truth(incident.values()) if step.when.any_of else Truth.TRUE
    if step.repeat is not None:
        _advance_repeat(batch, step, truth)
    elif _in_round(step):
        _advance_in_round(batch, step, truth)
    elif incident.state(step.id).status not in (Status.DONE, Status.SKIPPED):
        _advance_plain(batch, step, truth)


def _advance_plain(batch: Batch, step: Step, truth: Truth, why: str = "its condition does not hold") -> None:
    """Wait, open or step aside. What is open stays open when something it followed comes back."""
    incident = batch.incident
    status = incident.state(step.id).status
    may_open = follows_settled(incident, step)
    if truth is Truth.FALSE:
        if status is Status.OPEN or (status is Status.WAITING and may_open):
            batch.follow(e.StepNotNeeded(step.id, why))
    elif truth is Truth.WAITING:
        if status is not Status.WAITING:
            batch.follow(e.StepSetBack(step.id, "the question that it hangs on is open again"))
    elif not may_open:
        if status is Status.NOT_NEEDED:
            batch.follow(e.StepSetBack(step.id, "its condition holds again; what it follows is not settled yet"))
    elif status is not Status.OPEN and open_since(step, batch.at, incident.seen_at):
        _open(batch, step)


def _open(batch: Batch, step: Step, *, round_: int = 1) -> None:
    due = due_of(step, opened_at=batch.at, seen_at=batch.incident.seen_at)
    batch.follow(e.StepOpened(step.id, round_, due))
    if step.kind is Kind.NOTIFY:
        pages.notify(batch, step)
        batch.follow(e.StepDone(step.id, round_))
    else:
        pages.announce(batch, step)


# --- approve and publish: they go with the rounds of their statement -----------------------------------------


def _advance_in_round(batch: Batch, step: Step, truth: Truth) -> None:
    incident = batch.incident
    state = incident.state(step.id)
    statement = incident.statement(step.target)
    if not statement.ready and _nobody_will_write(incident, step.target):
        if state.status not in SETTLED:
            batch.follow(e.StepNotNeeded(step.id, f"nobody writes the {step.target} statement"))
        return
    if truth is not Truth.TRUE:
        _advance_plain(batch, step, truth)
        return
    ready = bool(statement.ready) and statement.ready == statement.round
    if step.kind is Kind.PUBLISH:
        ready = ready and _approved(incident, step)
    if state.status in (Status.DONE, Status.SKIPPED) and state.round == statement.ready:
        _reopen_if_edited(batch, step)
    elif not ready:
        if state.status in (Status.OPEN, Status.NOT_NEEDED):
            batch.follow(e.StepSetBack(step.id, "the text is being worked on"))
    elif _opens_for_round(incident, step, state, batch.at):
        _open(batch, step, round_=statement.ready)
    if batch.incident.state(step.id).status is Status.OPEN:
        _close_if_complete(batch, step)


def _opens_for_round(incident: Incident, step: Step, state: StepState, at: datetime) -> bool:
    new = state.status is not Status.OPEN or state.round != incident.statement(step.target).ready
    return new and follows_settled(incident, step) and open_since(step, at, incident.seen_at)


def _nobody_will_write(incident: Incident, statement: str) -> bool:
    drafts = [step for step in incident.playbook.steps_of(statement) if step.kind is Kind.DRAFT]
    return bool(drafts) and all(
        incident.state(draft.id).status is Status.NOT_NEEDED
        or (incident.state(draft.id).status is Status.SKIPPED and draft.repeat is None)
        for draft in drafts
    )


def _approved(incident: Incident, step: Step) -> bool:
    """Whether the approve steps before it are settled in this round of the statement."""
    round_ = incident.statement(step.target).ready
    for other in incident.playbook.steps_of(step.target):
        state = incident.state(other.id)
        if other.kind is Kind.APPROVE and not (state.status in SETTLED and state.round == round_):
            if state.status is Status.NOT_NEEDED:
                continue
            return False
    return True


def _reopen_if_edited(batch: Batch, step: Step) -> None:
    """An edit after approval reopens the approve step (the publish step then falls back by itself)."""
    incident = batch.incident
    if step.kind is not Kind.APPROVE or incident.state(step.id).status is not Status.DONE:
        return
    if incident.round_over(step.target) or approval_standing(incident, step.target, batch.at).complete:
        return
    due = due_of(step, opened_at=batch.at, seen_at=incident.seen_at)
    batch.follow(e.StepReopened(step.id, due, "the text was changed after the yes"))
    pages.announce(batch, step)


def _close_if_complete(batch: Batch, step: Step) -> None:
    incident = batch.incident
    if step.kind is Kind.APPROVE:
        if approval_standing(incident, step.target, batch.at).complete:
            finish(batch, step)
    else:
        state = incident.statement(step.target)
        channels = frozenset(incident.playbook.statements[step.target].channels)
        if state.settled_channels(state.round) >= channels:
            finish(batch, step)


# --- repeats -------------------------------------------------------------------------------------------------


def _advance_repeat(batch: Batch, step: Step, truth: Truth) -> None:
    incident = batch.incident
    state = incident.state(step.id)
    assert step.repeat is not None
    begun = state.first_opened_at is not None and state.status is not Status.NOT_NEEDED
    over = bool(step.repeat.until.any_of) and step.repeat.until.truth(incident.values()) is Truth.TRUE
    if not begun and not state.ended:
        if over and truth is Truth.TRUE and follows_settled(incident, step):
            batch.follow(e.RepetitionEnded(step.id, "what it would repeat until is so already"))
        else:
            _advance_plain(batch, step, truth)
            if batch.incident.state(step.id).status is Status.OPEN:
                _follow_next_word(batch, step)
    elif over:
        if not state.ended:
            batch.follow(e.RepetitionEnded(step.id, "what it repeats until has come true"))
    elif state.ended or (state.status in (Status.DONE, Status.SKIPPED) and _round_is_out(incident, step)):
        due = next_round_due(incident, step, state, batch.at)
        batch.follow(e.StepOpened(step.id, state.round + 1, due))
        pages.announce(batch, step)


def _round_is_out(incident: Incident, step: Step) -> bool:
    """The next round of a draft opens when the round before is published, or was given up."""
    goes_out = any(other.kind is Kind.PUBLISH for other in incident.playbook.steps_of(step.target))
    return step.kind is not Kind.DRAFT or not goes_out or incident.round_over(step.target)


def _follow_next_word(batch: Batch, step: Step) -> None:
    word = batch.incident.next_word
    if step.kind is Kind.DRAFT and word is not None and batch.incident.state(step.id).due_at != word.at:
        batch.follow(e.DueMoved(step.id, word.at, "the published text says when we speak again"))


def next_round_due(incident: Incident, step: Step, state: StepState, at: datetime) -> datetime:
    """`every` after the last completion; the word given in the published text rules over it; a changed fact
    that the step watches makes it due at the change."""
    assert step.repeat is not None
    completed = state.settled_at or at
    elapsed = completed - (state.first_opened_at or completed)
    due = completed + step.repeat.interval(max(elapsed, timedelta()))
    word = incident.next_word
    if step.kind is Kind.DRAFT and word is not None and word.at is not None and word.said_at >= completed:
        due = word.at
    changes = (_changed_since(incident, name, completed) for name in step.repeat.on_change)
    return min([due, *(moment for moment in changes if moment)])


def _changed_since(incident: Incident, fact: str, since: datetime) -> datetime | None:
    records = incident.facts.get(fact, ())
    for before, after in zip((None, *records), records, strict=False):
        if after.moment > since and (before.value if before else None) != after.value:
            return after.moment
    return None
