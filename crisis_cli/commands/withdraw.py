"""`crisis withdraw`: a post was taken down."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.domain.intents import Withdraw


def withdraw(
    statement: options.Statement,
    channel: Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Where it was taken down.")],
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Record that a post was taken down. That it was out stays in the record, and kept promises stay kept."""
    return act(Withdraw(statement, channel, reason), incident=incident, as_=as_, at=at, as_json=json)
