"""`crisis stop-drill`: this is real."""

from __future__ import annotations

import sys

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import confirm, say
from crisis_cli.commands.drilling.meant import actor
from crisis_cli.errors import UsageError

REAL = "this is real"


def stop_drill(yes: options.Yes = False, as_: options.As = "", json: options.Json = False) -> int:
    """End every open drill at once, for everybody: this is real."""
    from crisis_cli.domain.intents import EndDrill

    heads = [head for head in wiring.journal().heads(open_only=True) if head.drill]
    if not heads:
        raise UsageError("No drill is open.", "A real incident: crisis run")
    names = ", ".join(head.incident for head in heads)
    if not confirm(f"End {names} for everybody?", yes=yes):
        return 0
    for head in heads:
        session = wiring.session(head.incident)
        say(session, session.act(EndDrill(REAL), actor=actor(as_)), as_json=json)
    print("THE DRILL IS OVER: THIS IS REAL. Begin the real run: crisis run", file=sys.stderr)
    return 0
