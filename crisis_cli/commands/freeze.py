"""`crisis freeze`: what goes on by itself is held still."""

from __future__ import annotations

from crisis_cli.commands import options
from crisis_cli.domain.freezing import FREEZE


def freeze(
    names: options.Tools = None,
    all_: options.AllTools = False,
    by_hand: options.ByHand = False,
    yes: options.Yes = False,
    incident: options.Incident = "",
    as_: options.As = "",
    at: options.At = "",
    json: options.Json = False,
) -> int:
    """Hold scheduled posts and adverts still, by your own tools. Without a name: what can be, and what is."""
    from crisis_cli.commands.publishing.freezing_asked import Asked, answer

    return answer(Asked(FREEZE, names or (), all_, by_hand, yes, incident, as_, at, json))
