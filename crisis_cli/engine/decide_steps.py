"""Rules for steps: doing, answering, skipping, acknowledging, escalating, adding one."""

from __future__ import annotations

from collections.abc import Callable

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.timing import spoken
from crisis_cli.engine import pages
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_freezing import end_in_spite_of_what_is_frozen
from crisis_cli.engine.decide_run import refuse_while_a_word_stands
from crisis_cli.engine.decide_texts import refuse_gaps
from crisis_cli.engine.timers import fire_rung, page_rung
from crisis_cli.engine.turns import finish
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError

INSTEAD = {
    Kind.ASK: "Answer it: crisis answer {id} CHOICE",
    Kind.APPROVE: "Say yes or no: crisis approve {target}, or crisis reject {target} --reason …",
    Kind.PUBLISH: "Say where it was posted: crisis publish {target} --posted URL",
    Kind.NOTIFY: "Its pages go out by themselves when its turn comes.",
}


def find(incident: Incident, name: str) -> Step:
    """The step of that id; raises UsageError naming the nearest."""
    step = incident.step(name)
    if step is None:
        raise UsageError(f'There is no step "{name}".', nearest(name, [found.id for found in incident.steps()]))
    return step


def _complete(batch: Batch, intent: i.Complete) -> None:
    incident = batch.incident
    step = find(incident, intent.step)
    if step.kind in INSTEAD:
        hint = INSTEAD[step.kind].format(id=step.id, target=step.target)
        raise Refused(f"{step.id} is not done by saying so.", hint)
    must_be_open(batch, step)
    if step.ends:
        refuse_while_a_word_stands(batch)
        end_in_spite_of_what_is_frozen(batch)
    if step.kind is Kind.DRAFT:
        _must_be_written(incident, step)
    finish(batch, step)


def must_be_open(batch: Batch, step: Step) -> None:
    """Refuses with who was first, or with what it waits for."""
    incident = batch.incident
    state = incident.state(step.id)
    if state.status is Status.OPEN:
        return
    if state.status in (Status.DONE, Status.SKIPPED) and state.settled_recorded_at is not None:
        ago = spoken(batch.ago(state.settled_recorded_at))
        raise Refused(f"{state.settled_by} was first: {step.id} was {state.status.value} {ago} ago.")
    if state.status is Status.NOT_NEEDED:
        raise Refused(f"{step.id} is not needed: {state.reason}.", "crisis status shows what is open.")
    waits_for = [name for name in incident.playbook.predecessors.get(step.id, ()) if not incident.is_settled(name)]
    hint = f"First: {', '.join(waits_for)}." if waits_for else "Its condition, or its time, has not come."
    raise Refused(f"It is not the turn of {step.id} yet.", hint)


def _must_be_written(incident: Incident, step: Step) -> None:
    statement = incident.statement(step.target)
    version = statement.current
    written_now = version is not None and version.seq > incident.state(step.id).opened_seq
    if (
        version is None
        or statement.next_round() > statement.round
        or not (written_now or statement.round > statement.ready)
    ):
        raise Refused(
            f"Nothing new has been written for the {step.target} statement yet.",
            f"Make a draft: crisis draft {step.target}; or write: crisis edit {step.target}",
        )
    refuse_gaps(step.target, version)


def _answer(batch: Batch, intent: i.Answer) -> None:
    step = find(batch.incident, intent.step)
    if step.kind is not Kind.ASK:
        raise Refused(f"{step.id} is not a question.", f"crisis done {step.id}")
    if intent.choice not in step.choices:
        raise UsageError(f'"{intent.choice}" is not a choice of {step.id}.', nearest(intent.choice, step.choices))
    state = batch.incident.state(step.id)
    if state.status is Status.DONE and state.answer == intent.choice:
        raise Refused(f"{state.settled_by} was first: {step.id} is answered, {intent.choice}.")
    if state.status is not Status.DONE:
        must_be_open(batch, step)
    batch.act(e.StepAnswered(step.id, intent.choice))
    if step.ends:
        refuse_while_a_word_stands(batch)
        end_in_spite_of_what_is_frozen(batch)
        batch.act(e.IncidentClosed(step.ends))


def _skip(batch: Batch, intent: i.Skip) -> None:
    step = find(batch.incident, intent.step)
    if not intent.reason.strip():
        raise UsageError("A skip needs a reason.", f'crisis skip {step.id} --reason "…"')
    if step.required:
        raise Refused(f"{step.id} is required by the playbook and cannot be skipped.", f"Do it: {step.title}")
    state = batch.incident.state(step.id)
    if state.status is not Status.WAITING or step.repeat is not None:
        must_be_open(batch, step)  # of what comes again, only the round that is open can be left out
    batch.act(e.StepSkipped(step.id, intent.reason))


def _acknowledge(batch: Batch, intent: i.Acknowledge) -> None:
    step = find(batch.incident, intent.step)
    must_be_open(batch, step)
    acknowledge(batch, step, intent.person or batch.actor)


def acknowledge(batch: Batch, step: Step, person: str) -> None:
    """A person's first "mine" in this opening holds the ladder for `ack_for`; a later one does not hold again."""
    earlier = [ack.until for ack in batch.incident.state(step.id).acks if ack.person == person]
    until = earlier[0] if earlier else batch.moment + step.ack_for
    batch.act(e.StepAcknowledged(step.id, person, until))


def _check(batch: Batch, intent: i.Check) -> None:
    step = find(batch.incident, intent.step)
    if not 0 <= intent.item < len(step.checklist):
        raise UsageError(f"{step.id} has {len(step.checklist)} line(s) to tick.", "Count from 1.")
    if (intent.item in batch.incident.state(step.id).checked) == intent.checked:
        return
    batch.act(e.ItemChecked(step.id, intent.item, intent.checked))


def _escalate(batch: Batch, intent: i.Escalate) -> None:
    step = find(batch.incident, intent.step)
    must_be_open(batch, step)
    if len(batch.incident.state(step.id).rungs) >= len(step.ladder):
        raise Refused(
            f"There is nobody further to page for {step.id}.",
            f"Give it to somebody: crisis handoff {step.id} PERSON",
        )
    fire_next_rung(batch, step, "now")


def fire_next_rung(batch: Batch, step: Step, why: str) -> None:
    """The next rung whose person is there is paged now; those passed over are said."""
    while (index := len(batch.incident.state(step.id).rungs)) < len(step.ladder):
        before = len(batch.bodies)
        fire_rung(batch, step, step.ladder[index], index, batch.at, why)
        fired = batch.bodies[before][0]
        if isinstance(fired, e.RungFired):
            page_rung(batch, fired)
            return


def _add(batch: Batch, intent: i.AddTodo) -> None:
    if not intent.text.strip():
        raise UsageError("What came in?", 'crisis add "Reuters wants word by 03:40"')
    taken = {step.id for step in batch.incident.steps()}
    number = next(count for count in range(1, len(taken) + 2) if f"todo-{count}" not in taken)
    name = f"todo-{number}"
    batch.act(e.StepAdded(name, intent.text.strip(), intent.due_at, intent.owner))
    added = batch.incident.added[name]
    if batch.incident.owner(name, batch.at) is not None:
        pages.tell_owner(batch, added)


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Complete: _complete,
    i.Answer: _answer,
    i.Skip: _skip,
    i.Acknowledge: _acknowledge,
    i.Check: _check,
    i.Escalate: _escalate,
    i.AddTodo: _add,
}
