"""The dialog that offers several: by number, by the arrows, or by typing what is not among them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.spans import Line, line
from crisis_cli.ui.safe import safe_line

NUMBERS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What chooses an option; those past the last one are reached with the arrows."""

NO_LINE = -1
"""In place of an option that is marked."""


class Choose(Dialog):
    """One of several; the result is the option's key, None for Esc.

    `at`: the line that Enter takes, NO_LINE for none before somebody moves to one. `typing`: the option that asks
    for words; a letter begins it with that letter. `letter`: what chooses the first option in place of its number.
    """

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        body: str = "",
        *,
        at: int = 0,
        typing: str | None = None,
        letter: str = "",
    ) -> None:
        self.options = [(key, safe_line(words)) for key, words in options]
        numbers = letter + NUMBERS.replace(letter, "") if letter else NUMBERS
        self.numbers = numbers[: len(options) if typing is None else min(len(options), 9)]
        self.letter = letter
        self.marked = at
        self.typing = typing
        words = ", or type it" if typing is not None else ""
        super().__init__(title, body, keys=f"{self._which()}, or up down and Enter{words}   Esc = back")

    def _which(self) -> str:
        numbers = self.numbers.removeprefix(self.letter)
        first, last = numbers[:1], numbers[-1:]
        return ", ".join(filter(None, [self.letter, first if first == last else f"{first}-{last}"]))

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
