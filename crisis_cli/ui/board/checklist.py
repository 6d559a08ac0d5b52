"""A step's checklist: a number ticks a line at once, Enter says that the step is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual import events

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.dialog_choose import NUMBERS, Choose
from crisis_cli.ui.refusals import refusal


class Checklist(Choose):
    """The result is True when the step is done, None for Esc. Ticks are written down as they are made."""

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        ticked: frozenset[int],
        body: str,
        tick: Callable[[int, bool], Awaitable[None]],
        *,
        ends: str | None,
    ) -> None:
        super().__init__(title, [("", text) for text in lines], body)
        self.lines = [words for _, words in self.options]
        self.ticked = set(ticked)
        self.tick = tick
        self.ends = ends
        self.asked = False
        self._label()

    def _label(self) -> None:
        self.options = [
            (str(n), f"[{'x' if n in self.ticked else ' '}] {text}") for n, text in enumerate(self.lines)
        ]
        left = len(self.lines) - len(self.ticked)
        end = ", which ends the run" if self.ends else ""
        done = f"Enter = done{end}" if not left else f"Enter = done ({left} not ticked){end}"
        self.keys = f"number or space = tick   {done}   Esc = back"

    def scrolled(self, key: str) -> bool:
        return key != "space" and super().scrolled(key)

    def _begin(self, index: int) -> None:
        if not self.working:
            self.working = True
            job: Callable[[], Awaitable[None]] = partial(self._toggle, index)
            self.run_worker(job)

    async def _toggle(self, index: int) -> None:
        try:
            await self.tick(index, index not in self.ticked)
            self.ticked ^= {index}
            self.trouble = ""
        except CrisisError as refused:
            self.trouble = refusal(refused)
        finally:
            self.working = False
        self.marked = index
        self._label()
        self.draw()

    def pressed(self, event: events.Key) -> None:
        letter = event.character or ""
        if event.key == "space":
            self._begin(self.marked)
        elif letter and letter in NUMBERS[: len(self.options)]:
            self._begin(NUMBERS.index(letter))
        elif event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self._finish()

    def _finish(self) -> None:
        """Once more when lines are not ticked, or when it ends the run."""
        if not self.asked and (self.ends or len(self.ticked) < len(self.lines)):
            self.asked = True
            self.trouble = "This ends the run." if self.ends else "Some lines are not ticked."
            self.trouble += " Enter once more = done all the same."
            self.draw()
        else:
            self.leave(True)
