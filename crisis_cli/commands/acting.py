"""What every acting command does: pick the run, act, say what came of it, warn when no keeper watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from crisis_cli.commands import wiring
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_of_waiting_clock, warn_without_keeper
from crisis_cli.domain.events import Event, ItemChecked
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Intent
from crisis_cli.domain.timing import parse_moment
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text, safe
from crisis_cli.ui.sentences import QUIET, sentence


def act(
    make: Intent | Callable[[Incident], Intent],
    *,
    incident: str,
    as_: str = "",
    at: str = "",
    as_json: bool = False,
) -> int:
    """Let an intent happen in the run that is meant and print what was written; returns the exit code."""
    session = wiring.session(pick(incident).incident)
    intent = make(session.incident) if callable(make) else make
    happened = moment(at, session.now()) if at else None
    me = wiring.me(as_, session.incident)
    say(session, session.act(intent, actor=me, happened_at=happened), as_json=as_json)
    return 0


def moment(text: str, now: datetime) -> datetime:
    """A time as typed, in UTC; raises UsageError saying what was expected."""
    try:
        return parse_moment(text, at=now, zone=wiring.zone())
    except ValueError as wrong:
        raise UsageError(str(wrong)) from None


def say(session: Session, events: list[Event], *, as_json: bool) -> None:
    """Print what was written: a sentence each, or the envelopes as JSON."""
    if as_json:
        envelopes = [as_envelope(event) for event in events]
        print(json_text({"incident": session.name, "events": envelopes}))
    else:
        drill = "DRILL " if session.incident.drill else ""
        for event in events:
            if isinstance(event.data, ItemChecked) or not isinstance(event.data, QUIET):
                print(f"{drill}{sentence(event, session.incident, wiring.zone())}")
        if not events:
            print("Nothing changed.", file=sys.stderr)
    if session.incident.exercise is not None:
        warn_of_waiting_clock(session)  # by now somebody has written: that would look as if it were kept
    else:
        warn_without_keeper(session.incident)


def confirm(question: str, *, yes: bool) -> bool:
    """Ask once on a terminal; without one, what was typed counts. Enter alone means no."""
    if yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    print(f"{safe(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "o", "oui"}
