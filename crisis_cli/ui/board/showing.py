"""Everything that one picture of the board is made of: the view, and what this board itself knows beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from crisis_cli.ui.board.drill.stream import Stream
from crisis_cli.ui.my_turn import Turn
from crisis_cli.ui.view import View


@dataclass(frozen=True, slots=True)
class Showing:
    """`turn`: what Enter would do now; `chosen`: the step somebody moved to, empty for none.

    `alerts`: what must not be overlooked, each one line; `message`: what came of the last key.
    `acting`: for whom a room's one keyboard acts now; `stream`: what is posted in a drill.
    """

    view: View
    turn: Turn
    zone: tzinfo
    chosen: str = ""
    alerts: tuple[str, ...] = ()
    message: str = ""
    stale: str = ""
    muted: bool = False
    acting: str = ""
    stream: Stream | None = None
