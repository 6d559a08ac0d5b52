"""The one screen of the board: a canvas, and the keys when no dialog is open."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from crisis_cli.ui.board.canvas import Canvas


class Face(Screen[None]):
    """Hands every key and every change of size to the board."""

    def compose(self) -> ComposeResult:
        yield Canvas()

    def on_resize(self) -> None:
        self.app.repaint()  # type: ignore[attr-defined]

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.app.pressed(event)  # type: ignore[attr-defined]

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.app.pressed(event)  # type: ignore[attr-defined]
