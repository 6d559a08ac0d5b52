"""`crisis away`: a person cannot act for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, moment
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.people_here import somebody


def _next(until: str, now: datetime) -> datetime:
    """A time of day means the next one: 07:00, said at 23:30, is tomorrow's."""
    found = moment(until, now)
    return found + timedelta(days=1) if now - timedelta(days=1) < found <= now and ":" in until else found


def away(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who.")],
    until: Annotated[str, typer.Option("--until", metavar="TIME", help='Until when: 07:00, "in 2 h".')] = "",
    back: Annotated[bool, typer.Option("--back", help="The person is back.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say that a person cannot act: their deputy stands in, and ladders pass them at once."""
    from crisis_cli.domain.intents import MarkAway, MarkBack

    session = wiring.session(pick(incident).incident)
    back_at = _next(until, session.now()) if until else None
    person = somebody(person, session.incident)
    intent = MarkBack(person) if back else MarkAway(person, back_at)
    return act(intent, incident=session.name, as_=as_, at=at, as_json=json)
