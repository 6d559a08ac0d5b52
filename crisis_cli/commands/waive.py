"""`crisis waive`: somebody lives with what a check found in a statement."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.commands.picking import pick
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import Waive
from crisis_cli.domain.statement import covered_words
from crisis_cli.engine.decide_texts import current
from crisis_cli.errors import Refused
from crisis_cli.files import rule_pages


def waive(
    statement: options.Statement,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule, as the finding names it.")],
    words: Annotated[
        str,
        typer.Option("--words", metavar="TEXT", help="Only these words; left out: all that it finds now."),
    ] = "",
    reason: options.Reason = "",
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Live with a finding in this round's text, by name and with a reason; crisis check leaves it out then.

    It covers the words that are found now; the same rule finds others that come later.
    """
    known = rule_pages.page(rule).rule
    session = wiring.session(pick(incident).incident)
    first, *more = [words] if words else _found(session.incident, statement, known)
    waived = Waive(statement, known, first, reason, tuple(more))
    return act(waived, incident=session.name, as_=as_, at=at, as_json=json)


def _found(incident: Incident, statement: str, rule: str) -> list[str]:
    """The words in which the rule finds something now, each once."""
    _, version = current(incident, statement)
    found = [one for one in wiring.findings(incident, statement) if one.rule == rule]
    if not found:
        raise Refused(
            f"The text of {statement} has no finding of {rule} that nobody lives with.",
            f"See what there is: crisis check {statement}",
        )
    return list(dict.fromkeys(covered_words(one.place.words(version.text) if one.place else "") for one in found))
