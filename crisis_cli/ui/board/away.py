"""What happened while this person's board was not open: up to where they saw it last, and what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.board.scratch import Scratch
from crisis_cli.ui.knowledge import is_news
from crisis_cli.ui.sentences import sentence

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

MOST = 500
"""Lines of the page; of more, the latest are shown."""


def _place(board: Board) -> Scratch:
    return Scratch(board.parts.scratch, "seen", board.incident.id, board.me)


def remember(board: Board) -> None:
    """Note up to which event this person has seen the run."""
    _place(board).write({"seq": str(board.incident.version)})


def seen_up_to(board: Board) -> int:
    """The last event that this person saw: on their board; without one, their own last act; 0: nothing yet."""
    noted = _place(board).read().get("seq", "")
    if noted.isdecimal():
        return int(noted)
    own = [event.seq for event in board.store.picture.history if event.actor == board.me]
    return own[-1] if own else 0


def while_away(board: Board) -> str:
    """What others did, and what fell due, since then: a line each, oldest first; empty when nothing did."""
    since = seen_up_to(board)
    if not since:
        return ""
    missed = [
        event
        for event in board.lookout.history()
        if event.seq > since and event.actor != board.me and is_news(event)
    ]
    zone = board.parts.zone
    lines = [
        f"{clock_time(event.moment, zone)} {sentence(event, board.incident, zone)}" for event in missed[-MOST:]
    ]
    return "\n".join(lines)
