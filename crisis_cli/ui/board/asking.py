"""How an act asks: each question is one dialog; while it is open, the board behind it goes on."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from textual import events

from crisis_cli.errors import CrisisError

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[None]
else:
    _Base = object

Found = TypeVar("Found")

EARLY = (events.Key, events.Paste)
Early: TypeAlias = events.Key | events.Paste
"""What a person put in before the screen that it is for stood."""


class Asking(_Base):
    """The questions; mixed into the board. Dialogs are loaded with the first question: the board opens sooner."""

    early: list[Early]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._unsent: dict[str, str] = {}

    async def choose(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        body: str = "",
        *,
        at: int = 0,
        typing: str | None = None,
        letter: str = "",
    ) -> str | None:
        """The key of the option that was chosen, None for Esc. `at`: the line that Enter takes, -1 for none;
        `typing`: the option that a typed letter begins; `letter`: what chooses the first, in place of a number."""
        from crisis_cli.ui.board.dialog_choose import Choose

        found: str | None = await self.push_screen_wait(
            Choose(title, options, body, at=at, typing=typing, letter=letter)
        )
        return found

    async def confirm(self, title: str, body: str, answers: Mapping[str, str] | None = None) -> str | None:
        """The letter of the answer, None for Esc; without `answers`, `y` or None."""
        from crisis_cli.ui.board.dialogs import Confirm

        found: str | None = await self.push_screen_wait(Confirm(title, body, answers or {"y": "yes"}))
        return found

    async def ask(
        self,
        title: str,
        body: str,
        submit: Callable[[str], Awaitable[Found]],
        *,
        value: str = "",
        keys: str = "Enter = save   Esc = back",
    ) -> Found | None:
        """What `submit` made of the typed line, None for Esc. What was typed before an Esc is there next time."""
        from crisis_cli.ui.board.dialog_ask import Ask

        unsent = self._unsent.pop(title, "")
        dialog = Ask(title, body, value=unsent or value, replaceable=not unsent, submit=submit, keys=keys)
        found: tuple[Found] | None = await self.push_screen_wait(dialog)
        if found is None:
            if dialog.typed:
                self._unsent[title] = dialog.typed
            return None
        return found[0]

    @contextlib.contextmanager
    def kept(self, typed: Mapping[str, str]) -> Iterator[None]:
        """If what is done in here is refused, these lines are there again, under the titles they were asked by."""
        try:
            yield
        except CrisisError:
            self._unsent.update(typed)
            raise

    async def refuse(self, title: str, body: str) -> None:
        """Say why not, in a box that swallows what is being typed for the question that does not come."""
        from crisis_cli.ui.board.dialogs import Refusal

        await self.push_screen_wait(Refusal(title, body))

    async def read(self, title: str, body: str) -> None:
        """Show a text until Enter or Esc."""
        from crisis_cli.ui.board.dialogs import Dialog

        await self.push_screen_wait(Dialog(title, body))

    @property
    def not_ready(self) -> bool:
        """Whether the screen on top is still on its way, or in the midst of something; keys wait for it."""
        if not self.screen_stack:
            return False
        return not getattr(self.screen, "ready", True) or getattr(self.screen, "holds_keys", False)

    async def hand_over_early_keys(self) -> None:
        """Keys that were typed while a dialog was on its way belong to it, not to the board under it."""
        screen = self.screen
        while self.early and self.screen is screen and not getattr(screen, "holds_keys", False):
            early = self.early.pop(0)
            again: Early
            if isinstance(early, events.Paste):
                again = events.Paste(early.text)
            else:
                again = events.Key(early.key, early.character)
            again.time = early.time
            await super().on_event(again)
        screen.ready = True  # type: ignore[attr-defined]
