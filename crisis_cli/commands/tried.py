"""`crisis tried`: somebody tried to reach a person by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.commands.reaching.people_here import somebody
from crisis_cli.domain.incident import Incident


def tried(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Whom: a person or a role.")],
    by: Annotated[str, typer.Option("--by", metavar="HOW", help="By phone, at the door …")] = "phone",
    result: Annotated[str, typer.Option("--result", metavar="RESULT", help="none, message or reached.")] = "none",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Record a call. No answer moves the ladder on at once; reached counts as their "mine"."""
    from crisis_cli.domain.intents import RecordTry

    def intent(run: Incident) -> RecordTry:
        return RecordTry(somebody(person, run, or_role=True), by, result)

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
