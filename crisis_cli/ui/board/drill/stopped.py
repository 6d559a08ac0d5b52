"""The page that says that a drill was stopped because something is real."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.drill.real import Real
from crisis_cli.ui.safe import safe_line


class Stopped(Dialog):
    """Over everything, on every board at once, whatever was open there; what was typed is still under it."""

    fills = True

    def __init__(self, real: Sequence[Real]) -> None:
        body = ["The exercise is over at once, for everybody. Whatever is said from here on is real.", ""]
        body += [f"REAL: #{number} {safe_line(title)}" for _, number, title in real]
        body += ["", "R goes there."] if real else ["No real run is open yet. Leave with q, then: crisis run"]
        keys = (
            "R = the real one   Enter = look at what was the drill"
            if real
            else "Enter = look at what was the drill"
        )
        super().__init__("STOPPED: this is real", "\n".join(body), keys=keys)

    def pressed(self, event: events.Key) -> None:
        if event.key in ("enter", "escape"):
            self.leave()
        elif event.character == "R":
            self.leave("R")
