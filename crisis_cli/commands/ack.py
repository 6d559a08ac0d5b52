"""`crisis ack`: "mine", which holds the ladder for a while."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Acknowledge


def ack(
    step: Annotated[str, typer.Argument(metavar="STEP", help="The step's id, or the number of a page.")],
    for_: options.For = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that you have it: nobody further is paged for a while."""

    def intent(run: Incident) -> Acknowledge:
        page = run.pages.get(step) if step.isdecimal() else None
        return Acknowledge(page.step if page else step, for_)

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
