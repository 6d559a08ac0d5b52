"""The board: what a tired person sees and presses. Textual is loaded when it opens, not before."""

from __future__ import annotations

import contextlib
import os
import sys

from crisis_cli.errors import UsageError
from crisis_cli.ui.board.parts import BoardParts

__all__ = ["BoardParts", "run_board"]


def run_board(parts: BoardParts) -> int:
    """Open the board and stay until the user leaves it; returns the exit code. The run goes on either way.

    Raises UsageError where there is no screen to draw on (no terminal, or TERM=dumb).
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            "There is no screen here that the board could draw on.", "Add --plain: the same, line by line."
        )
    from crisis_cli.ui.board.app import Board

    board = Board(parts)
    board.run(mouse=False)  # the terminal's own selection keeps working
    if board.return_code:
        return board.return_code
    if board.incident.closed:
        return 0
    with contextlib.suppress(OSError):  # the line was cut: nobody reads it
        print(
            f"You left the board; #{parts.number} goes on. Back: crisis board --incident {parts.session.name}",
            file=sys.stderr,
        )
    return 0
