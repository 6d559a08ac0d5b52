"""`crisis note`: something to remember."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def note(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What happened, in a few words.")],
    private: Annotated[bool, typer.Option("--private", help="Keep it out of every report.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Write something down, with the time."""
    from crisis_cli.domain.intents import TakeNote

    return act(TakeNote(text, private), incident=incident, as_=as_, at=at, as_json=json)
