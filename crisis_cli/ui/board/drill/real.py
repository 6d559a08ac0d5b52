"""A real crisis beside a drill: what is which, the way over there, and a drill that was stopped for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.board.dialogs import Dialog
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


class Stopped(Dialog):
    """Over everything, on every board at once, whatever was open there; what was typed is still under it."""

    fills = True

    def __init__(self, real: Sequence[Real]) -> None:
        body = ["The exercise is over at once, for everybody. Whatever is said from here on is real.", ""]
        body += [f"REAL: #{number} {safe_line(title)}" for _, number, title in real]
        body += ["", "R goes there."] if real else ["No real run is open yet. Leave with q, then: crisis run"]
        keys = (
            "R = the real one   Enter = look at what was the drill"
            if real
            else "Enter = look at what was the drill"
        )
        super().__init__("STOPPED: this is real", "\n".join(body), keys=keys)

    def pressed(self, event: events.Key) -> None:
        if event.key in ("enter", "escape"):
            self.leave()
        elif event.character == "R":
            self.leave("R")


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
