"""`crisis ack`: "mine", which holds the ladder for a while; by the step, or by a page's code."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching import codes
from crisis_cli.commands.reaching.people_here import somebody
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Acknowledge, AcknowledgePage, Intent


def ack(
    step: Annotated[
        str, typer.Argument(metavar="STEP|CODE", help="The step's id, or the code of a page, in digits.")
    ],
    for_: options.For = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that you have it: nobody further is paged for a while.

    A page's code stands for the one who was paged, whoever types it: it was read to them over the telephone.
    """
    page = ""
    if codes.is_code(step):
        head, page = codes.meant(step, [pick(incident)] if incident else wiring.journal().heads())
        incident = head.incident

    def intent(run: Incident) -> Intent:
        if page:
            return AcknowledgePage(page, somebody(for_, run, or_role=True))
        if step in run.pages:
            return AcknowledgePage(step, somebody(for_, run, or_role=True) or wiring.me(as_, run))
        return Acknowledge(step, somebody(for_, run, or_role=True))

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
