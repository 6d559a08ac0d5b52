"""`crisis publish`: what goes where; and that it is out."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, confirm, moment
from crisis_cli.commands.keeping import warn_without_keeper
from crisis_cli.commands.picking import pick
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Post, SkipChannel
from crisis_cli.domain.next_word import announces_word, word_given
from crisis_cli.engine.decide_posts import refuse_unapproved
from crisis_cli.engine.decide_texts import find
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.publication import as_json, as_text
from crisis_cli.ui.safe import json_text


def publish(
    statement: options.Statement,
    posted: Annotated[str, typer.Option("--posted", metavar="URL", help="It is out, at this address.")] = "",
    channel: Annotated[
        list[str] | None,
        typer.Option("--channel", metavar="CHANNEL", help="Only this channel; else all that remain."),
    ] = None,
    skip: Annotated[
        str, typer.Option("--skip", metavar="CHANNEL", help="Leave this channel out (--reason).")
    ] = "",
    next_: Annotated[
        str,
        typer.Option(
            "--next", metavar="TIME", help="When the text says we speak again, if it is not found in it."
        ),
    ] = "",
    sha: Annotated[str, typer.Option("--sha", metavar="HASH", help="The text that was posted, by its hash.")] = "",
    reason: options.Reason = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Show what goes where; nothing is sent. With --posted URL: record that a person posted it."""
    session = wiring.session(pick(incident).incident)
    if skip and posted:
        raise UsageError(
            "Either it is out, or it is left out.", f"crisis publish {statement} --skip {skip}, then --posted"
        )
    if skip:
        left_out = SkipChannel(statement, skip, reason)
        return act(left_out, incident=session.name, as_=as_, at=at, as_json=json)
    if not posted:
        return _show(session, statement, json)
    channels = tuple(channel or ())
    refuse_unapproved(session.incident, statement, session.now())
    seen = sha or _hash(session.incident, statement)
    if not confirm(_question(session.incident, statement, channels, seen), yes=yes):
        return 0
    went_out = moment(at, session.now()) if at else session.now()
    post = Post(statement, channels, posted, _next(session, statement, channels, next_, went_out), seen)
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


def _show(session: Session, statement: str, json: bool) -> int:
    from crisis_cli.statements.channels.counting import count

    find(session.incident, statement)
    limits = session.incident.playbook.checks.limits
    shown = as_json(session.incident, statement, session.now(), lambda channel, text: count(channel, text, limits))
    print(json_text(shown) if json else as_text(shown))
    refuse_unapproved(session.incident, statement, session.now())
    warn_without_keeper(session.incident)
    return 0


def _next(
    session: Session, statement: str, channels: tuple[str, ...], given: str, went_out: datetime
) -> datetime | None:
    """When we speak again: as it was typed, else as the words say that went out there."""
    if given:
        found = moment(given, session.now())
        if found <= went_out:
            raise UsageError(
                f'"{given}" lies before the text went out: a next word is one to come.',
                f"--next 'in 1 h', or with its day: --next {(went_out + timedelta(days=1)):%Y-%m-%d}T09:00",
            )
        return found
    word = word_given(session.incident, statement, channels, at=went_out, zone=wiring.zone())
    if word is None and announces_word(session.incident, statement, channels):
        print(
            "The text announces a next word, and no time of day was found that can only mean one moment: no clock"
            " runs for it. Take this back (crisis undo), and record it with --next TIME.",
            file=sys.stderr,
        )
    return word
