"""The account that a channel of a run is published on; a drill's is another object, which cannot send."""

from __future__ import annotations

from crisis_cli.domain.incident import Incident
from crisis_cli.engine.ports import Account
from crisis_cli.reach.drill import DrillAccount


def account_for(incident: Incident, channel: str) -> Account | None:
    """The account of this channel; None: it is posted by hand."""
    return DrillAccount(channel) if incident.drill else None
