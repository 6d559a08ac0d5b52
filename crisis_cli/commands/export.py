"""`crisis export`: a statement as it stands, to be handed on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.looking import look
from crisis_cli.errors import SurroundingsFailed


class Format(StrEnum):
    """The forms of an export."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def export(
    statement: options.Statement,
    format_: Annotated[Format, typer.Option("--format", help="What it is to be read with.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write it there; left out: print it.")
    ] = None,
    incident: options.Incident = "",
    json: options.Json = False,
) -> int:
    """Hand on a statement: all its wordings, whether it is approved and by whom, and where it went."""
    from crisis_cli.engine.decide_texts import current
    from crisis_cli.ui.export import exported

    _, run = look(incident)
    _, version = current(run.incident, statement)
    shown = exported(run.incident, statement, version, run.now())
    zone = wiring.zone()
    match Format.JSON if json else format_:
        case Format.TEXT:
            from crisis_cli.ui.export.plain_text import as_text

            made = as_text(shown, zone)
        case Format.MARKDOWN:
            from crisis_cli.ui.export.markdown import as_markdown

            made = as_markdown(shown, zone)
        case Format.HTML:
            from crisis_cli.ui.export.html_format import as_html

            made = as_html(shown, zone)
        case Format.JSON:
            from crisis_cli.ui.export.json_format import as_json

            made = as_json(shown)
    if output is None:
        print(made, end="")
        return 0
    try:
        output.write_text(made, encoding="utf-8", newline="\n")
    except OSError as failure:
        raise SurroundingsFailed(
            f"{output} cannot be written: {failure.strerror}.",
            "Say another --output, or leave it out to print it.",
        ) from None
    print(output)
    return 0
