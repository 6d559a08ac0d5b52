"""`crisis reject`: a no to a statement's text."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.commands.reaching.people_here import somebody
from crisis_cli.domain.incident import Incident


def reject(
    statement: options.Statement,
    reason: options.Reason = "",
    for_: options.For = "",
    via: options.Via = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say no to the text: it goes back to its writer with your reason."""
    from crisis_cli.domain.intents import Reject

    def intent(run: Incident) -> Reject:
        return Reject(statement, reason, somebody(for_, run, or_role=True), via)

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
