"""Dialogs at the foot of the board, the clocks still in sight above: a text to read, or to answer by a letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.spans import BLANK, Line, clip, clip_line, line, width_of, wrap
from crisis_cli.ui.safe import safe, safe_line

IN_SIGHT = 3
"""Lines at the top of the board that a dialog leaves free: the header and the clocks."""


class Dialog(ModalScreen[Any]):
    """A title, a text that scrolls, and a last line that says which keys there are. `fills`: on all of the screen
    but the clocks."""

    fills = False

    def __init__(self, title: str, body: str = "", *, keys: str = "Enter or Esc = back to the board") -> None:
        super().__init__()
        self.heading = safe_line(title)
        self.body = safe(body).rstrip("\n")
        self.keys = keys
        self.trouble = ""
        self.offset_down = 0
        self.over = False
        self.ready = False
        self.working = False
        self.panel = Canvas()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield self.panel

    def on_mount(self) -> None:
        self.draw()
        self.call_after_refresh(self.app.hand_over_early_keys)  # type: ignore[attr-defined]

    def on_resize(self) -> None:
        self.draw()

    def leave(self, result: Any = None) -> None:
        """Close, once: a second key that was already on its way changes nothing."""
        if not self.over:
            self.over = True
            self.dismiss(result)

    def say(self, trouble: str) -> None:
        """Show what is wrong above the last line."""
        self.trouble = safe_line(trouble)
        self.draw()

    # --- drawing ---------------------------------------------------------------------------------------------

    def extra(self, most: int) -> list[Line]:
        """What stands between the text and the last line, in at most `most` lines."""
        return [][:most]

    def draw(self) -> None:
        """Lay the dialog out anew for the size of the terminal."""
        width, height = self.app.size
        most = max(height - (IN_SIGHT if height >= 10 else 0) - self.below(), 2)
        text = [line(f" {row}") for row in wrap_keeping(self.body, max(width - 2, 1))] if self.body else []
        trouble = [line(f" ! {row}", "late") for row in wrap(self.trouble, width - 4)] if self.trouble else []
        drill: Line = (("-- ", "bold"), ("DRILL", "drill"), (" ", "")) if self._in_drill() else (("-- ", "bold"),)
        title = clip(self.heading, width - width_of(drill) - 2)
        fixed: list[Line] = [(*drill, (f"{title} ".ljust(width - width_of(drill), "-"), "bold"))]
        extra = self.extra(most - len(fixed) - len(trouble) - 1 - min(len(text), 3))
        room = max(most - len(fixed) - len(extra) - len(trouble) - 1, 0)
        self.offset_down = max(min(self.offset_down, len(text) - room), 0)
        shown = text[self.offset_down : self.offset_down + room]
        keys = self.keys
        if len(text) > room:
            keys = f"{keys}   {self.offset_down + len(shown)}/{len(text)} lines, PgDn PgUp"
        empty = [BLANK] * (room - len(shown)) if self.fills else []
        lines = [*fixed, *shown, *extra, *empty, *trouble, line(f" {keys}", "dim")][:most]
        self.panel.styles.height = len(lines)
        self.panel.show([clip_line(row, width) for row in lines])

    def _in_drill(self) -> bool:
        return bool(self.app.incident.drill)  # type: ignore[attr-defined]

    def below(self) -> int:
        """How many lines another widget takes under the panel."""
        return 0

    # --- keys ------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.belongs_to_field(event):
            return
        event.stop()
        if self.over:  # typed for what comes after this dialog
            self.app.later(event)  # type: ignore[attr-defined]
        elif not self.scrolled(event.key):
            self.pressed(event)

    def belongs_to_field(self, _event: events.Key) -> bool:
        """Whether the key must go on to the bindings of a line that is typed into."""
        return False

    def scrolled(self, key: str) -> bool:
        """Whether the key moved the text."""
        page = max(self.app.size.height - 8, 1)
        step = {"pagedown": page, "pageup": -page, "down": 1, "up": -1, "space": page}.get(key)
        if step is None:
            return False
        self.offset_down += step
        self.draw()
        return True

    def pressed(self, event: events.Key) -> None:
        """A key that does not scroll."""
        if event.key in ("enter", "escape", "q", "ctrl+c"):
            self.leave()


class Refusal(Dialog):
    """Why something cannot be. Letters change nothing here, not even q."""

    def pressed(self, event: events.Key) -> None:
        if event.key in ("enter", "escape", "ctrl+c"):
            self.leave()


class Confirm(Dialog):
    """Asked once: the result is what the pressed letter stands for, None for Esc. Enter answers nothing."""

    def __init__(self, title: str, body: str, answers: Mapping[str, str]) -> None:
        self.answers = dict(answers)
        asked = "   ".join(f"{letter} = {words}" for letter, words in answers.items())
        super().__init__(title, body, keys=f"{asked}   Esc = back")

    def pressed(self, event: events.Key) -> None:
        letter = (event.character or "").lower()
        if event.key in ("escape", "ctrl+c"):
            self.leave()
        elif letter in self.answers:
            self.leave(letter)
        else:
            self.say(f"Press {' or '.join(self.answers)}, or Esc.")


def wrap_keeping(text: str, width: int) -> list[str]:
    """Wrapped, with the indent of each line and empty lines kept."""
    lines: list[str] = []
    for row in text.expandtabs(4).split("\n"):
        if cell_len(row) <= width:  # as it is: these are the very words that go out
            lines.append(row)
            continue
        indent = " " * min(len(row) - len(row.lstrip(" ")), max(width // 3, 0))
        lines += [indent + piece for piece in wrap(row, width - len(indent))]
    return lines
