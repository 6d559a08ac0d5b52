"""Every act by the name that `keys` gives it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from crisis_cli.ui.board import acts_board, acts_freeze, acts_people, acts_run, acts_statements, acts_steps, bare
from crisis_cli.ui.board.drill import incoming, real, room

ACTS: dict[str, Callable[[Any], Awaitable[None]]] = {
    "open": acts_board.opening,
    "up": acts_board.up,
    "down": acts_board.down,
    "unchoose": acts_board.unchoose,
    "details": acts_board.details,
    "all_steps": acts_board.all_steps,
    "log": acts_board.log,
    "help": acts_board.help_,
    "mute": acts_board.mute,
    "leave": acts_board.leave,
    "suspend": acts_board.suspend,
    "do": acts_steps.do,
    "acknowledge": acts_steps.acknowledge,
    "next_person": acts_steps.next_person,
    "skip": acts_steps.skip,
    **{f"answer_{line}": partial(acts_steps.answer, line=line - 1) for line in range(1, 10)},
    "undo": acts_steps.undo,
    "tried": acts_people.tried,
    "hand_over": acts_people.hand_over,
    "accept": acts_people.accept,
    "decline": acts_people.decline,
    "away": acts_people.away,
    "came_in": acts_run.came_in,
    "fact": acts_run.fact,
    "note": acts_run.note,
    "private_note": acts_run.private_note,
    "seen": acts_run.seen,
    "close": acts_run.close,
    "edit": acts_statements.edit,
    "phone_yes": acts_statements.phone_yes,
    "publish": acts_statements.publish,
    "freeze": acts_freeze.freeze,
    "bare_text": bare.bare_text,
    "show_unread": incoming.show_unread,
    "inbox": incoming.inbox,
    "who_acts": room.who_acts,
    "go_to_real": real.go_to_real,
}
