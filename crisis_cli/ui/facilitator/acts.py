"""Every act of the facilitator's board by the name that `keys` gives it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from crisis_cli.ui.board import acts_board
from crisis_cli.ui.board.drill import real
from crisis_cli.ui.facilitator import acts_clock, acts_injects, acts_people

if TYPE_CHECKING:
    from crisis_cli.ui.facilitator.app import FacilitatorBoard


async def opening(board: FacilitatorBoard) -> None:
    """Nothing is asked: whoever begins a drill knows who they are."""
    board.repaint()


ACTS: dict[str, Callable[[Any], Awaitable[None]]] = {
    "open": opening,
    "play": acts_injects.play_now,
    "up": acts_injects.up,
    "down": acts_injects.down,
    "page_up": acts_injects.page_up,
    "page_down": acts_injects.page_down,
    "first": acts_injects.first,
    "last": acts_injects.last,
    "details": acts_injects.details,
    "delay": acts_injects.delay,
    "delay_all": acts_injects.delay_all,
    "drop": acts_injects.drop,
    "write": acts_injects.write,
    "pause": acts_clock.pause,
    "speed": acts_clock.speed,
    "jump": acts_clock.jump,
    "note": acts_people.note,
    "rate": acts_people.rate,
    "all_steps": acts_board.all_steps,
    "log": acts_board.log,
    "go_to_real": real.go_to_real,
    "mute": acts_board.mute,
    "suspend": acts_board.suspend,
    "leave": acts_board.leave,
    "help": acts_board.help_,
}
