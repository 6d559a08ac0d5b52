"""`crisis close`: stand down."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, confirm
from crisis_cli.commands.picking import pick
from crisis_cli.domain.intents import Close
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.frozen_words import frozen_words
from crisis_cli.ui.sends_words import hanging_words


def close(
    reason: options.Reason = "",
    still_frozen: Annotated[
        str,
        typer.Option(
            "--still-frozen", metavar="TEXT", help="Why what is frozen stays so; it stands in the record."
        ),
    ] = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Close the run. Refused while the public was told that we speak again; asks about what is still frozen."""
    if not reason.strip():
        raise UsageError("A close needs a reason.", 'crisis close --reason "the recall is complete"')
    head = pick(incident)
    session = wiring.session(head.incident)
    why = still_frozen or ("" if yes else _why_frozen(session))
    if session.incident.still_frozen() and not why.strip():
        return act(Close(reason), incident=head.incident, as_=as_, at=at)  # which refuses, and says what to do
    left = [step.id for step in session.incident.steps() if session.incident.state(step.id).status.value == "open"]
    still = f" Still open: {', '.join(left)}." if left else ""
    for words in hanging_words(session.incident, session.now(), wiring.zone()):
        print(f"! {words}", file=sys.stderr)
    if not confirm(f"Close {head.incident}?{still}", yes=yes):
        return 0
    return act(Close(reason, why), incident=head.incident, as_=as_, at=at, as_json=json)


def _why_frozen(session: Session) -> str:
    """Ask on a terminal why it stays so; without one, and where nothing is frozen, nobody is asked."""
    if not session.incident.still_frozen() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    for words in frozen_words(session.incident, session.now(), wiring.zone()):
        print(words, file=sys.stderr)
    question = "Why does it stay so? (Enter: do not close; crisis unfreeze --all lets it go on) "
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
