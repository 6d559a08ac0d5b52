"""`crisis reopen`: it was not over."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import start_keeper


def reopen(
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Open a closed run again; its clocks go on as if it had never been closed."""
    from crisis_cli.domain.intents import Reopen

    head = pick(incident, reading=True)
    result = act(Reopen(reason), incident=head.incident, as_=as_, at=at, as_json=json)
    start_keeper()
    return result
