"""Rules for where a text went: posted, or a channel left out; and the next word that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, StatementSpec
from crisis_cli.domain.statement import StatementState, Version
from crisis_cli.domain.variants import wordings_for
from crisis_cli.engine.approvals import (
    approval_standing,
)
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_texts import (
    current,
    find,
    refuse_another_text,
    refuse_unfinished,
    refuse_while_writing,
)
from crisis_cli.engine.half_out import refuse_half_out, refuse_unsettled
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError


def _post(batch: Batch, intent: i.Post) -> None:
    incident = batch.incident
    spec = find(incident, intent.statement)
    state, version = current(incident, intent.statement)
    if intent.sent_round:
        for channel in intent.channels:
            record_sent(batch, spec.name, intent.sent_round, channel, intent.next_word_at)
        return
    refuse_another_text(version, intent.sha256, f"crisis publish {intent.statement}")
    refuse_unapproved(incident, intent.statement, batch.at)
    refuse_unfinished(incident, state, version)
    refuse_no_address(intent.url)
    settled = state.settled_channels(state.round)
    remaining = [channel for channel in incident.round_channels(spec.name) if channel not in settled]
    for channel in intent.channels:
        if channel in state.left_out(state.round):  # it went out there after all
            batch.act(e.PostStruck(spec.name, state.round, channel))
        else:
            must_remain(spec, state, channel)
    if not remaining and not intent.channels:
        by = state.posts_of(state.round)[-1].by
        raise Refused(f"{by} was first: {spec.name} is out everywhere.", "If that was a mistake: crisis undo")
    _refuse_before_the_sighting(batch)
    channels = tuple(dict.fromkeys(intent.channels or remaining))
    for channel in channels:
        refuse_unsettled(state, channel, batch.at)
    refuse_without_words(spec.name, version, channels)
    refuse_errors(spec.name, batch.checks.errors(_as_known_then(batch), spec.name, channels))
    addresses = dict(intent.addresses)
    for channel in channels:
        _posted(batch, spec.name, state.round, channel, version.sha256, addresses.get(channel, intent.url))
    _say_next_word(batch, intent.statement, intent.next_word_at)


def _posted(batch: Batch, statement: str, round_: int, channel: str, sha256: str, url: str) -> None:
    """It is out; with the facts that its text gives, so long as that text is the present one."""
    version = batch.incident.statement(statement).current
    present = version is not None and (version.round, version.sha256) == (round_, sha256)
    said = sorted(batch.checks.facts(batch.incident, statement, (channel,)).items()) if present else []
    facts, records = tuple(name for name, _ in said), tuple(str(seq) for _, seq in said)
    batch.act(e.StatementPosted(statement, round_, channel, sha256, url, facts, records))


def record_sent(batch: Batch, statement: str, round_: int, channel: str, next_word_at: datetime | None) -> None:
    """What an account has sent to the last post is out, whatever has become of its text or its yeses since."""
    state = batch.incident.statement(statement)
    parts = state.sent_whole(round_, channel)
    if not parts or channel in state.settled_channels(round_):
        return
    _posted(batch, statement, round_, channel, parts[0].sha256, parts[0].url)
    if round_ == state.round:
        _say_next_word(batch, statement, next_word_at)


def refuse_no_address(url: str) -> None:
    """Where it is out is one line that can be read."""
    if url and not url.strip():
        raise UsageError("No address was given.", "--posted URL, or where else it can be read: --posted 'door'")
    if not url.isprintable():
        raise UsageError(
            "An address is one line of plain characters.", "Copy it again, without what is around it."
        )


def _as_known_then(batch: Batch) -> Incident:
    """What is out already is held against the facts that were written down by then; what came since is a matter
    for a correction."""
    if batch.happened_at is None:
        return batch.incident
    then = batch.incident.copy()
    then.facts = {
        name: known
        for name, records in then.facts.items()
        if (known := tuple(record for record in records if record.recorded_at <= batch.moment))
    }
    return then


def refuse_unapproved(incident: Incident, statement: str, at: datetime) -> None:
    """Nothing is published without the approvals that the playbook names, nor while somebody writes at it."""
    state = incident.statement(statement)
    if state.current is not None:
        refuse_while_writing(incident, state, state.current)
    standing = approval_standing(incident, statement, at)
    if not standing.complete:
        raise Refused(
            f"The {statement} statement may not go out: it needs {standing.missing}.",
            f"Ask them: crisis approve {statement}; or record a yes: --for ROLE --via phone",
        )


def refuse_without_words(statement: str, version: Version, channels: tuple[str, ...]) -> None:
    """A text that has a part for each channel may have forgotten one: nothing was approved for it."""
    silent = [channel for channel in channels if not wordings_for(version.text, channel)]
    if silent:
        raise Refused(
            f"The {statement} statement has no wording for {', '.join(silent)}.",
            f"Write one: crisis edit {statement}; or leave it out: --skip {silent[0]} --reason TEXT",
        )


MOST_TOLD = 5
"""How many errors a refusal names; `crisis check` shows them all."""


def refuse_errors(statement: str, errors: Sequence[Finding]) -> None:
    """What a check calls an error keeps a text from going out, until it is mended or somebody lives with it."""
    if not errors:
        return
    told = [f"line {error.place.line if error.place else 1}: {error.message} ({error.rule})" for error in errors]
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    count = "an error" if len(told) == 1 else f"{len(told)} errors"
    raise Refused(
        f"A check found {count} in the {statement} statement: {'; '.join(told[:MOST_TOLD])}{more}.",
        f"Mend it: crisis edit {statement}. Or live with it, by name: "
        f"crisis waive {statement} {errors[0].rule} --reason TEXT",
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


def must_remain(spec: StatementSpec, state: StatementState, channel: str) -> None:
    if channel not in spec.channels:
        raise UsageError(f'"{channel}" is not a channel of {spec.name}.', nearest(channel, spec.channels))
    settled = [post for post in state.posts_of(state.round) if post.channel == channel]
    if settled:
        raise Refused(
            f"{settled[-1].by} was first: {channel} is settled in this round.",
            f"If it is out after all: crisis publish {spec.name} --channel {channel} --posted URL"
            if settled[-1].skipped
            else "If it was a mistake: crisis undo",
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


def _withdraw(batch: Batch, intent: i.Withdraw) -> None:
    """Only what is out can be taken down; that it was out stays in the record."""
    spec = find(batch.incident, intent.statement)
    state = batch.incident.statement(spec.name)
    if not intent.reason.strip():
        raise UsageError("Taking something down needs a reason.", '--reason "the number was wrong"')
    if intent.channel not in spec.channels:
        raise UsageError(
            f'"{intent.channel}" is not a channel of {spec.name}.', nearest(intent.channel, spec.channels)
        )
    out = [post for post in state.published if post.channel == intent.channel and not post.withdrawn]
    if not out:
        raise Refused(
            f"{spec.name} is not out on {intent.channel}.", f"See where it is: crisis publish {spec.name}"
        )
    for post in out:
        batch.act(e.PostWithdrawn(spec.name, post.round, post.channel, intent.reason))


def _skip_channel(batch: Batch, intent: i.SkipChannel) -> None:
    spec = find(batch.incident, intent.statement)
    state, _ = current(batch.incident, intent.statement)
    if not intent.reason.strip():
        raise UsageError("Leaving out a channel needs a reason.", '--reason "the site is down"')
    must_remain(spec, state, intent.channel)
    refuse_half_out(state, intent.channel, batch.at)
    batch.act(e.ChannelSkipped(spec.name, state.round, intent.channel, intent.reason))


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.Post: _post,
    i.SkipChannel: _skip_channel,
    i.Withdraw: _withdraw,
}
