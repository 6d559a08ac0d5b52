"""`crisis edit`: the text as a person writes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.domain.bounds import MOST_TEXT
from crisis_cli.domain.intents import Edit
from crisis_cli.domain.statement import Version
from crisis_cli.errors import UsageError


def edit(
    statement: options.Statement,
    from_: Annotated[
        str, typer.Option("--from", metavar="FILE|-", help="Take the text from a file, or stdin.")
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Write a statement in $EDITOR, or take its text from a file. Earlier yeses to another text are void."""
    session = wiring.session(pick(incident).incident)
    if from_:
        text = text_from(from_)
    elif sys.stdin.isatty():
        text = _in_editor(session.incident.statement(statement).current)
    else:
        raise UsageError("There is no terminal to write on.", f"crisis edit {statement} --from FILE, or --from -")
    return act(Edit(statement, text), incident=session.name, as_=as_, at=at, as_json=json)


def text_from(source: str) -> str:
    """The text of a file or of stdin, bounded before it is read whole."""
    from crisis_cli.files.disk import read_regular

    raw = sys.stdin.buffer.read(MOST_TEXT + 1) if source == "-" else read_regular(Path(source), MOST_TEXT + 1)
    try:
        return raw.decode()
    except UnicodeDecodeError as wrong:
        if len(raw) > MOST_TEXT:
            raise UsageError(f"{source} has more than {MOST_TEXT:,} bytes.", "Say it in fewer words.") from None
        raise UsageError(f"{source} is not UTF-8 text (byte {wrong.start}).", "Save it as UTF-8.") from None


def _in_editor(version: Version | None) -> str:
    from crisis_cli.files.editor import edit as edit_text

    edited = edit_text(version.text if version is not None else "", os.environ)
    if edited.said:
        print(f"crisis: {edited.said}", file=sys.stderr)
    return edited.text
