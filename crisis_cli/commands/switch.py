"""`crisis switch`: it turns out to be another crisis."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import act
from crisis_cli.domain.incident import Incident


def switch(
    playbook: Annotated[str, typer.Argument(metavar="PLAYBOOK", help="The playbook that fits.")],
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Go on with another playbook: clock, facts and statements are kept."""
    from crisis_cli.commands.playbooks import file_of, runnable
    from crisis_cli.commands.reaching.team_file import holders_of, team_for
    from crisis_cli.domain.intents import SwitchPlaybook

    chosen = runnable(playbook)

    def intent(run: Incident) -> SwitchPlaybook:
        team = team_for(file_of(playbook)) if run.exercise is None else None
        return SwitchPlaybook(chosen, holders_of(team, chosen, wiring.clock().now()))

    return act(intent, incident=incident, as_=as_, at=at, as_json=json)
