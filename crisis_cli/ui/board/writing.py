"""The text area of the editor: the terminal's own colours, keys in their order, and a way from gap to gap."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from crisis_cli.domain.findings import Place
from crisis_cli.domain.statement import gaps
from crisis_cli.ui.board.asking import Early


class Writing(TextArea):
    """A text whose cursor is reverse video, seen without colour. `takes`: whether an input is not for it."""

    DEFAULT_CSS = """
    Writing, Writing:focus {
        border: none; padding: 0 1; background: ansi_default; color: ansi_default; height: 1fr;
    }
    Writing > .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    Writing > .text-area--cursor-line { background: ansi_default; }
    Writing > .text-area--selection { text-style: reverse; background: ansi_default; }
    """

    def __init__(self, text: str, takes: Callable[[Early], bool]) -> None:
        super().__init__(text, show_line_numbers=False, soft_wrap=True)
        self._takes = takes

    async def _on_key(self, event: events.Key) -> None:
        """Every key when its turn comes: a binding would run behind the letters that were typed after it."""
        bindings = self._bindings.key_to_bindings.get(event.key)
        if not self._takes(event):
            if not bindings:
                return  # a letter: the text area puts it in
            await self.run_action(bindings[0].action)
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        if self._takes(event):
            event.stop()
            event.prevent_default()

    def put(self, text: str) -> None:
        """Replace everything, so that ctrl+z brings back what was there."""
        self.replace(text, (0, 0), self.document.end)

    def mark(self, place: Place) -> None:
        """Select the words at a place, so that typing replaces them; go there where it is about no words."""
        start, end = (place.line - 1, place.column - 1), (place.end_line - 1, place.end_column - 1)
        about_words = end[0] > start[0] or end[1] - start[1] > 1
        self.selection = Selection(start, end if about_words else start)

    def mark_next_gap(self) -> bool:
        """Select the next place that is still to be filled in, so that typing replaces it; False: none is left."""
        text = self.text
        here = _index(text, self.selection.end)
        found = gaps(text[here:]) or gaps(text)
        if not found:
            return False
        start = text.find(found[0], here)
        start = start if start >= 0 else text.find(found[0])
        self.selection = Selection(_location(text, start), _location(text, start + len(found[0])))
        return True


def _location(text: str, index: int) -> tuple[int, int]:
    """Row and column of a character."""
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)


def _index(text: str, location: tuple[int, int]) -> int:
    """Where in the text a row and column are."""
    row, column = location
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column
