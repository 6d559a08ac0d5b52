"""`crisis publish --posted` and `--not-out`: a person says what is out, and what is not."""

from __future__ import annotations

from crisis_cli.commands.acting import act, confirm, moment
from crisis_cli.commands.publishing.next_word import next_word
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import LookedForPost, Post
from crisis_cli.domain.sends import hanging
from crisis_cli.engine.decide_posts import refuse_unapproved
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError


def record(
    session: Session,
    statement: str,
    channels: tuple[str, ...],
    posted: str,
    *,
    next_: str,
    sha: str,
    yes: bool,
    as_: str,
    at: str,
    json: bool,
) -> int:
    """Write it down: as posted by hand, or, where an account tried and nobody knew, as what became of that."""
    went_out = moment(at, session.now()) if at else session.now()
    unknown = {one.channel for one in hanging(session.incident, session.now()) if one.statement == statement}
    if not posted or (len(channels) == 1 and channels[0] in unknown):
        if len(channels) != 1:
            raise UsageError("Say where it is not out.", f"crisis publish {statement} --channel CHANNEL --not-out")
        word = next_word(session, statement, channels, next_, went_out) if posted else None
        looked = LookedForPost(statement, channels[0], bool(posted), posted, word)
        what = f"out: {posted}" if posted else "NOT out: it may be sent again"
        if not confirm(f"Record that {statement} on {channels[0]} is {what}?", yes=yes):
            return 0
        return act(looked, incident=session.name, as_=as_, at=at, as_json=json)
    refuse_unapproved(session.incident, statement, session.now())
    seen = sha or _hash(session.incident, statement)
    if not confirm(_question(session.incident, statement, channels, seen), yes=yes):
        return 0
    post = Post(statement, channels, posted, next_word(session, statement, channels, next_, went_out), seen)
    return act(post, incident=session.name, as_=as_, at=at, as_json=json)


def _hash(incident: Incident, statement: str) -> str:
    version = incident.statement(statement).current
    return version.sha256 if version is not None else ""


def _question(incident: Incident, statement: str, channels: tuple[str, ...], sha256: str) -> str:
    """What is recorded: which text, where; and that a channel had been left out."""
    state = incident.statement(statement)
    left_out = state.left_out(state.round)
    back = [f"{name} was left out by {left_out[name].by}" for name in channels if name in left_out]
    where = ", ".join(channels) or "all channels that remain"
    before = f"{'; '.join(back)}. " if back else ""
    return f"{before}Record the {statement} statement, text {sha256[:12]}, as out on {where}?"
