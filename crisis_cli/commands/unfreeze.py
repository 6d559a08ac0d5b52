"""`crisis unfreeze`: what was held still goes on again."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.domain.freezing import UNFREEZE


def unfreeze(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="As in the channels file, or what people call it."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything that is not so yet.")] = False,
    by_hand: options.ByHand = False,
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Let what was frozen go on again. Without a name: what is frozen, since when, by whom."""
    from crisis_cli.commands.publishing.freezing_asked import Asked, answer

    return answer(Asked(UNFREEZE, names or (), all_, by_hand, yes, incident, as_, at, json))
