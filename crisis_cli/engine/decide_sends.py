"""Rules for posts on their way to an account: each is tried under a lease, by what holds at that very moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.posting import FAILED, OUT, UNKNOWN, SentPart
from crisis_cli.domain.sends import key_of, pieces
from crisis_cli.domain.statement import StatementState
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.decide_posts import (
    must_remain,
    record_sent,
    refuse_errors,
    refuse_no_address,
    refuse_unapproved,
    refuse_without_words,
)
from crisis_cli.engine.decide_texts import current, find, refuse_another_text, refuse_unfinished
from crisis_cli.engine.half_out import nobody_knows, refuse_other_text_out, refuse_while_sending
from crisis_cli.engine.words import nearest
from crisis_cli.errors import Refused, UsageError

LEASE = timedelta(seconds=30)
"""How long whoever sends has to say how it went (research: Delivery; an account gives up before)."""


def _attempt(batch: Batch, intent: i.AttemptPost) -> None:
    """Everything is decided anew at every post: a yes may have been taken back since the one before."""
    incident, channel = batch.incident, intent.channel
    spec = find(incident, intent.statement)
    state, version = current(incident, intent.statement)
    must_remain(spec, state, channel)
    sent = {part.part: part for part in state.sends_of(state.round, channel)}
    for part in sent.values():
        refuse_while_sending(spec.name, part, batch.at)
        if part.is_unknown(batch.at) and not may_repeat(part, intent, version.sha256, batch.at):
            raise nobody_knows(spec.name, part)
    refuse_other_text_out(state, channel, version.sha256)
    refuse_another_text(version, intent.sha256, f"crisis publish {spec.name}")
    refuse_unapproved(incident, spec.name, batch.at)
    refuse_unfinished(incident, state, version)
    refuse_without_words(spec.name, version, (channel,))
    refuse_errors(spec.name, batch.checks.errors(incident, spec.name, (channel,)))
    parts = len(pieces(version.text, channel))
    _in_order(sent, intent, parts)
    before = sent.get(intent.part)
    denied = before.denied if before is not None else 0
    key = key_of(incident.id, spec.name, state.round, channel, intent.part, version.sha256, denied)
    begun_at = before.begun_at if before is not None and before.key == key else batch.at
    batch.act(
        e.PostAttempted(
            statement=spec.name,
            round=state.round,
            channel=channel,
            part=intent.part,
            parts=parts,
            sha256=version.sha256,
            service=intent.service,
            account=intent.account,
            key=key,
            begun_at=begun_at,
            lease_at=batch.at + LEASE,
        )
    )


def may_repeat(part: SentPart, intent: i.AttemptPost, sha256: str, at: datetime) -> bool:
    """Whether the service itself makes one post of both tries: the same one, by the same account, while it still
    remembers the key."""
    tried = (part.part, part.sha256, part.service, part.account)
    same = tried == (intent.part, sha256, intent.service, intent.account)
    return same and intent.remembers is not None and at - part.begun_at < intent.remembers


def _in_order(sent: dict[int, SentPart], intent: i.AttemptPost, parts: int) -> None:
    before = [number for number in range(1, intent.part) if number not in sent or sent[number].state != OUT]
    if before:
        raise Refused(
            f"Part {before[0]} of {parts} is not out yet on {intent.channel}.", "A thread goes in order."
        )
    if intent.part in sent and sent[intent.part].state == OUT:
        raise Refused(f"{intent.channel}: it is out already: {sent[intent.part].url}", "Nothing was sent.")
    if not 1 <= intent.part <= parts:
        raise UsageError(f"There is no part {intent.part}: the text has {parts}.", "Nothing was sent.")


def _settle(batch: Batch, intent: i.SettlePost) -> None:
    """What is out is out, also when the answer came late; that it is not is believed of the last try only."""
    state = batch.incident.statement(intent.statement)
    part = next((one for one in state.sends_of(intent.round, intent.channel) if one.part == intent.part), None)
    if part is None or (part.state == OUT and part.post_id):
        return
    named = (intent.statement, intent.round, intent.channel, intent.part)
    if not intent.post_id:
        if part.attempt_seq == intent.attempt_seq and part.state not in (OUT, FAILED):
            batch.act(e.PostFailed(*named, intent.why, intent.failed_as, intent.unknown))
    elif part.key == intent.key:
        batch.act(e.PartPosted(*named, intent.post_id, intent.url))
    else:
        raise Refused(
            f"An answer for {intent.channel} came too late: a post of an older try is out: {intent.url}",
            "Take it down there: another try of it has begun since.",
        )


def _looked_for(batch: Batch, intent: i.LookedForPost) -> None:
    """A person's word settles what nobody knew; with the last post of a text, the text is out."""
    spec = find(batch.incident, intent.statement)
    state = batch.incident.statement(spec.name)
    refuse_no_address(intent.url)
    if intent.channel not in spec.channels and not any(part.channel == intent.channel for part in state.sends):
        raise UsageError(
            f'"{intent.channel}" is not a channel of {spec.name}.', nearest(intent.channel, spec.channels)
        )
    found = _asked_about(batch, state, intent)
    said = OUT if intent.out else FAILED
    for part in found:
        batch.act(
            e.PostLookedFor(
                spec.name, part.round, part.channel, part.part, said, _stood(part, batch.at), intent.url
            )
        )
    if intent.out:
        record_sent(batch, spec.name, found[0].round, intent.channel, intent.next_word_at)


def _stood(part: SentPart, at: datetime) -> str:
    return UNKNOWN if part.is_unknown(at) else part.state


def _asked_about(batch: Batch, state: StatementState, intent: i.LookedForPost) -> list[SentPart]:
    """The post of which nobody knows, of the newest round that has one; where none is, and it was taken down, the
    posts of a thread that never became whole."""
    parts = [part for part in state.sends if part.channel == intent.channel]
    for part in parts:
        refuse_while_sending(state.name, part, batch.at)
    unknown = [part for part in parts if part.is_unknown(batch.at)]
    if unknown:
        return [max(unknown, key=lambda part: part.round)]
    half = [part for part in parts if part.state == OUT and part.channel not in state.settled_channels(part.round)]
    newest = max((part.round for part in half), default=0)
    here = [part for part in half if part.round == newest]
    if not here or intent.out:
        raise Refused(
            f"It is known what became of the {state.name} statement on {intent.channel}.",
            f"See where it is: crisis publish {state.name}",
        )
    if state.sent_whole(here[0].round, intent.channel):
        raise Refused(
            f"{intent.channel} said itself that it is out: {here[0].url or here[0].account}.",
            f"Let that be written down: crisis publish {state.name} --channel {intent.channel} --send; if it was "
            f"taken down again: crisis withdraw {state.name} --channel {intent.channel} --reason TEXT",
        )
    return here


RULES: dict[type[i.Intent], Callable[..., None]] = {
    i.AttemptPost: _attempt,
    i.SettlePost: _settle,
    i.LookedForPost: _looked_for,
}
