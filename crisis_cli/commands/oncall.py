"""`crisis oncall`: who holds what, now or at a time."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import moment
from crisis_cli.ui.safe import json_text, safe


def oncall(
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help='When: 03:05, "in 8 h", 2026-12-24T18:00. Default: now.')
    ] = "",
    json: options.Json = False,
) -> int:
    """Say who holds which role, until when, and who is next, as the team file has it."""
    from crisis_cli.files.team.finding import the_team
    from crisis_cli.ui.oncall import lines, rows

    found = the_team(os.environ, Path.cwd())
    now = wiring.clock().now()
    when = moment(at, now) if at else now
    calendars, problems = found.calendars(when)
    for problem in problems:
        print(f"crisis: {safe(problem.message)}", file=sys.stderr)
    held = found.on_call(when, calendars)
    if json:
        print(json_text({"file": str(found.path), **rows(held, when)}))
    else:
        print("\n".join(lines(held, found.team, when, wiring.zone())))
    return 0
