"""`crisis drills`: earlier drills, and how they move."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.errors import UsageError


def drills(
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="Only the drills of this one.")] = "",
    trend: Annotated[
        bool, typer.Option("--trend", help="Show how objectives and minutes moved, scenario by scenario.")
    ] = False,
    json: options.Json = False,
) -> int:
    """List the drills of this journal: what their objectives came to, and the minutes to the first statement."""
    from crisis_cli.commands.drilling.past import summaries
    from crisis_cli.engine.words import nearest
    from crisis_cli.ui.drills import as_rows, list_lines, trend_lines
    from crisis_cli.ui.safe import json_text

    found = summaries()
    wanted = [drill for drill in found if scenario in ("", drill.scenario)]
    if scenario and not wanted:
        names = list(dict.fromkeys(drill.scenario for drill in found))
        raise UsageError(f'There was no drill of the scenario "{scenario}".', nearest(scenario, names))
    if json:
        print(json_text({"drills": as_rows(wanted)}))
        return 0
    for line in trend_lines(wanted, wiring.zone()) if trend else list_lines(wanted, wiring.zone()):
        print(line)
    return 0
