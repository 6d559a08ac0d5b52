"""`crisis observe`: what the facilitator noticed in a drill."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import say
from crisis_cli.commands.drilling.meant import actor, drill_of_the_past_too
from crisis_cli.commands.scenarios import scenario_of
from crisis_cli.engine.words import nearest
from crisis_cli.errors import UsageError


def observe(
    whom: Annotated[str, typer.Argument(metavar="PLAYER|OBJECTIVE", help="A role or a person; or an objective.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you saw, in a few words.")],
    rate: Annotated[
        str, typer.Option("--rate", metavar="P|S|M|U", help="Rate that objective; TEXT says why.")
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Note what a player did, or rate an objective: P without challenges, S some, M major, U unable."""
    from crisis_cli.domain.intents import NotePlayer, RateObjective

    session = drill_of_the_past_too(incident)
    if rate:
        objectives = [one.id for one in scenario_of(session.incident).objectives]
        if whom not in objectives:
            raise UsageError(f'The scenario has no objective "{whom}".', nearest(whom, objectives))
        intent: NotePlayer | RateObjective = RateObjective(whom, rate.upper(), text)
    else:
        known = [*session.incident.playbook.roles, *session.incident.holders.values()]
        if whom not in known:
            raise UsageError(f'Nobody called "{whom}" plays in this drill.', nearest(whom, known))
        intent = NotePlayer(whom, text)
    say(session, session.act(intent, actor=actor(as_)), as_json=json)
    return 0
