"""What the board is handed to hold things still by: a team's tools, each with what tells it."""

from __future__ import annotations

from collections.abc import Callable

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing.freezing import Tell, tell_all, tools_of, what_happens
from crisis_cli.domain.accounts import Freezer
from crisis_cli.domain.freezing import FREEZE, UNFREEZE
from crisis_cli.domain.incident import Incident
from crisis_cli.ui.board.parts import Tool


def board_tools(name: str, incident: Incident) -> list[Tool]:
    """What the board can let be held still in the run of that name. Raises CrisisError for a file that cannot be
    read."""
    tools = tools_of(incident)

    def teller(freezer: Freezer) -> Callable[[str, str, Tell], object]:
        return lambda act, by, tell: tell_all(wiring.session(name), tools, [freezer], act, by, tell)

    return [
        Tool(
            freezer.name,
            freezer.title,
            {act: what_happens(freezer, act) for act in (FREEZE, UNFREEZE)},
            teller(freezer),
        )
        for freezer in tools.known.values()
    ]
