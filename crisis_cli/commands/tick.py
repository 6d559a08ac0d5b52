"""`crisis tick`: a line of a step's checklist."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def tick(
    step: options.Step,
    line: Annotated[int, typer.Argument(metavar="LINE", help="Which line, counted from 1.")],
    off: Annotated[bool, typer.Option("--off", help="Take the tick away.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Tick a line of a step's checklist."""
    from crisis_cli.domain.intents import Check

    return act(Check(step, line - 1, not off), incident=incident, as_=as_, at=at, as_json=json)
