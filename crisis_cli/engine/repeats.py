"""Steps that come again: when a round opens, when it is due, when the repetition ends (DESIGN: Order)."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain.conditions import Truth
from crisis_cli.domain.incident import Incident, Status, StepState
from crisis_cli.domain.playbook import Kind, Repeat, Step
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.turns import advance, follows_settled, open_step, truth_of


def advance_repeat(batch: Batch, step: Step, repeat: Repeat) -> None:
    """Begin, come again, step aside, end; resume when what it repeats until is no longer so."""
    incident = batch.incident
    state, truth = incident.state(step.id), truth_of(incident, step)
    over = _may_end(step, state) and bool(repeat.until.any_of) and _is_so(incident, repeat)
    if state.ended:
        if truth is Truth.TRUE and not over:
            _begin(batch, step, repeat)
    elif state.status in (Status.WAITING, Status.NOT_NEEDED):
        if over and truth is Truth.TRUE and follows_settled(incident, step):
            batch.follow(e.RepetitionEnded(step.id, "what it would repeat until is so already"))
        elif advance(batch, step, truth):
            _begin(batch, step, repeat)
    elif truth is Truth.FALSE:
        if state.status is Status.OPEN or _round_is_out(incident, step):  # what is done goes its way first
            batch.follow(e.StepNotNeeded(step.id, "its condition does not hold"))
    elif truth is Truth.WAITING:
        if state.status is Status.OPEN:
            batch.follow(e.StepSetBack(step.id, "the question that it hangs on is open again"))
    elif over:
        batch.follow(e.RepetitionEnded(step.id, "what it repeats until has come true"))
    elif state.status is not Status.OPEN and _round_is_out(incident, step):
        open_step(batch, step, round_=state.round + 1, due_at=_next_due(incident, step, repeat, state, batch.at))


def _may_end(step: Step, state: StepState) -> bool:
    """A question is asked once at least, or left out: what hangs on its answer would never be needed else."""
    return step.kind is not Kind.ASK or state.rounds_done > 0 or state.ended or state.status is Status.SKIPPED


def _is_so(incident: Incident, repeat: Repeat) -> bool:
    return repeat.until.truth(incident.values()) is Truth.TRUE


def _begin(batch: Batch, step: Step, repeat: Repeat) -> None:
    """The first round, or the first after a pause: due `every` after it opens, unless a public word stands."""
    incident = batch.incident
    state = incident.state(step.id)
    if state.first_opened_at is None:
        due = step.due(opened_at=batch.at, seen_at=incident.seen_at)
    else:
        due = batch.at + repeat.interval(batch.at - state.first_opened_at)
    open_step(batch, step, round_=state.round + 1, due_at=_word_for(incident, step) or due)


def _round_is_out(incident: Incident, step: Step) -> bool:
    """The next round of a draft that goes out opens when the round before is published, or was given up."""
    goes_out = any(other.kind is Kind.PUBLISH for other in incident.playbook.path_of(step))
    return not goes_out or incident.round_over(step.target)


def _word_for(incident: Incident, step: Step) -> datetime | None:
    """The time for the next word printed in the published text; it rules over `every`."""
    word = incident.word_for(step.target) if step.kind is Kind.DRAFT else None
    return word.at if word is not None else None


def _next_due(incident: Incident, step: Step, repeat: Repeat, state: StepState, at: datetime) -> datetime:
    """`every` after the last completion, or the public word that stands; if a fact that the step watches has
    changed since, the moment of the change."""
    completed = state.settled_at or at
    elapsed = completed - (state.first_opened_at or completed)
    due = _word_for(incident, step) or completed + repeat.interval(max(elapsed, timedelta()))
    changes = (_changed_since(incident, name, completed) for name in repeat.on_change)
    return min([due, *(moment for moment in changes if moment)])


def _changed_since(incident: Incident, fact: str, since: datetime) -> datetime | None:
    records = incident.facts.get(fact, ())
    for before, after in zip((None, *records), records, strict=False):
        if after.moment > since and (before.value if before else None) != after.value:
            return after.moment
    return None
