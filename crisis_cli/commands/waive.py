"""`crisis waive`: somebody lives with what a check found in a statement."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act
from crisis_cli.domain.intents import Waive
from crisis_cli.files import rule_pages


def waive(
    statement: options.Statement,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule, as the finding names it.")],
    words: Annotated[
        str,
        typer.Option("--words", metavar="TEXT", help="Only these words; left out: all of the rule."),
    ] = "",
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Live with a finding in this round's text, by name and with a reason; crisis check leaves it out then."""
    known = rule_pages.page(rule).rule
    return act(Waive(statement, known, words, reason), incident=incident, as_=as_, at=at, as_json=json)
