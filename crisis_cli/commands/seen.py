"""`crisis seen`: correct when the public first saw it."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, moment
from crisis_cli.commands.picking import pick


def seen(
    time: Annotated[str, typer.Argument(metavar="TIME", help='When: "12 min ago", 02:55.')],
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Correct when the public first saw it; the promises count from then."""
    from crisis_cli.domain.intents import CorrectSighting

    session = wiring.session(pick(incident).incident)
    corrected = CorrectSighting(moment(time, session.now()))
    return act(corrected, incident=session.name, as_=as_, at=at, as_json=json)
