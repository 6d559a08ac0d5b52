"""What comes in fills the players' screen until Enter, one thing after the other; i reads it all again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from crisis_cli.ui.board.dialog_choose import Choose
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.drill import came
from crisis_cli.ui.board.drill.deciding import decide

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

JUST_NOW = 0.7
"""Seconds in which Enter was meant for what was there before."""


LATER = "later"
"""What Esc says, for somebody who joins late and has a dozen things to read."""


class Incoming(Dialog):
    """One thing that came in. The first Enter counts once there was time to see what came."""

    fills = True

    def __init__(self, heading: str, body: str, more: int, now: float) -> None:
        left = f"   Esc = the rest later, with i ({more} more came in)" if more else ""
        super().__init__(heading, body, keys=f"Enter = read, go on{left}")
        self.last = not more
        self.came_at = now
        self.warned = False

    def pressed(self, event: events.Key) -> None:
        if event.key == "escape" and not self.last:
            self.leave(LATER)
            return
        if event.key not in ("enter", "escape"):
            return
        now = self.app.parts.clock.monotonic()  # type: ignore[attr-defined]
        if now - self.came_at < JUST_NOW and not self.warned:
            self.warned = True
            self.say("This came in just now. Enter again when you have read it.")
        else:
            self.leave(True)


class Question(Choose):
    """Something to decide together: the result is the option's key, None for later. Nothing is marked before
    somebody moved to it: an Enter that goes from one thing to the next decides nothing."""

    fills = True

    def scrolled(self, key: str) -> bool:
        if key in ("up", "down") and self.marked < 0:
            self.marked = 0 if key == "up" else -1
        return super().scrolled(key)

    def picked(self, index: int) -> None:
        if index < 0:
            self.say("A number says which one, or up and down and then Enter. Esc = decide it later.")
        else:
            super().picked(index)


async def show_unread(board: Board) -> None:
    """One after the other until nothing is left."""
    board.lookout.coming_in = True
    try:
        await _one_after_the_other(board)
    finally:
        board.lookout.coming_in = False
        board.last_quick = ("do", board.parts.clock.monotonic())  # a second Enter is not meant for the next step


async def _one_after_the_other(board: Board) -> None:
    while unread := board.lookout.inbox.unread():
        one = unread[0]
        if not board.muted:
            board.bell()
        if one.is_open:
            board.lookout.inbox.mark_read(one)  # Esc leaves it for later: it stays in sight until it is decided
            await decide(board, one)
        else:
            shown = Incoming(
                came.heading(one, board.parts.zone),
                came.in_full(one, board.incident, board.at(), board.parts.zone),
                len(unread) - 1,
                board.parts.clock.monotonic(),
            )
            later = await board.push_screen_wait(shown) == LATER
            board.lookout.inbox.mark_read(board.lookout.inbox.unread()[-1] if later else one)


async def inbox(board: Board) -> None:
    """Read again what came in, the latest first; what is to be decided stands on top."""
    mine = sorted(board.lookout.inbox.mine(), key=lambda one: (not one.is_open, -one.seq))
    if not mine:
        board.say("Nothing has come in yet. In a drill, things come in by themselves.")
        return
    zone, at = board.parts.zone, 0
    options = [(str(one.seq), came.in_list(one, zone)) for one in mine]
    while (chosen := await board.choose("What came in", options, at=at)) is not None:
        at = next(index for index, one in enumerate(mine) if str(one.seq) == chosen)
        if mine[at].is_open:
            await decide(board, mine[at])
            return
        body = came.in_full(mine[at], board.incident, board.at(), zone)
        await board.read(came.heading(mine[at], zone), body)
