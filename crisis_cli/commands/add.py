"""`crisis add`: something came in that the playbook did not know."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.ui.came_in import parse


def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='One line: "Reuters wants word by 03:40".')],
    to: Annotated[
        str, typer.Option("--to", metavar="WHO", help="A role or a person; else nobody holds it yet.")
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Add what came in as a to-do; "by 03:40" or "in 20m" at its end sets its time."""
    from crisis_cli.domain.intents import AddTodo

    session = wiring.session(pick(incident).incident)
    said, due = parse(text, at=session.now(), zone=wiring.zone())
    return act(AddTodo(said, due, to), incident=session.name, as_=as_, at=at, as_json=json)
