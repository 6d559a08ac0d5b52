"""Rules for a statement's way: a text, a yes or a no to it, and where it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Status, due_of
from crisis_cli.domain.playbook import Kind, StatementSpec
from crisis_cli.domain.statement import StatementState, Version, canonical, gaps, text_hash
from crisis_cli.engine import pages
from crisis_cli.engine.approvals import (
    ApprovalStanding,
    approval_standing,
    may_countersign,
    may_fill,
)
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
    before = _open_entries(batch, intent.statement)
    batch.act(
        e.StatementDrafted(intent.statement, round_, text, text_hash(text), intent.facts, intent.template_sha256)
    )
    _ask_the_next(batch, intent.statement, before)


def _edit(batch: Batch, intent: i.Edit) -> None:
    state = batch.incident.statement(intent.statement)
    text = canonical(intent.text)
    if state.current is not None and state.current.text == text and state.next_round() == state.round:
        return
    round_ = _new_text(batch, intent.statement, intent.text)
    before = _open_entries(batch, intent.statement)
    batch.act(e.StatementEdited(intent.statement, round_, text, text_hash(text)))
    _ask_the_next(batch, intent.statement, before)


def _new_text(batch: Batch, name: str, text: str) -> int:
    find(batch.incident, name)
    if not text.strip():
        raise UsageError("The text is empty.", f"Write something: crisis edit {name}")
    return batch.incident.statement(name).next_round()


def _current(incident: Incident, name: str) -> tuple[StatementState, Version]:
    find(incident, name)
    state = incident.statement(name)
    if state.current is None:
        raise Refused(f"Nothing has been written for {name} yet.", f"Make a draft: crisis draft {name}")
    return state, state.current


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
    state, version = _current(incident, intent.statement)
    giver, roles = _giver(batch, intent.for_, intent.via)
    if intent.sha256 and not version.sha256.startswith(intent.sha256):
        raise Refused(
            f"The text was changed by {version.by} after you saw it.",
            f"Read it again: crisis approve {intent.statement} --show",
        )
    _refuse_unfinished(incident, state, version)
    given = False
    were_open = _open_entries(batch, intent.statement)
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
    _ask_the_next(batch, intent.statement, were_open)


def _open_entries(batch: Batch, statement: str) -> frozenset[int]:
    """The approvals that may be given now, by their numbers."""
    entries = approval_standing(batch.incident, statement, batch.at).entries
    return frozenset(entry.index for entry in entries if entry.open)


def _ask_the_next(batch: Batch, statement: str, before: frozenset[int]) -> None:
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


def _refuse_unfinished(incident: Incident, state: StatementState, version: Version) -> None:
    _refuse_while_writing(incident, state, version)
    refuse_gaps(state.name, version)


def _refuse_while_writing(incident: Incident, state: StatementState, version: Version) -> None:
    if state.ready < state.round:
        drafts = [step.id for step in incident.playbook.steps_of(state.name) if step.kind is Kind.DRAFT]
        writing = [name for name in drafts if incident.state(name).status is Status.OPEN] or drafts or ["STEP"]
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
    state, version = _current(incident, intent.statement)
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


def _back_to_the_writer(batch: Batch, statement: str, giver: str) -> None:
    step = batch.incident.step(batch.incident.statement(statement).ready_by)
    if step is None or batch.incident.state(step.id).status is not Status.DONE:
        return
    due = due_of(step, opened_at=batch.at, seen_at=batch.incident.seen_at)
    if step.repeat is not None:
        due = batch.at + (step.within or timedelta())
    batch.follow(e.StepReopened(step.id, due, f"sent back by {giver}"))
    pages.announce(batch, step)


def _post(batch: Batch, intent: i.Post) -> None:
    incident = batch.incident
    spec = find(incident, intent.statement)
    state, version = _current(incident, intent.statement)
    refuse_unapproved(incident, intent.statement, batch.at)
    _refuse_unfinished(incident, state, version)
    remaining = [channel for channel in spec.channels if channel not in state.settled_channels(state.round)]
    for channel in intent.channels:
        _must_remain(spec, state, channel)
    if not remaining:
        by = state.posts_of(state.round)[-1].by
        raise Refused(f"{by} was first: {spec.name} is out everywhere.", "If that was a mistake: crisis undo")
    _refuse_before_the_sighting(batch)
    for channel in dict.fromkeys(intent.channels or remaining):
        batch.act(e.StatementPosted(spec.name, state.round, channel, version.sha256, intent.url))
    _say_next_word(batch, intent.statement, intent.next_word_at)


def refuse_unapproved(incident: Incident, statement: str, at: datetime) -> None:
    """Nothing is published without the approvals that the playbook names, nor while somebody writes at it."""
    state = incident.statement(statement)
    if state.current is not None:
        _refuse_while_writing(incident, state, state.current)
    standing = approval_standing(incident, statement, at)
    if not standing.complete:
        raise Refused(
            f"The {statement} statement may not go out: it needs {standing.missing}.",
            f"Ask them: crisis approve {statement}; or record a yes: --for ROLE --via phone",
        )


CLOSE_ENOUGH = timedelta(minutes=1)
"""People say 03:06 and mean some second of that minute."""


def _refuse_before_the_sighting(batch: Batch) -> None:
    """A post answers what was seen: one dated before that would keep a promise that nobody had been given."""
    seen_at = batch.incident.seen_at
    if batch.moment + CLOSE_ENOUGH <= seen_at:
        raise Refused(
            f"At {batch.moment:%H:%M} UTC nobody had seen anything yet: first seen at {seen_at:%H:%M} UTC.",
            "If it was seen earlier, correct that first: crisis seen TIME",
        )


def _must_remain(spec: StatementSpec, state: StatementState, channel: str) -> None:
    if channel not in spec.channels:
        raise UsageError(f'"{channel}" is not a channel of {spec.name}.', nearest(channel, spec.channels))
    settled = [post for post in state.posts_of(state.round) if post.channel == channel]
    if settled:
        raise Refused(
            f"{settled[-1].by} was first: {channel} is settled in this round.", "If it was a mistake: crisis undo"
        )


def _say_next_word(batch: Batch, statement: str, next_at: datetime | None) -> None:
    """The time for the next word printed in the published text rules over `every`, towards the same public."""
    if next_at is None and batch.incident.word_for(statement) is None:
        return
    batch.act(e.NextWordPromised(statement, next_at))
    for step in batch.incident.playbook.steps.values():
        state = batch.incident.state(step.id)
        if step.kind is not Kind.DRAFT or step.repeat is None or state.status is not Status.OPEN:
            continue
        word = batch.incident.word_for(step.target)
        if word is not None and state.due_at != word.at:
            batch.follow(e.DueMoved(step.id, word.at, "the published text says when we speak again"))


def _skip_channel(batch: Batch, intent: i.SkipChannel) -> None:
    spec = find(batch.incident, intent.statement)
    state, _ = _current(batch.incident, intent.statement)
    if not intent.reason.strip():
        raise UsageError("Leaving out a channel needs a reason.", '--reason "the site is down"')
    _must_remain(spec, state, intent.channel)
    batch.act(e.ChannelSkipped(spec.name, state.round, intent.channel, intent.reason))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Draft: _draft,
    i.Edit: _edit,
    i.Approve: _approve,
    i.Reject: _reject,
    i.Post: _post,
    i.SkipChannel: _skip_channel,
}
