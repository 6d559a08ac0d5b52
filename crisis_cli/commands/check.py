"""`crisis check`: a linter for statements, in a run and on any text."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError
from crisis_cli.statements.elements import Kind
from crisis_cli.ui.findings import Format

if TYPE_CHECKING:
    from crisis_cli.commands.checking_text import About


def check(
    what: Annotated[
        str, typer.Argument(metavar="FILE|STATEMENT|-", help="A text file, - for standard input, or a statement.")
    ],
    channel: Annotated[
        list[str] | None,
        typer.Option("--channel", metavar="CHANNEL", help="Where it goes: x, sms, press …"),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="en|fr", help="Its language; guessed unless said.")] = "",
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="What it is for, so that what is missing can be told.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="For a person, or for a CI system.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="A warning fails too.")] = False,
    incident: options.Incident = "",
    json: options.Json = False,
) -> int:
    """Check a text: gaps, stock phrases, non-apologies, what is missing, and what its channel takes.

    Exit code 0: nothing that fails; 1: problems were found; 2: there was nothing to look at.
    """
    from crisis_cli.commands.checking_text import check_text
    from crisis_cli.ui.findings import colour, render
    from crisis_cli.ui.findings.result import Checked
    from crisis_cli.ui.safe import json_text
    from crisis_cli.ui.wordings import as_json, counts

    file, text, about = _asked(what, incident)
    about = about._replace(
        language=lang or about.language, channels=tuple(channel or about.channels), kind=kind or about.kind
    )
    wordings = check_text(text, file, about)
    findings = [finding for wording in wordings for finding in wording.findings]
    checked = Checked(findings, 1, (), 0.0, lambda _: text, (file,), strict)
    if json:
        print(json_text(as_json(wordings, text)))
    else:
        coloured = sys.stdout is not None and colour.wanted(sys.stdout.isatty(), os.environ)
        print(render(format_, checked, {}, colour=coloured), end="")
        for line in counts(wordings):
            print(line, file=sys.stderr)
    return 1 if checked.fails else 0


def _asked(what: str, incident: str) -> tuple[str, str, About]:
    """What is to be checked: the name it is shown by, the text, and what is known of it."""
    from crisis_cli.commands.checking_text import About
    from crisis_cli.commands.edit import text_from

    if what == "-":
        return "<stdin>", text_from("-"), About()
    if os.path.lexists(what):
        return what, text_from(what), About()
    if os.sep in what or "." in Path(what).name:
        raise UsageError(f"there is no file {what!r}", "check the name; a statement goes by its name alone")
    from crisis_cli.commands.checking_statement import statement

    return statement(what, incident)
