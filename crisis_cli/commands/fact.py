"""`crisis fact`: what is known now, and how sure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.domain.bounds import bounded_text
from crisis_cli.domain.facts import read_value
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import RecordFact
from crisis_cli.domain.playbook import Playbook
from crisis_cli.engine.words import nearest
from crisis_cli.errors import UsageError


def fact(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The fact's name in the playbook.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What it is; left out with --status unknown.")
    ] = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="unknown, unconfirmed or confirmed.")
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Who says so.")] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Record what is known. Without --status it is unconfirmed."""
    session = wiring.session(pick(incident).incident)
    read = read_fact(session.incident, name, value, status, source, now=session.now())
    return act(read, incident=session.name, as_=as_, at=at, as_json=json)


def read_fact(
    run: Incident, name: str, value: str, status: str = "", source: str = "", *, now: datetime
) -> RecordFact:
    """The intent for what was typed; raises UsageError when the value does not fit its type."""
    if status == "unknown" or name not in run.playbook.facts:
        return RecordFact(name, None, "unknown", source)
    return typed_fact(run.playbook, name, value, status or "unconfirmed", source, now=now)


def typed_fact(
    playbook: Playbook, name: str, value: str, status: str = "unconfirmed", source: str = "", *, now: datetime
) -> RecordFact:
    """The same before there is a run; `now`: from where a time of day is counted."""
    spec = playbook.facts.get(name)
    if spec is None:
        raise UsageError(f'There is no fact "{name}".', nearest(name, playbook.facts))
    try:
        read = read_value(spec, bounded_text(value, "value"), at=now, zone=wiring.zone())
    except ValueError as wrong:
        raise UsageError(
            str(wrong), f"crisis fact {name} VALUE, or: crisis fact {name} --status unknown"
        ) from None
    return RecordFact(name, read, status, source)
