"""`crisis log`: what happened, event by event."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.picking import pick
from crisis_cli.commands.reaching.keeping import warn_without_keeper
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.run import Run
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text, safe_line
from crisis_cli.ui.sentences import for_players, sentence

LONGEST = 160
"""Characters of what is coming: how it begins is enough to know it by."""


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
    if facilitator and not json and session.incident.exercise is not None and session.incident.closed is None:
        _coming(session)
    warn_without_keeper(session.incident)
    return 0


def _coming(session: Run) -> None:
    """What the scenario still has in store, one a line: the moment it comes, its id and how it begins."""
    from crisis_cli.commands.scenarios import scenario_of
    from crisis_cli.ui.facilitator.ahead import everything_ahead, in_a_row, when

    exercise, at = session.incident.exercise, session.now()
    for row in everything_ahead(session.incident, scenario_of(session.incident)):
        left, moment = when(row, at, wiring.zone())
        told = in_a_row(row, exercise.language if exercise is not None else "en")
        words = f"COMING {left}: {safe_line(row.inject.id)}: {told}"
        cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        print(f"{'-':>5}  {moment or '--:--':<8}  DRILL {cut}")
