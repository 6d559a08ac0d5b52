"""The built-in editor: a statement's text under the clocks. Nothing typed is lost: it is saved, or kept aside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.screen import Screen

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.statement import Version, canonical
from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.editor_lines import head_lines, state_lines
from crisis_cli.ui.board.performing import perform
from crisis_cli.ui.board.scratch import Scratch
from crisis_cli.ui.board.spans import clip, line
from crisis_cli.ui.board.writing import Writing
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

KEYS = ("F2 done writing", "Esc leave, text kept", "ctrl+s save", "ctrl+e $EDITOR", "ctrl+z back")


class Editor(Screen[None]):
    """Writes one statement. Leaving keeps the text in the journal; a kill leaves it in the scratch folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", priority=True),
        Binding("f2,ctrl+d", "finish", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("ctrl+e", "elsewhere", priority=True),
        Binding("tab", "next_gap", priority=True),
    ]

    def __init__(self, board: Board, statement: str, trouble: str) -> None:
        super().__init__()
        self.board = board
        self.statement = statement
        state = board.incident.statement(statement)
        self.round = state.next_round()
        current = self._current()
        self.base = current.sha256 if current is not None else ""
        self.saved = safe(current.text) if current is not None else ""
        self.scratch = Scratch(
            board.parts.scratch, "text", board.incident.id, statement, str(self.round), board.me
        )
        kept = self.scratch.read()
        text = self.saved
        self.message = trouble
        if kept.get("text") and kept["text"] != self.saved:
            text, self.base = kept["text"], kept.get("base", self.base)
            self.message = "What you had typed and not saved is back. ctrl+s saves it."
        self.kept = text
        self.area = Writing(text)
        self.top = Canvas("top")
        self.foot = Canvas("foot")
        self.busy = False
        self.ready = False

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.area
        yield self.foot

    def on_mount(self) -> None:
        self.top.styles.height = 2
        self.area.focus()
        self.set_interval(1.0, self._each_second)
        self.draw()
        self.call_after_refresh(self.board.hand_over_early_keys)

    def on_resize(self) -> None:
        self.draw()

    def on_unmount(self) -> None:
        self._keep()

    def _current(self) -> Version | None:
        """The text of the round that is being written."""
        state = self.board.incident.statement(self.statement)
        return state.current if state.current is not None and state.current.round == self.round else None

    def _draft_step(self) -> Step | None:
        incident = self.board.incident
        steps = incident.playbook.steps_of(self.statement)
        drafts = (step for step in steps if step.kind is Kind.DRAFT)
        return next((step for step in drafts if incident.state(step.id).status is Status.OPEN), None)

    # --- drawing ---------------------------------------------------------------------------------------------

    def _each_second(self) -> None:
        self._keep()
        self.draw()

    def draw(self) -> None:
        """The clocks above the text, what is to be said under it."""
        width = self.app.size.width
        self.top.show(head_lines(self.board, self.statement, self._draft_step(), width))
        keys = line(clip(f" {'   '.join(KEYS)}", width), "dim")
        state = state_lines(self.area.text, self.saved, self.message, width)
        self.foot.styles.height = len(state) + 1
        self.foot.show([*state, keys])

    def on_text_area_changed(self) -> None:
        self.message = ""
        self.draw()

    def say(self, message: str) -> None:
        """Show one line until something is typed."""
        self.message = message
        self.draw()

    # --- keeping ---------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Put unsaved text aside, so that a kill loses a second of typing at most."""
        text = self.area.text
        if text == self.kept:
            return
        self.kept = text
        failed = self.scratch.write({"base": self.base, "text": text})
        if failed:
            self.say(f"This text could not be kept aside ({failed}): save it with ctrl+s.")

    async def _save(self) -> bool:
        """Write the text into the journal; False when it was not, which is then said."""
        text = self.area.text
        if canonical(text) == canonical(self.saved) and self.base == self._base_now():
            self._forget(text)
            return True
        if not await self._mine_over_theirs():
            return False
        try:
            await perform(self.board, i.Edit(self.statement, text))
        except CrisisError as refused:
            self._keep()
            self.say(f"{refused.message} {refused.hint}")
            return False
        self.saved, self.base = text, self._base_now()
        self._forget(text)
        return True

    def _forget(self, text: str) -> None:
        """The journal has this text: what was put aside is not needed any more."""
        self.kept = text
        self.scratch.forget()

    def _base_now(self) -> str:
        current = self._current()
        return current.sha256 if current is not None else ""

    async def _mine_over_theirs(self) -> bool:
        """When somebody else wrote in the meantime: which text stands."""
        current = self._current()
        if current is None or current.sha256 == self.base:
            return True
        title = f"{current.by} changed this text while you were writing"
        body = f"Theirs:\n\n{safe(current.text)}"
        answers = {"y": "mine replaces theirs (both are kept in the log)", "t": "take theirs"}
        answer = await self.board.confirm(title, body, answers)
        if answer == "t":
            self.base, self.saved = current.sha256, safe(current.text)
            self.area.put(self.saved)
            self.say("This is their text now. ctrl+z brings yours back.")
        return answer == "y"

    # --- keys ------------------------------------------------------------------------------------------------

    def _begin(self, work: str) -> None:
        if not self.busy:
            self.busy = True
            job: Callable[[], Awaitable[None]] = partial(self._do, work)
            self.run_worker(job)

    async def _do(self, work: str) -> None:
        self.area.read_only = work != "save"  # what is typed now is meant for the board
        try:
            if work == "save":
                if await self._save():
                    self.say("Saved. F2 when you are done writing.")
            elif work == "leave":
                await self._leave()
            else:
                await self._finish()
        except Exception as wrong:  # the text stays where it is, on screen and in the scratch folder
            self._keep()
            self.say(f"That did not work ({type(wrong).__name__}: {wrong}). The text is kept.")
        finally:
            self.busy = self.area.read_only = False

    def action_save(self) -> None:
        """Save without leaving."""
        self._begin("save")

    def action_leave(self) -> None:
        """Leave and keep the text."""
        self._begin("leave")

    def action_finish(self) -> None:
        """Done writing: the approvers' turn."""
        self._begin("finish")

    async def _leave(self) -> None:
        if not self.area.text.strip() or await self._save():
            self.dismiss()

    async def _finish(self) -> None:
        if not await self._save():
            return
        step = self._draft_step()
        if step is not None:
            try:
                await perform(self.board, i.Complete(step.id))
            except CrisisError as refused:
                self.action_next_gap()
                self.say(f"{refused.message} {refused.hint}")
                return
        self.dismiss()

    def action_next_gap(self) -> None:
        """Mark the next place to fill in, so that typing replaces it."""
        self.area.mark_next_gap()

    def action_elsewhere(self) -> None:
        """$EDITOR; the board waits meanwhile, the keeper does not."""
        self._keep()
        try:
            with self.app.suspend():
                text = self.board.parts.edit_elsewhere(self.area.text)
        except SuspendNotSupported:
            self.say("This terminal cannot leave the board for another editor. Write here.")
        except CrisisError as failed:
            self.say(f"{failed.message} {failed.hint}")
        else:
            self.area.put(safe(text))
            self._keep()
