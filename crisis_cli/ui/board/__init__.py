"""The board: what a tired person sees and presses. Textual is loaded when it opens, not before."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from crisis_cli.errors import UsageError
from crisis_cli.ui.board.parts import BoardParts

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

__all__ = ["BoardParts", "run_board"]


def run_board(parts: BoardParts) -> int:
    """Open the board and stay until the user leaves it; returns the exit code. The run goes on either way.

    Raises UsageError where there is no screen to draw on (no terminal, or TERM=dumb).
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "There is no screen here that the board could draw on.", "Add --plain: the same, line by line."
        )
    board = _board(parts)
    board.run(mouse=False)  # the terminal's own selection keeps working
    for work in board.beside():
        work.let_end()
    if board.return_code:
        return board.return_code
    if board.leave_for and parts.go_to is not None:
        return parts.go_to(board.leave_for)
    if board.incident.closed:
        return 0
    with contextlib.suppress(OSError):  # the line was cut: nobody reads it
        which = "--facilitator " if parts.facilitator is not None else "--room " if board.room else ""
        back = f"crisis board {which}--incident {parts.session.name}"
        print(f"You left the board; #{parts.number} goes on. Back: {back}", file=sys.stderr)
    return 0


def _board(parts: BoardParts) -> Board:
    if parts.facilitator is not None:
        from crisis_cli.ui.facilitator.app import FacilitatorBoard

        return FacilitatorBoard(parts)
    from crisis_cli.ui.board.app import Board

    return Board(parts)
