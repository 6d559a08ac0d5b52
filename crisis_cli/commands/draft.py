"""`crisis draft`: a first text from the template and the facts."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.errors import Refused
from crisis_cli.ui.safe import safe


def draft(
    statement: options.Statement,
    again: Annotated[bool, typer.Option("--again", help="Also over a text that a person has written.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Make a draft from the template and what is known now, and print it."""
    session = wiring.session(pick(incident).incident)
    state = session.incident.statement(statement)
    now = state.current
    if now is not None and not now.drafted and state.next_round() == state.round and not again:
        raise Refused(
            f"{now.by} has written the {statement} statement already.",
            f"Change it: crisis edit {statement}. Start over: crisis draft {statement} --again (the text is kept)",
        )
    made = wiring.draft(session.incident, statement)
    result = act(made, incident=session.name, as_=as_, at=at, as_json=json)
    if not json:
        print(f"\n{safe(made.text)}")
    return result
