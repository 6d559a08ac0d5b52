"""Rules for the text of a statement: drafted, written, finished."""

from __future__ import annotations

from collections.abc import Callable

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, StatementSpec
from crisis_cli.domain.statement import StatementState, Version, canonical, gaps, text_hash
from crisis_cli.engine.asking import ask_the_next, open_entries
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError


def find(incident: Incident, name: str) -> StatementSpec:
    """The statement of that name; raises UsageError naming the nearest."""
    spec = incident.playbook.statements.get(name)
    if spec is None:
        raise UsageError(f'There is no statement "{name}".', nearest(name, incident.playbook.statements))
    return spec


def _draft(batch: Batch, intent: i.Draft) -> None:
    round_ = _new_text(batch, intent.statement, intent.text)
    text = canonical(intent.text)
    before = open_entries(batch, intent.statement)
    batch.act(
        e.StatementDrafted(
            intent.statement, round_, text, text_hash(text), intent.facts, intent.template_sha256, intent.corrects
        )
    )
    ask_the_next(batch, intent.statement, before)


def _edit(batch: Batch, intent: i.Edit) -> None:
    state = batch.incident.statement(intent.statement)
    text = canonical(intent.text)
    if state.current is not None and state.current.text == text and state.next_round() == state.round:
        return
    round_ = _new_text(batch, intent.statement, intent.text)
    before = open_entries(batch, intent.statement)
    batch.act(e.StatementEdited(intent.statement, round_, text, text_hash(text)))
    ask_the_next(batch, intent.statement, before)


def _new_text(batch: Batch, name: str, text: str) -> int:
    find(batch.incident, name)
    if not text.strip():
        raise UsageError("The text is empty.", f"Write something: crisis edit {name}")
    return batch.incident.statement(name).next_round()


def current(incident: Incident, name: str) -> tuple[StatementState, Version]:
    """Where the statement is, and its latest text; raises Refused when there is none."""
    find(incident, name)
    state = incident.statement(name)
    if state.current is None:
        raise Refused(f"Nothing has been written for {name} yet.", f"Make a draft: crisis draft {name}")
    return state, state.current


def refuse_another_text(version: Version, seen: str, read_again: str) -> None:
    """What is said of a text holds for the one that was seen; `seen` is the start of its hash (empty: any)."""
    if not version.sha256.startswith(seen):
        raise Refused(f"The text was changed by {version.by} after you saw it.", f"Read it again: {read_again}")


def refuse_unfinished(incident: Incident, state: StatementState, version: Version) -> None:
    """Nobody says yes to, or posts, a text that is still written at, or has gaps."""
    refuse_while_writing(incident, state, version)
    refuse_gaps(state.name, version)


def refuse_while_writing(incident: Incident, state: StatementState, version: Version) -> None:
    """The writer has not said yet that it is finished."""
    if state.ready < state.round:
        drafts = [step.id for step in incident.playbook.steps_of(state.name) if step.kind is Kind.DRAFT]
        is_open = [name for name in drafts if incident.state(name).status is Status.OPEN]
        if not is_open:
            refuse_gaps(state.name, version)
        writing = is_open or drafts or ["STEP"]
        raise Refused(
            f"{version.by} is still writing the {state.name} statement.",
            f"The writer says when it is finished: crisis done {writing[0]}",
        )


def refuse_gaps(statement: str, version: Version) -> None:
    """Nobody is asked about, or publishes, a text in which something is still to be filled in."""
    if left := gaps(version.text):
        raise Refused(
            f"The text still has {len(left)} gap(s) to fill, the first: {left[0][:80]}",
            f"Fill them in: crisis edit {statement}",
        )


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Draft: _draft,
    i.Edit: _edit,
}
