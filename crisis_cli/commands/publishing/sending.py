"""`crisis publish --send`: shows exactly what would go where, asks once, sends, and says what came back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime

from crisis_cli.commands import wiring
from crisis_cli.commands.acting import confirm
from crisis_cli.commands.publishing.accounts import account_for
from crisis_cli.commands.publishing.next_word import found_word, typed_word
from crisis_cli.commands.reaching.keeping import warn_without_keeper
from crisis_cli.domain.next_word import announces_word
from crisis_cli.domain.posting import FAILED, OUT, SentPart
from crisis_cli.domain.timing import clock_or_day
from crisis_cli.engine.decide_posts import must_remain, refuse_errors, refuse_unapproved
from crisis_cli.engine.decide_texts import current, find, refuse_another_text, refuse_unfinished
from crisis_cli.engine.ports import Account
from crisis_cli.engine.publishing import Desk, Tell, send
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, Refused, UsageError
from crisis_cli.statements.channels.counting import platform_name
from crisis_cli.statements.channels.email import subject_of
from crisis_cli.ui.findings.wrapping import columns_of, wrapped
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.sent import (
    BY_HAND,
    REFUSED,
    Result,
    as_json,
    as_text,
    exit_code,
    overview,
    progress,
    question,
    to_send,
)


def send_it(
    session: Session,
    statement: str,
    channels: tuple[str, ...],
    *,
    sha: str,
    next_: str,
    yes: bool,
    as_: str,
    json: bool,
) -> int:
    """Send the statement to the channels that have an account; returns the exit code."""
    asked = _remaining(session, statement, channels)
    accounts, by_hand = _accounts(session, statement, asked)
    seen = _refuse_what_may_not_go(session, statement, sha, tuple(accounts))
    columns = columns_of(sys.stderr, os.environ)
    for line in to_send(session.incident, statement, accounts, columns):
        print(line, file=sys.stderr)
    word = typed_word(session, next_, session.now()) if next_ else None
    _tell_next_word(session, statement, tuple(accounts), word)
    _ask_or_be_told(yes)
    print("\n".join(wrapped(overview(accounts, by_hand), columns, 2)), file=sys.stderr)
    if not confirm(question(statement, seen, accounts, drill=session.incident.drill), yes=yes):
        print("Nothing was sent.", file=sys.stderr)
        return 0
    drill = "DRILL " if session.incident.drill else ""
    desk = Desk(
        wiring.me(as_, session.incident),
        seen,
        lambda where, at: word or found_word(session, statement, where, at),
        lambda part: print(f"{drill}{progress(part)}", file=sys.stderr, flush=True),
        with_title,
    )
    results: list[Result] = []
    try:
        for channel, account in accounts.items():
            results.append(_send_one(session, statement, channel, account, desk))
    finally:
        results += by_hand
        _say(session, statement, results, json)
    warn_without_keeper(session.incident)
    return exit_code(results)


def send_by(
    name: str, statement: str, accounts: Mapping[str, Account], by: str, sha256: str, tell: Tell
) -> Iterator[Result]:
    """For a board, in whatever thread it asks: by a session of its own, one channel after the other, what came of
    each. `sha256`: the text that was seen."""
    session = wiring.session(name)
    desk = Desk(by, sha256, lambda where, at: found_word(session, statement, where, at), tell, with_title)
    for channel, account in accounts.items():
        yield _send_one(session, statement, channel, account, desk)


def _remaining(session: Session, statement: str, channels: tuple[str, ...]) -> tuple[str, ...]:
    """The channels that were named, else all that remain; raises Refused where none does."""
    spec = find(session.incident, statement)
    state, _ = current(session.incident, statement)
    for channel in channels:
        must_remain(spec, state, channel)
    settled = state.settled_channels(state.round)
    found = channels or tuple(
        channel for channel in session.incident.round_channels(statement) if channel not in settled
    )
    if not found:
        raise Refused(f"The {statement} statement is out everywhere.", f"crisis publish {statement} shows where.")
    return tuple(dict.fromkeys(found))


def _accounts(
    session: Session, statement: str, channels: tuple[str, ...]
) -> tuple[Mapping[str, Account], list[Result]]:
    """Who posts on which channel; and the channels that a person posts on, or whose account cannot be used: those
    keep no other back."""
    accounts: dict[str, Account] = {}
    by_hand: list[Result] = []
    broken: CrisisError | None = None
    for channel in channels:
        try:
            account = account_for(session.incident, channel)
        except CrisisError as failed:
            broken = failed
            by_hand.append(Result(channel, FAILED, why=failed.message, hint=failed.hint))
            continue
        if account is not None:
            accounts[channel] = account
        else:
            typed = f"crisis publish {statement} --channel {channel} --posted URL"
            by_hand.append(Result(channel, BY_HAND, why="by hand, it has no account;", hint=f"then: {typed}"))
    if broken is not None and not accounts:
        raise broken
    if not accounts:
        raise UsageError(
            f"No account is known for {', '.join(channels)}: nothing was sent.",
            f"Post it by hand, then: crisis publish {statement} --posted URL",
        )
    return accounts, by_hand


def _refuse_what_may_not_go(session: Session, statement: str, sha: str, channels: tuple[str, ...]) -> str:
    """The hash of the text that is shown now; what forbids it for all channels is said before anything is shown.
    The engine asks all of it once more at every post."""
    incident = session.incident
    state, version = current(incident, statement)
    refuse_another_text(version, sha, f"crisis publish {statement}")
    refuse_unapproved(incident, statement, session.now())
    refuse_unfinished(incident, state, version)
    if len(channels) == 1:
        refuse_errors(statement, session.errors(statement, channels))
    return version.sha256


def _tell_next_word(session: Session, statement: str, channels: tuple[str, ...], typed: datetime | None) -> None:
    """Which clock the text will start, while it can still be named another way."""
    word = typed or found_word(session, statement, channels, session.now())
    if word is not None:
        when = clock_or_day(word, session.now(), wiring.zone())
        print(f"The public is told that we speak again at {when}: that becomes a clock.", file=sys.stderr)
    elif announces_word(session.incident, statement, channels):
        print(
            "The text announces a next word, and no time of day was found that can only mean one moment: no clock"
            " will run for it. To name it: --next TIME",
            file=sys.stderr,
        )


def _ask_or_be_told(yes: bool) -> None:
    """Nothing is sent that nobody was asked about."""
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("Nothing was sent: nobody can be asked here.", "--yes sends without one more question.")


def _send_one(session: Session, statement: str, channel: str, account: Account, desk: Desk) -> Result:
    try:
        part: SentPart = send(session, statement, channel, account, desk)
    except Refused as refused:
        session.refresh()
        return Result(channel, REFUSED, account.account, account.service, refused.message, refused.hint)
    why = "" if part.state == OUT else part.why or part.failed_as
    return Result(channel, part.state, account.account, account.service, why)


def with_title(channel: str, text: str) -> tuple[str, str]:
    """A mail that begins with `Subject: …` has that as its subject, and not in its text."""
    found = subject_of(text) if platform_name(channel) == "email" else None
    if found is None:
        return "", text
    start, end = found
    return text[start:end].strip(), text[end:].strip()


def _say(session: Session, statement: str, results: list[Result], json: bool) -> None:
    try:
        session.refresh()
        now = session.now()
    except CrisisError:  # the journal is gone, as the error says that goes on its way; what is known is said
        now = wiring.clock().now()
    if json:
        print(json_text(as_json(session.incident, statement, results, now)))
    else:
        for line in as_text(session.incident, statement, results, now, wiring.zone()):
            print(line)
