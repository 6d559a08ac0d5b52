"""`crisis unfreeze`: what was held still goes on again."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.domain.freezing import UNFREEZE


def unfreeze(
    names: options.Tools = None,
    all_: options.AllTools = False,
    by_hand: options.ByHand = False,
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Let what was frozen go on again. Without a name: what is frozen, since when, by whom."""
    from crisis_cli.commands.publishing.freezing_asked import Asked, answer

    return answer(Asked(UNFREEZE, names or (), all_, by_hand, yes, incident, as_, at, json))
