"""What has come in for a board, and up to where it was read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.ui.board.drill import came
from crisis_cli.ui.board.drill.came import Came
from crisis_cli.ui.board.scratch import Scratch

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

ROOM = "\0room"
"""Whose inbox it is where a room has one keyboard."""


class Inbox:
    """Of one board; one that comes back still knows what was read."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._version = -1
        self._all: tuple[Came, ...] = ()
        self._read: dict[str, int] = {}

    def everything(self) -> tuple[Came, ...]:
        """All that happened to the team, for whomever."""
        picture = self.board.store.picture
        if picture.incident.version != self._version:
            self._version = picture.incident.version
            self._all = came.came_in(picture.incident, picture.history, self.board.parts.scenario)
        return self._all

    def mine(self) -> list[Came]:
        """What this board shows, oldest first."""
        board = self.board
        if board.incident.exercise is None:
            return []
        return [one for one in self.everything() if came.is_for(one, board.incident, board.me, room=board.room)]

    def unread(self) -> list[Came]:
        """What has not been read here yet."""
        whose = self._whose()
        if whose not in self._read:
            noted = self._place(whose).read().get("seq", "")
            self._read[whose] = int(noted) if noted.isdecimal() else 0
        return [one for one in self.mine() if one.seq > self._read[whose]]

    def mark_read(self, one: Came) -> None:
        """It was read, and all that came before it."""
        whose = self._whose()
        self._read[whose] = max(one.seq, self._read.get(whose, 0))
        self._place(whose).write({"seq": str(self._read[whose])})

    def share(self) -> None:
        """From now on it is the whole room's; what came in before is not shown to it once more."""
        latest = max((one.seq for one in self.everything()), default=0)
        self._read[ROOM] = max(latest, self._read.get(ROOM, 0))

    def undecided(self) -> list[Came]:
        """Questions that the room has put off."""
        unread = {one.seq for one in self.unread()}
        return [one for one in self.mine() if one.is_open and one.seq not in unread]

    def _whose(self) -> str:
        return ROOM if self.board.room else self.board.me

    def _place(self, whose: str) -> Scratch:
        return Scratch(self.board.parts.scratch, "inbox", self.board.incident.id, whose)
