"""`crisis approve`: a yes to exactly this text."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act, confirm
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.people_here import somebody
from crisis_cli.domain.intents import Approve
from crisis_cli.ui.approval_text import for_approver


def approve(
    statement: options.Statement,
    for_: options.For = "",
    via: options.Via = "",
    sha: Annotated[str, typer.Option("--sha", metavar="HASH", help="The text that was seen, by its hash.")] = "",
    show: Annotated[
        bool, typer.Option("--show", help="Only show what would be approved, and what a check finds.")
    ] = False,
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Say yes to the text, or record a yes that somebody gave (--for ceo --via phone)."""
    session = wiring.session(pick(incident).incident)
    for_ = somebody(for_, session.incident, or_role=True)
    giver = for_ or wiring.me(as_, session.incident)
    written = session.incident.statement(statement).current is not None
    found = wiring.findings(session.incident, statement) if written else []
    text, seen = for_approver(session.incident, statement, giver, found)
    if show or not json:
        print(text, file=sys.stdout if show else sys.stderr)
    if show:
        return 0
    if not confirm(f"Yes of {giver} to exactly this text?", yes=yes):
        print("Nothing was recorded.", file=sys.stderr)
        return 0
    intent = Approve(statement, for_, via, sha or seen)
    return act(intent, incident=session.name, as_=as_, at=at, as_json=json)
