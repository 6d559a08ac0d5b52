"""How a key becomes an act: one at a time, and what is pressed meanwhile waits for its end."""

from __future__ import annotations

from bisect import insort
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.asking import Early
from crisis_cli.ui.board.keys import KEYBOARD
from crisis_cli.ui.refusals import refusal

if TYPE_CHECKING:
    from crisis_cli.ui.board.asking import Asking

    _Base = Asking
else:
    _Base = object

Acts = Mapping[str, Callable[[Any], Awaitable[None]]]


class Doing(_Base):
    """The acts; mixed into the board. `acting`: whether one is under way, as the opening is at first."""

    keyboard = KEYBOARD
    early: list[Early]
    message: str
    say: Callable[[str], None]
    repaint: Callable[[], None]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.early = []
        self.acting = True

    def pressed(self, event: Early) -> None:
        """A key or a paste on the board. While an act is under way, keys wait for its dialog, or for its end."""
        if self.acting:
            self.later(event)
            return
        if isinstance(event, events.Paste):
            self.say("A text can be pasted where one is asked for: f a fact, o a note, e a statement.")
            return
        act = self.keyboard.act_for(event.key, event.character)
        self.message = ""
        if act is None:
            self.say(f"{event.character or event.key} does nothing here.   ? = all keys")
        else:
            self.start(act)

    def acts(self) -> Acts:
        """Every act of this board by its name."""
        from crisis_cli.ui.board.acts import ACTS  # with the first act: the board is on screen sooner

        return ACTS

    def start(self, act: str) -> None:
        """Begin an act; one at a time."""
        self.acting = True
        work: Callable[[], Awaitable[None]] = partial(self._perform, act)
        self.run_worker(work, group="act")

    async def _perform(self, act: str) -> None:
        try:
            await self.acts()[act](self)
        except CrisisError as refused:
            self.say(refusal(refused))
        except Exception as wrong:  # whatever it is, the clocks go on
            self.say(f"That did not work ({type(wrong).__name__}: {wrong}). Nothing more was done.")
        finally:
            self.acting = False
            self.repaint()
            self._go_on_with_early_keys()

    def later(self, event: Early) -> None:
        """Keep a key that came to a screen which is done with keys; it goes to the one that stands next, at its
        place among those that wait."""
        insort(self.early, event, key=lambda one: one.time)
        if not self.acting:
            self._go_on_with_early_keys()
        elif hasattr(self.screen, "ready") and not self.not_ready and not getattr(self.screen, "over", False):
            self.call_later(self.hand_over_early_keys)

    def _go_on_with_early_keys(self) -> None:
        waiting, self.early = self.early, []
        for event in waiting:
            self.pressed(event)
