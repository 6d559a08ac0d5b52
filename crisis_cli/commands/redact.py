"""`crisis redact`: blank the words of one event; the chain still holds."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import confirm, moment, say
from crisis_cli.commands.picking import pick
from crisis_cli.domain.events import Event
from crisis_cli.journal.codec import REDACTED


def redact(
    seq: Annotated[int, typer.Argument(metavar="SEQ", help="The event's number; crisis log shows it.")],
    reason: options.Reason = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Blank the free text of one event for ever, such as a name typed at night."""
    session = wiring.session(pick(incident, reading=True).incident)
    if not confirm(f"Blank the words of event {seq} for ever?", yes=yes):
        return 0
    before = next((event for event in session.history if event.seq == seq), None)
    happened_at = moment(at, session.now()) if at else None
    stored = session.redact(seq, reason, actor=wiring.me(as_, session.incident), happened_at=happened_at)
    say(session, [stored], as_json=json)
    for other in _same_words(session.history, _words(before) if before else set()):
        print(f"crisis: the same words stand in event {other}: crisis redact {other}", file=sys.stderr)
    return 0


def _words(event: Event) -> set[str]:
    texts = {getattr(event.data, name) for name in event.data.PROSE}
    return {text for text in texts if isinstance(text, str) and len(text) > 2 and text != REDACTED}


def _same_words(history: list[Event], words: set[str]) -> list[int]:
    """The events that still hold one of these texts, whole, inside their own free text."""
    return [event.seq for event in history if any(word in text for text in _words(event) for word in words)]
