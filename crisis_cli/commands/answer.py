"""`crisis answer`: the answer to an ask."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def answer(
    step: options.Step,
    choice: Annotated[str, typer.Argument(metavar="CHOICE", help="One of the step's choices.")],
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Answer a question, for the first time or anew; what hangs on it opens and closes."""
    from crisis_cli.domain.intents import Answer

    return act(Answer(step, choice), incident=incident, as_=as_, at=at, as_json=json)
