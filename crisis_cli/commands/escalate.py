"""`crisis escalate`: page the next person now."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def escalate(
    step: options.Step,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Page the next person of a step's ladder now, without waiting for its time."""
    from crisis_cli.domain.intents import Escalate

    return act(Escalate(step), incident=incident, as_=as_, at=at, as_json=json)
