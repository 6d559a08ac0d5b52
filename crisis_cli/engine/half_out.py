"""What keeps others from a text that an account is sending, or has sent in part: refusals that say what is out."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.posting import OUT, SentPart
from crisis_cli.domain.statement import StatementState
from crisis_cli.errors import Refused


def post_words(part: SentPart) -> str:
    """`part 2 of 3`, or `it` where it is alone."""
    return f"part {part.part} of {part.parts}" if part.parts > 1 else "it"


def refuse_unsettled(state: StatementState, channel: str, at: datetime) -> None:
    """While somebody sends it, or nobody knows what became of it, nothing else is done about that channel."""
    for part in state.sends_of(state.round, channel):
        refuse_while_sending(state.name, part, at)
        if part.is_unknown(at):
            raise nobody_knows(state.name, part)


def refuse_while_sending(statement: str, part: SentPart, at: datetime) -> None:
    """One at a time: whoever sends has until the lease ends to say how it went."""
    if part.is_on_its_way(at):
        wait = max(1, round((part.lease_until - at).total_seconds()))
        raise Refused(
            f"{part.by} is sending the {statement} statement to {part.channel} right now; wait {wait} s.",
            f"See then how it went: crisis publish {statement}",
        )


def nobody_knows(statement: str, part: SentPart) -> Refused:
    """That a person has to look, where, and what to type then."""
    tried = part.tried_at or part.begun_at
    typed = f"crisis publish {statement} --channel {part.channel}"
    why = f": {part.why}" if part.why else ", and no answer was heard"
    return Refused(
        f"Nobody knows whether {post_words(part)} is out on {part.channel}: {part.by} tried it at"
        f" {tried:%H:%M:%S} UTC as {part.account} ({part.service}){why}.",
        f"Look at {part.account}. It is out: {typed} --posted URL. It is not: {typed} --not-out",
    )


def refuse_half_out(state: StatementState, channel: str, at: datetime) -> None:
    """Nobody leaves out a channel on which some of it is out."""
    refuse_unsettled(state, channel, at)
    out = [part for part in state.sends_of(state.round, channel) if part.state == OUT]
    if out:
        typed = f"crisis publish {state.name} --channel {channel}"
        raise Refused(
            f"{len(out)} of {out[0].parts} posts are out on {channel}: {out[0].url or out[0].account}.",
            f"Send the rest: {typed} --send. Or take down what is out there, and say so: {typed} --not-out",
        )


def refuse_other_text_out(state: StatementState, channel: str, sha256: str) -> None:
    """A thread is one text: what is out of another one comes down first, or is gone on with."""
    for part in state.sends_of(state.round, channel):
        if part.state == OUT and part.sha256 != sha256:
            typed = f"crisis publish {state.name} --channel {channel}"
            raise Refused(
                f"The text was changed after {post_words(part)} of it had gone out on {channel}:"
                f" {part.url or part.account}.",
                "Put the text back as it was (crisis undo) and send the rest; or take down what is out there, say"
                f" so ({typed} --not-out), and send the new text",
            )


def sent_by_itself(incident: Incident, body: e.StatementPosted) -> bool:
    """Whether the account itself said that it is out, and not a person."""
    parts = incident.statement(body.statement).sent_whole(body.round, body.channel)
    return bool(parts) and not parts[-1].said_by
