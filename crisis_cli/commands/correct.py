"""`crisis correct`: which published words no longer hold; and a text that puts them right."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.draft import refuse_over_a_persons_text
from crisis_cli.commands.picking import pick
from crisis_cli.domain.corrections import outdated
from crisis_cli.engine.decide_texts import find
from crisis_cli.ui import outdated_words
from crisis_cli.ui.safe import json_text, safe


def correct(
    statement: Annotated[
        str, typer.Argument(metavar="[STATEMENT]", help="Left out: only list what no longer holds.")
    ] = "",
    again: Annotated[bool, typer.Option("--again", help="Also over a text that a person has written.")] = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """List each address that still carries an old value; with a statement, draft the text that puts it right.

    The correction is a new round: written, checked, approved and published like any other, and it says which round
    it corrects. Without a statement the exit code is 1 where something is to be corrected.
    """
    session = wiring.session(pick(incident, reading=not statement).incident)
    changes = outdated(session.incident, statement)
    if not statement:
        shown = outdated_words.as_json(changes)
        print(json_text(shown) if json else "\n".join(outdated_words.lines(changes, wiring.zone())))
        return 1 if changes else 0
    find(session.incident, statement)
    made = wiring.correction(session, statement)
    if not again:
        refuse_over_a_persons_text(session.incident, statement)
    result = act(made, incident=session.name, as_=as_, at=at, as_json=json)
    if not json:
        print("\n".join(outdated_words.lines(changes, wiring.zone())))
        print(f"\n{safe(made.text)}")
    return result
