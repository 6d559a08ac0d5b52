"""`crisis skip`: a step is left out."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def skip(
    step: options.Step,
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Leave a step out, with a reason. What the playbook requires cannot be skipped."""
    from crisis_cli.domain.intents import Skip

    return act(Skip(step, reason), incident=incident, as_=as_, at=at, as_json=json)
