"""The dialog that asks for one typed line, and keeps it while it is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.dialogs import Dialog
from crisis_cli.ui.board.field import Field
from crisis_cli.ui.refusals import refusal

Submit = Callable[[str], Awaitable[Any]]


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
