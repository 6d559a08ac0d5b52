"""`crisis done`: a step is done."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def done(
    step: options.Step,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that a step is done (a draft: that its writer is finished)."""
    from crisis_cli.domain.intents import Complete

    return act(Complete(step), incident=incident, as_=as_, at=at, as_json=json)
