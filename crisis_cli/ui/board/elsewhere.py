"""A text written in $EDITOR, with the board out of the way meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from crisis_cli.errors import CrisisError
from crisis_cli.ui.refusals import refusal

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


def written_elsewhere(board: Board, text: str) -> tuple[str, str]:
    """The text as it was saved there, and why that failed: empty when it did not."""
    failed = ""
    try:
        with board.suspend():  # nothing may be raised in here: the screen would not come back
            try:
                text = board.parts.edit_elsewhere(text)
            except CrisisError as wrong:
                failed = refusal(wrong)
            except Exception as wrong:
                failed = f"{type(wrong).__name__}: {wrong}"
    except SuspendNotSupported:
        failed = "This terminal cannot leave the board for another editor. Write here."
    return text, failed
