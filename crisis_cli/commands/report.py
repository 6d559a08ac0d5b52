"""`crisis report`: what happened, for directors and for the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.keeping import warn_without_keeper
from crisis_cli.commands.looking import look
from crisis_cli.engine.run import Run
from crisis_cli.errors import SurroundingsFailed


class Format(StrEnum):
    """One of the three formats of a report."""

    MD = "md"
    JSON = "json"
    HTML = "html"


def report(
    format_: Annotated[
        Format | None, typer.Option("--format", help="Print this one; left out: write three files.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", metavar="FOLDER", help="Where the files go.")] = Path(),
    incident: options.Incident = "",
    json: options.Json = False,
) -> int:
    """Tell what happened: one page for directors, then every promise, step, page, decision and text."""
    _, session = look(incident)
    made = formats(session)
    warn_without_keeper(session.incident)
    if json:
        format_ = Format.JSON
    if format_ is not None:
        print(made[format_](), end="")
        return 0
    for path in write(session, output):
        print(path)
    return 0


def formats(session: Run) -> dict[Format, Callable[[], str]]:
    """What makes the report of that run, in each format."""
    from crisis_cli.review import review
    from crisis_cli.ui.report import as_html, as_json, as_markdown

    found = review(session.incident, session.history, at=session.now(), read_playbook=wiring.read_playbook)
    zone = wiring.zone()
    return {
        Format.MD: lambda: as_markdown(found, zone),
        Format.JSON: lambda: as_json(found),
        Format.HTML: lambda: as_html(found, zone),
    }


def write(session: Run, output: Path) -> Iterator[Path]:
    """Write the report in its three formats into that folder; each path once its file is there. Raises
    SurroundingsFailed when one cannot be written."""
    for kind, make in formats(session).items():
        path = output / f"{session.name}-report.{kind.value}"
        try:
            path.write_text(make(), encoding="utf-8")
        except OSError as failure:
            path.unlink(missing_ok=True)
            raise SurroundingsFailed(
                f"{path} cannot be written: {failure.strerror}.", "crisis report --output FOLDER, or --format md"
            ) from None
        yield path
