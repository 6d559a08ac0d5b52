"""`crisis switch`: it turns out to be another crisis."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options
from crisis_cli.commands.acting import act


def switch(
    playbook: Annotated[str, typer.Argument(metavar="PLAYBOOK", help="The playbook that fits.")],
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Go on with another playbook: clock, facts and statements are kept."""
    from crisis_cli.commands.playbooks import runnable
    from crisis_cli.domain.intents import SwitchPlaybook

    return act(SwitchPlaybook(runnable(playbook)), incident=incident, as_=as_, at=at, as_json=json)
