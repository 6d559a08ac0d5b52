"""`crisis redact`: blank the words of one event; the chain still holds."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import bounded_text, confirm, say
from crisis_cli.commands.picking import pick


def redact(
    seq: Annotated[int, typer.Argument(metavar="SEQ", help="The event's number; crisis log shows it.")],
    reason: options.Reason = "",
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Blank the free text of one event for ever, such as a name typed at night."""
    session = wiring.session(pick(incident, reading=True).incident)
    bounded_text(reason, "reason")
    if not confirm(f"Blank the words of event {seq} for ever?", yes=yes):
        return 0
    stored = session.redact(seq, reason, actor=wiring.me(as_))
    say(session, [stored], as_json=json)
    return 0
