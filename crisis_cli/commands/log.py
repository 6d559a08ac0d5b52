"""`crisis log`: what happened, event by event."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_without_keeper
from crisis_cli.domain.timing import clock_time
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text, safe_line
from crisis_cli.ui.sentences import for_players, sentence


def log(
    facilitator: Annotated[
        bool, typer.Option("--facilitator", help="Of an open drill: also what is coming, and what was noted.")
    ] = False,
    incident: options.Incident = "",
    json: options.Json = False,
) -> int:
    """Print the journal of a run, one event a line; with --json the whole envelope.

    Of an open drill it keeps back what its players are not to read; a drill that is over is shown whole.
    """
    session = wiring.run(pick(incident, reading=True).incident)
    drill = "DRILL " if session.incident.drill else ""
    hides = session.incident.drill and session.incident.closed is None and not facilitator
    for event in session.history:
        if hides and not for_players(event):
            continue
        if json:
            print(json_text(as_envelope(event)))
        else:
            when = clock_time(event.moment, wiring.zone(), seconds=True)
            who = safe_line(event.actor)
            print(f"{event.seq:>5}  {when}  {drill}{who}: {sentence(event, session.incident, wiring.zone())}")
    warn_without_keeper(session.incident)
    return 0
