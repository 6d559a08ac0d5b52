"""`crisis undo`: take back what you just did."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def undo(
    incident: options.Incident = "", as_: options.As = "", at: options.At = "", json: options.Json = False
) -> int:
    """Take back the last thing you did. The record keeps both."""
    from crisis_cli.domain.intents import Undo

    return act(Undo(), incident=incident, as_=as_, at=at, as_json=json)
