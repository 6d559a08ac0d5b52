"""Questions at the foot of the board, the clocks still in sight above: choose, confirm, type a line, read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.field import Field
from crisis_cli.ui.board.refusals import refusal
from crisis_cli.ui.board.spans import BLANK, Line, clip, clip_line, line, width_of, wrap
from crisis_cli.ui.safe import safe, safe_line

IN_SIGHT = 3
"""Lines at the top of the board that a dialog leaves free: the header and the clocks."""

NUMBERS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What chooses an option; those past the last one are reached with the arrows."""

NO_LINE = -1
"""In place of an option that is marked."""

Submit = Callable[[str], Awaitable[Any]]


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


class Choose(Dialog):
    """One of several; the result is the option's key, None for Esc.

    `at`: the line that Enter takes, NO_LINE for none before somebody moves to one. `typing`: the option that asks
    for words; a letter begins it with that letter.
    """

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        body: str = "",
        *,
        at: int = 0,
        typing: str | None = None,
    ) -> None:
        self.options = [(key, safe_line(words)) for key, words in options]
        self.numbers = NUMBERS[: len(options) if typing is None else min(len(options), 9)]
        self.marked = at
        self.typing = typing
        words = ", or type it" if typing is not None else ""
        super().__init__(title, body, keys=f"{self._which()}, or up down and Enter{words}   Esc = back")

    def _which(self) -> str:
        first, last = self.numbers[:1], self.numbers[-1:]
        return first if first == last else f"{first}-{last}"

    def extra(self, most: int) -> list[Line]:
        most = max(most, 1)
        first = max(min(self.marked - most // 2, len(self.options) - most), 0)
        lines: list[Line] = []
        for index, (_, words) in list(enumerate(self.options))[first : first + most]:
            number = self.numbers[index] if index < len(self.numbers) else " "
            mark = ">" if index == self.marked else " "
            lines.append(line(f" {mark} {number}  {words}", "chosen" if index == self.marked else ""))
        return lines

    def scrolled(self, key: str) -> bool:
        if key not in ("up", "down"):
            return super().scrolled(key)
        before = max(self.marked, 0) if key == "up" else self.marked
        self.marked = (before + (1 if key == "down" else -1)) % len(self.options)
        self.say("")
        return True

    def pressed(self, event: events.Key) -> None:
        if event.key in ("escape", "ctrl+c"):
            self.leave()
        elif event.key == "enter":
            self.picked(self.marked)
        elif event.character and event.character in self.numbers:
            self.picked(self.numbers.index(event.character))
        elif event.is_printable and self.typing is not None:
            self._typed(event)
        elif event.is_printable:  # whoever types on, in the belief that it is a line, must not choose by an Enter
            self.marked = NO_LINE
            self.say(f"{event.character} is none of these: choose {self._which()}, or up down and Enter.")

    def on_paste(self, event: events.Paste) -> None:
        """A name that is pasted is typed."""
        event.stop()
        if self.typing is not None:
            self._typed(event)

    def _typed(self, event: events.Key | events.Paste) -> None:
        self.leave(self.typing)
        self.app.later(event)  # type: ignore[attr-defined]

    def picked(self, index: int) -> None:
        """An option was taken, or none of them."""
        if index == NO_LINE:
            self.say(f"Choose {self._which()}, or move to one with up and down.")
        else:
            self.leave(self.options[index][0])


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


class Ask(Dialog):
    """One typed line; a `replaceable` value goes when something is typed.

    `submit` does what the line is for; while it is refused, the line stays to be mended. The result is what it
    returned, in a tuple; None for Esc, and what was typed then is kept in `typed`.
    """

    def __init__(self, title: str, body: str, *, value: str, replaceable: bool, submit: Submit, keys: str) -> None:
        super().__init__(title, body, keys=keys)
        self.submit = submit
        self.field = Field(value=value, compact=True, select_on_focus=replaceable)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.field.value

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield self.panel
            yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    def below(self) -> int:
        return 1

    def belongs_to_field(self, _event: events.Key) -> bool:
        ours = _event.key in ("escape", "up", "down", "pageup", "pagedown")
        return self.focused is self.field and not ours and not self.over

    def pressed(self, event: events.Key) -> None:
        if event.key == "escape":
            self.leave()
        elif event.is_printable:  # typed before the line was ready
            self.field.insert_text_at_cursor(event.character or "")

    async def on_input_submitted(self) -> None:
        if self.working or self.over:
            return
        self.working = True
        try:
            self.leave((await self.submit(self.typed),))
        except (CrisisError, ValueError) as wrong:
            self.say(refusal(wrong))
        finally:
            self.working = False
