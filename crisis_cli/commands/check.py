"""`crisis check`: a linter for statements, in a run and on any text."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.errors import UsageError
from crisis_cli.statements.elements import Kind
from crisis_cli.ui.findings import Format


def check(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE|STATEMENT|-", help="Text files, - for standard input, or statements."),
    ] = None,
    channel: Annotated[
        list[str] | None,
        typer.Option("--channel", metavar="CHANNEL", help="Where it goes: x, sms, press …"),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="en|fr", help="Its language; guessed unless said.")] = "",
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="What it is for, so that what is missing can be told.")
    ] = None,
    has: Annotated[
        list[str] | None,
        typer.Option("--has", metavar="ELEMENT", help="It is there in other words: action, contact …"),
    ] = None,
    limit: options.Limits = None,
    template: Annotated[
        str, typer.Option("--template", metavar="FILE", help="The draft that it was written from.")
    ] = "",
    share_warn: Annotated[
        float | None, typer.Option("--share-warn", min=0, max=1, help="Share of the draft that warns (0.3).")
    ] = None,
    share_block: Annotated[
        float | None, typer.Option("--share-block", min=0, max=1, help="Share of the draft that fails (0.6).")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="For a person, or for a CI system.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="A warning fails too.")] = False,
    export_vale: Annotated[
        Path | None,
        typer.Option("--export-vale", metavar="DIR", help="Only write the phrases as styles for Vale, there."),
    ] = None,
    incident: options.Incident = "",
    json: options.Json = False,
) -> int:
    """Check texts: gaps, stock phrases, non-apologies, what is missing, and what each channel takes.

    Exit code 0: nothing that fails; 1: problems were found; 2: there was nothing to look at.
    """
    from crisis_cli.commands.checking.text import check_text
    from crisis_cli.commands.checking.texts import Said, texts_to_check
    from crisis_cli.ui.findings import colour, render
    from crisis_cli.ui.findings.result import Checked
    from crisis_cli.ui.safe import json_text
    from crisis_cli.ui.wordings import as_json, counts

    if export_vale is not None:
        return _export(export_vale)
    if not what:
        raise UsageError("There is nothing to check.", "crisis check FILE, - for standard input, or a statement")
    said = Said(channel or (), lang, kind, has or (), limit or (), template, share_warn, share_block)
    texts = {found.name: found for found in texts_to_check(what, incident, said)}
    checked = {name: check_text(found.text, name, found.about) for name, found in texts.items()}
    findings = [finding for wordings in checked.values() for wording in wordings for finding in wording.findings]
    sources = {name: found.text for name, found in texts.items()}
    result = Checked(findings, len(texts), (), 0.0, sources.get, tuple(texts), strict)
    if json:
        print(json_text(as_json(checked, sources)))
    else:
        coloured = sys.stdout is not None and colour.wanted(sys.stdout.isatty(), os.environ)
        print(render(format_, result, {}, colour=coloured), end="")
        for line in counts(checked):
            print(line, file=sys.stderr)
    return 1 if result.fails else 0


def _export(folder: Path) -> int:
    """Write the styles, and print settings that use them."""
    from crisis_cli.files.vale import example_settings, write_styles

    print(example_settings(folder, write_styles(folder)), end="")
    return 0
