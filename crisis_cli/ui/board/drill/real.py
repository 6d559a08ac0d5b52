"""A real crisis beside a drill: what is which, and the way over there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

THIS_IS_REAL = "this is real"
"""What `crisis stop-drill` gives as the reason for the end."""

Real = tuple[str, int, str]
"""A real run that is open: its name, number and title."""


def was_stopped(incident: Incident) -> bool:
    """Whether the drill ended because something real happened."""
    return incident.drill and incident.closed is not None and THIS_IS_REAL in incident.closed.outcome.lower()


def real_alerts(incident: Incident, real: Sequence[Real]) -> list[str]:
    """What a board in a drill says above everything else."""
    found = ["DRILL STOPPED: this is real. Nothing here goes on."] if was_stopped(incident) else []
    for _, number, title in real[:2]:
        found.append(f"REAL, NOT THE DRILL: #{number} {safe_line(title, 40)} is open.   R = go there")
    return found


async def go_to_real(board: Board) -> None:
    """Leave the drill's board for that of a real run."""
    real = board.store.picture.real
    if not real:
        real_already = "This board is a real one."
        board.say("No real run is open. In another terminal: crisis run" if board.incident.drill else real_already)
        return
    chosen: str | None = real[0][0]
    if len(real) > 1:
        chosen = await board.choose("Which one?", [(name, f"#{number} {title}") for name, number, title in real])
    if chosen is not None:
        board.leave_for = chosen
        board.exit()
