"""Rules for the run as a whole: facts, notes, the sighting, another playbook, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status, StepState
from crisis_cli.domain.playbook import FactSpec, FactType, Step
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_freezing import end_in_spite_of_what_is_frozen
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError

STATUSES = ("unknown", "unconfirmed", "confirmed")


def _note(batch: Batch, intent: i.TakeNote) -> None:
    if not intent.text.strip():
        raise UsageError("The note is empty.", "Write what happened in a few words.")
    batch.act(e.NoteTaken(intent.text, intent.private))


def _fact(batch: Batch, intent: i.RecordFact) -> None:
    incident = batch.incident
    spec = incident.playbook.facts.get(intent.name)
    if spec is None:
        raise UsageError(f'There is no fact "{intent.name}".', nearest(intent.name, incident.playbook.facts))
    if intent.status not in STATUSES:
        raise UsageError(f'"{intent.status}" is not a status.', f"Expected one of {', '.join(STATUSES)}.")
    value = None if intent.status == "unknown" else intent.value
    if intent.status != "unknown" and value is None:
        raise UsageError(f"{intent.name} has no value.", "Say what it is, or --status unknown.")
    _fits(spec, value)
    before = incident.fact(intent.name)
    batch.act(e.FactRecorded(intent.name, value, intent.status, intent.source))
    if (before.value if before is not None else None) != value:
        _pull_rounds(batch, intent.name)


def _fits(spec: FactSpec, value: object) -> None:
    """Numbers within their bounds, choices among the choices; types were settled where the text was read."""
    if value is None:
        return
    number = isinstance(value, int) and not isinstance(value, bool)
    expected = {FactType.INTEGER: number, FactType.BOOLEAN: isinstance(value, bool)}
    if not expected.get(spec.type, isinstance(value, str)):
        raise UsageError(f'"{value}" does not fit {spec.name}: {spec.ask}', f"Expected: {spec.type.value}.")
    if spec.type is FactType.CHOICE and value not in spec.choices:
        raise UsageError(f'"{value}" is not a choice of {spec.name}.', nearest(str(value), spec.choices))
    if isinstance(value, int) and spec.min is not None and value < spec.min:
        raise UsageError(f"{spec.name} cannot be {value}.", f"Expected {spec.min} or more.")
    if isinstance(value, int) and spec.max is not None and value > spec.max:
        raise UsageError(f"{spec.name} cannot be {value}.", f"Expected {spec.max} or less.")


def _pull_rounds(batch: Batch, fact: str) -> None:
    """A changed fact makes the next round of whatever watches it due now."""
    for step in batch.incident.playbook.steps.values():
        state = batch.incident.state(step.id)
        watches = step.repeat is not None and fact in step.repeat.on_change
        sooner = state.due_at is None or state.due_at > batch.at
        if watches and sooner and state.status is Status.OPEN:
            batch.follow(e.DueMoved(step.id, batch.at, f"{fact} changed"))


def _sighting(batch: Batch, intent: i.CorrectSighting) -> None:
    incident = batch.incident
    if intent.seen_at > batch.at:
        raise UsageError("It cannot have been seen in the future.", 'Write it like "12 min ago" or 03:05.')
    before = incident.seen_at
    batch.act(e.SightingCorrected(intent.seen_at, before_at=before))
    for step in incident.steps():
        state = incident.state(step.id)
        if state.status is not Status.OPEN or step.by is None or state.before is not None:
            continue
        due = _due_after(state, step, before, intent.seen_at)
        if due != state.due_at:
            batch.follow(e.DueMoved(step.id, due, "the first sighting was corrected"))


def _due_after(state: StepState, step: Step, before: datetime, seen_at: datetime) -> datetime | None:
    """The due time of an open step with a `by`; where something else ruled, only an earlier `by` rules over it."""
    by = step.by or timedelta()
    if state.due_at is None or state.due_at == before + by:
        return step.due(opened_at=state.opened_at or seen_at, seen_at=seen_at)
    return min(state.due_at, seen_at + by)


def _switch(batch: Batch, intent: i.SwitchPlaybook) -> None:
    incident, playbook = batch.incident, intent.playbook
    if playbook.text == incident.playbook.text:
        raise Refused(f"{incident.id} runs {playbook.id} already.", "Nothing was changed.")
    new = {role: intent.holders.get(role, incident.starter) for role in playbook.roles}
    held = {role: incident.holders.get(role, person) for role, person in new.items()}
    roles = {role: person for role, person in held.items() if person}
    batch.act(e.PlaybookSwitched(playbook.id, playbook.text, playbook.title, roles))


def _close(batch: Batch, intent: i.Close) -> None:
    if not intent.reason.strip():
        raise UsageError("A close needs a reason.", 'crisis close --reason "the recall is complete"')
    refuse_while_a_word_stands(batch)
    end_in_spite_of_what_is_frozen(batch, intent.still_frozen)
    batch.act(e.IncidentClosed(intent.reason))


def refuse_while_a_word_stands(batch: Batch) -> None:
    """The public was told when we speak again: that comes first."""
    word = batch.incident.next_word
    if word is not None and word.at is not None:
        raise Refused(
            f"The {word.statement} statement says that we speak again at {word.at:%H:%M} UTC. That word stands.",
            "Publish a last statement that names no further time; then close.",
        )


def _reopen(batch: Batch, intent: i.Reopen) -> None:
    if batch.incident.closed is None:
        raise Refused(f"{batch.incident.id} is open.", "Nothing was changed.")
    batch.act(e.IncidentReopened(intent.reason))


def _link(batch: Batch, intent: i.LinkItem) -> None:
    batch.act(e.ItemHandled(intent.incident, intent.item, intent.outcome))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.TakeNote: _note,
    i.RecordFact: _fact,
    i.CorrectSighting: _sighting,
    i.SwitchPlaybook: _switch,
    i.Close: _close,
    i.Reopen: _reopen,
    i.LinkItem: _link,
}
