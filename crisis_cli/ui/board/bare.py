"""Leaves the frame and prints bare text, to copy with the mouse or to read aloud."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from crisis_cli.ui.board.sections import plain_words
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

TURN = "\0turn"
BRIEF = "\0brief"

DRILL = "DRILL: this is an exercise. Nothing of this is for the public."


async def bare_text(board: Board) -> None:
    """A statement, my turn, or the whole run on a page, without a frame; Enter comes back."""
    incident = board.incident
    written = [name for name in incident.playbook.statements if incident.statement(name).current is not None]
    step = board.step()
    if step is not None and step.target in written:
        written.remove(step.target)
        written.insert(0, step.target)
    options = [(name, f"the {name} statement") for name in written]
    options += [(TURN, "my turn, with its guidance"), (BRIEF, "the run on one page, for a hand-over")]
    chosen = await board.choose("Print what, without the frame?", options)
    if chosen is not None:
        page = await board.store.call(board.parts.brief) if chosen == BRIEF else ""
        drill = f"{DRILL}\n\n" if incident.drill else ""
        show_bare(board, drill + (safe(page) or bare(board, chosen)))


def bare(board: Board, what: str) -> str:
    """The text alone."""
    if what == TURN:
        turn = board.turn(board.view)
        return f"{turn.title}\n{turn.time}\n\n{plain_words(turn.guidance)}".rstrip()
    version = board.incident.statement(what).current
    return safe(version.text).rstrip("\n") if version is not None else ""


def show_bare(board: Board, text: str) -> None:
    """Print it on the terminal as it was before the board, until Enter."""
    try:
        with board.suspend():  # nothing may be raised in here: the screen would not come back
            shown = text.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8")
            print(f"\n{shown}\n\n(Enter = back to the board; the clocks run on)", flush=True)
            with contextlib.suppress(EOFError, KeyboardInterrupt, OSError, ValueError):
                input()
    except SuspendNotSupported:
        board.say("This terminal cannot leave the frame. In another one: crisis brief, crisis edit STATEMENT.")
