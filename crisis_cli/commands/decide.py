"""`crisis decide`: what the room decided about a question that a drill put to it."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import say
from crisis_cli.commands.drilling.meant import actor, drill_meant, find_inject
from crisis_cli.commands.scenarios import scenario_of
from crisis_cli.domain.scenario import in_language


def decide(
    question: Annotated[str, typer.Argument(metavar="INJECT", help="The inject that asked.")],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="One of its options, or words of your own.")],
    reason: options.Reason = "",
    owner: Annotated[
        str, typer.Option("--owner", metavar="WHO", help="Who sees to it; else as the scenario says.")
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Record a decision, with what was on the table, who sees to it and why."""
    from crisis_cli.domain.intents import DecideTogether

    session = drill_meant(incident)
    found, exercise = find_inject(scenario_of(session.incident), question), session.incident.exercise
    language = exercise.language if exercise is not None else ""
    options_ = {key: in_language(words, language) for key, words in found.options.items()}
    table, said = "; ".join(options_.values()), options_.get(decision, decision)
    intent = DecideTogether(question, table, owner or found.owner, said, reason)
    say(session, session.act(intent, actor=actor(as_)), as_json=json)
    return 0
