"""Letting an intent happen from the board, and saying in one line what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.domain.events import Event
from crisis_cli.domain.evolve import UNDOABLE
from crisis_cli.domain.intents import Intent
from crisis_cli.ui.sentences import QUIET, sentence

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

TWICE = 0.6
"""Seconds within which the same key, pressed for an act that asks nothing, counts as pressed once."""


async def perform(board: Board, intent: Intent, *, happened_at: datetime | None = None) -> list[Event]:
    """Let it happen and say so; raises CrisisError when it is refused or could not be stored."""
    events = await board.store.act(intent, actor=board.me, happened_at=happened_at)
    board.chosen = ""
    told = [event for event in events if not isinstance(event.data, QUIET)]
    if told:
        back = " (u takes it back)" if isinstance(told[0].data, UNDOABLE) else ""
        board.say(sentence(told[0], board.incident, board.parts.zone) + back)
    else:
        board.say("Nothing changed: it is so already.")
    return events


def pressed_twice(board: Board, act: str) -> bool:
    """Whether this act was done a moment ago: a key that bounced must not do the next step, or page a second
    person."""
    before, moment = board.last_quick
    now = board.parts.clock.monotonic()
    board.last_quick = (act, now)
    if before == act and now - moment < TWICE:
        board.say("That key came twice in one moment: it counted once. Press it again if you mean it.")
        return True
    return False
