"""`crisis publish`: what goes where; that it is out; and sending it."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_without_keeper
from crisis_cli.domain.intents import SkipChannel
from crisis_cli.engine.decide_posts import refuse_unapproved
from crisis_cli.engine.decide_texts import find
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.publication import as_json, as_text
from crisis_cli.ui.safe import json_text


def publish(
    statement: options.Statement,
    send: Annotated[bool, typer.Option("--send", help="Send it by the accounts of the channels file.")] = False,
    posted: Annotated[str, typer.Option("--posted", metavar="URL", help="It is out, at this address.")] = "",
    not_out: Annotated[
        bool, typer.Option("--not-out", help="Somebody looked: it is not out there (any more). Needs --channel.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Fetch what is out and compare it with what was approved.")
    ] = False,
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
    sha: Annotated[str, typer.Option("--sha", metavar="HASH", help="The text that was seen, by its hash.")] = "",
    reason: options.Reason = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Show what goes where; nothing is sent. With --posted URL: record that a person posted it. With --send: send
    it, after one more question, by the accounts of the channels file (`crisis channels`)."""
    asked = [
        name
        for name, given in (
            ("--send", send),
            ("--posted", posted),
            ("--not-out", not_out),
            ("--verify", verify),
            ("--skip", skip),
        )
        if given
    ]
    if len(asked) > 1:
        raise UsageError(
            f"One thing at a time, not {' and '.join(asked)}.", f"crisis publish {statement} {asked[0]}"
        )
    session = wiring.session(pick(incident, reading=verify).incident)
    channels = tuple(channel or ())
    if skip:
        left_out = SkipChannel(statement, skip, reason)
        return act(left_out, incident=session.name, as_=as_, at=at, as_json=json)
    if send and at:
        raise UsageError("What is sent goes out now: --at tells of what was posted by hand.", "Leave out --at.")
    if send:
        from crisis_cli.commands.publishing.sending import send_it

        return send_it(session, statement, channels, sha=sha, next_=next_, yes=yes, as_=as_, json=json)
    if verify:
        from crisis_cli.commands.publishing.verifying import verify_it

        return verify_it(session, statement, channels, json=json)
    if posted or not_out:
        from crisis_cli.commands.publishing.posted import record

        return record(
            session,
            statement,
            channels,
            posted,
            next_=next_,
            sha=sha,
            yes=yes,
            as_=as_,
            at=at,
            json=json,
        )
    return _show(session, statement, json)


def _show(session: Session, statement: str, json: bool) -> int:
    from crisis_cli.commands.publishing.accounts import with_account
    from crisis_cli.statements.channels.counting import count
    from crisis_cli.ui.sends_words import sends_words

    find(session.incident, statement)
    limits = session.incident.playbook.checks.limits
    shown = as_json(session.incident, statement, session.now(), lambda channel, text: count(channel, text, limits))
    if not json:
        for line in sends_words(session.incident, session.now(), wiring.zone(), statement):
            print(f"{'DRILL ' if session.incident.drill else ''}{line}")
    print(json_text(shown) if json else as_text(shown, with_account(session.incident)))
    refuse_unapproved(session.incident, statement, session.now())
    warn_without_keeper(session.incident)
    return 0
