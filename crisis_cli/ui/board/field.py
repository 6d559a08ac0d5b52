"""The line that a person types into: text's own colours, a cursor that is seen without colour."""

from __future__ import annotations

from textual import events
from textual.timer import Timer
from textual.widgets import Input

BURST = 0.03
"""Seconds: keys closer together than this were pasted, not typed."""


class Field(Input):
    """An input line whose cursor is reverse video. A line break that is pasted into it is a space, not Enter."""

    DEFAULT_CSS = """
    Field { background: ansi_default; color: ansi_default; margin: 0 1; width: 100%; }
    Field > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    held: Timer | None = None
    """Runs while an Enter that came amid a burst waits for more of it."""
    _typed_at = 0.0
    _enter_at = 0.0

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text.replace("\t", " ")
        if "\n" in text:
            text = " ".join(part.strip() for part in text.split("\n") if part.strip())
        self._break_is_space()
        if text:
            self.replace(text, *self.selection)

    async def _on_key(self, event: events.Key) -> None:
        if getattr(self.screen, "over", False):  # typed for what comes after this line
            event.prevent_default()
        elif event.key == "enter":  # here, not as a binding: that runs after the letters behind it
            event.stop()
            event.prevent_default()
            self._enter_at = event.time
            await self.action_submit()
        elif event.key == "escape":  # as Enter: what is behind it is for what comes after
            event.stop()
            event.prevent_default()
            self.screen.pressed(event)  # type: ignore[attr-defined]
        elif bindings := self._bindings.key_to_bindings.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(bindings[0].action)
        elif event.is_printable:
            self._break_is_space()
            self._typed_at = event.time

    def _break_is_space(self) -> None:
        """More came right after an Enter: it was a line break in a text pasted without brackets."""
        if self.held is not None:
            self.held.stop()
            self.held = None
            self.replace(" ", *self.selection)

    async def action_submit(self) -> None:
        """Enter: at once when it was typed; amid a burst only when nothing follows."""
        if self.held is not None:
            self.held.reset()
        elif self._enter_at - self._typed_at < BURST:
            self.held = self.set_timer(BURST, self._submit_held)
        else:
            await super().action_submit()

    async def _submit_held(self) -> None:
        self.held = None
        await super().action_submit()
