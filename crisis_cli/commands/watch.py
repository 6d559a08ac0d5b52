"""`crisis watch`: hear it coming."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError


def watch(
    counts: Annotated[
        str,
        typer.Option("--counts", metavar="FILE", help="A CSV file of timestamp,value that another tool counted."),
    ] = "",
    scores: Annotated[
        str, typer.Option("--scores", metavar="FILE", help="With --counts: write a row for each bin here.")
    ] = "",
    term: Annotated[str, typer.Option("--term", metavar="WORDS", help="With --counts: what was counted.")] = "",
    sensitivity: Annotated[
        str, typer.Option("--sensitivity", metavar="LEVEL", help="low, normal or high. Default: normal.")
    ] = "normal",
    json: options.Json = False,
) -> int:
    """Say what is unusual in a stream of mentions, and how unusual, from nothing but what came before it."""
    from crisis_cli.commands.watch_counts import watch_counts
    from crisis_cli.signals.settings import SENSITIVITY, Settings

    if sensitivity not in SENSITIVITY:
        raise UsageError(f'"{sensitivity}" is no sensitivity.', "Write low, normal or high.")
    if not counts:
        raise UsageError("There is nothing to listen to.", "crisis watch --counts FILE.csv")
    return watch_counts(counts, scores, Settings(amber=SENSITIVITY[sensitivity]), term=term, as_json=json)
