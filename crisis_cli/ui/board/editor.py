"""The built-in editor: a statement's text under the clocks. Nothing typed is lost: it is saved, or kept aside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from crisis_cli.domain.statement import Version
from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.desk import Desk
from crisis_cli.ui.board.editor_findings import live_with_shown, next_finding, show_next, warned_of_errors
from crisis_cli.ui.board.editor_lines import foot_lines, head_lines
from crisis_cli.ui.board.elsewhere import written_elsewhere
from crisis_cli.ui.board.proofreading import Proofreading
from crisis_cli.ui.board.refusals import refusal
from crisis_cli.ui.board.spans import clip, line
from crisis_cli.ui.board.writing import Writing
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

KEYS = ("F2 done", "Esc leave, text kept", "ctrl+s save", "ctrl+e $EDITOR", "ctrl+r draft anew")


ANEW = "It replaces the text that was typed here. That text is kept in the log, and ctrl+z brings it back."


class Editor(Screen[None]):
    """Writes one statement. Leaving keeps the text in the journal; a kill leaves it in the scratch folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", priority=True),
        Binding("f2,ctrl+d", "finish", priority=True),
        Binding("escape", "leave", priority=True),
        Binding("ctrl+e", "elsewhere", priority=True),
        Binding("ctrl+r", "draft_anew", priority=True),
        Binding("tab", "next_gap", priority=True),
        Binding("ctrl+n,f3", "next_finding", priority=True),
        Binding("ctrl+l,f4", "live_with", priority=True),
    ]

    def __init__(self, board: Board, statement: str, trouble: str) -> None:
        super().__init__()
        self.board = board
        self.statement = statement
        self.desk = Desk(board, statement)
        self.message = (
            "What you had typed and not saved is back. ctrl+s saves it." if self.desk.came_back else trouble
        )
        self.area = Writing(self.desk.found)
        self.proof = Proofreading(board, statement, self.area)
        self.top = Canvas("top")
        self.foot = Canvas("foot")
        self._said_on = self._before = self.desk.found
        self.warned_of = ""
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
        self.look_again()
        self.draw()
        self.call_after_refresh(self.board.hand_over_early_keys)

    def on_resize(self) -> None:
        self.draw()

    def on_unmount(self) -> None:
        self._keep()

    # --- drawing ---------------------------------------------------------------------------------------------

    def _each_second(self) -> None:
        self._keep()
        still = self._before == self.area.text
        self._before = self.area.text
        if still and self.proof.is_due:
            self.look_again()
        self.draw()

    def look_again(self) -> None:
        """Check the text beside the typing."""
        if self.area.text.strip():
            self.run_worker(self._look())

    async def _look(self) -> None:
        await self.proof.look()
        self.draw()

    def draw(self) -> None:
        """The clocks above the text, what is to be said under it."""
        width, height = self.app.size
        self.top.show(head_lines(self.board, self.statement, self.desk.draft_step(), width))
        keys = line(clip(f" {'  '.join(KEYS)}", width), "dim")
        foot = foot_lines(self.proof, self.desk.saved, self.message, width, height)
        self.foot.styles.height = len(foot) + 1
        self.foot.show([*foot, keys])

    def on_text_area_selection_changed(self) -> None:
        self.draw()

    def on_text_area_changed(self) -> None:
        if self.area.text != self._said_on:
            self.message = ""
        self.draw()

    def say(self, message: str) -> None:
        """Show one line until something is typed."""
        self.message = message
        self._said_on = self.area.text  # the change that this line is about is told after it
        self.draw()

    # --- keeping ---------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Put unsaved text aside, so that a kill loses a second of typing at most."""
        failed = self.desk.put_aside(self.area.text)
        if failed:
            self.say(f"This text could not be kept aside ({failed}): save it with ctrl+s.")

    async def save(self) -> bool:
        """Write the text into the journal; False when its writer looks at another text first.

        Raises CrisisError when it was not stored; it is put aside then.
        """
        theirs = self.desk.theirs()
        if theirs is not None and theirs.text != self.area.text and not await self._mine_over(theirs):
            return False
        try:
            await self.desk.save(self.area.text)
        except CrisisError:
            self._keep()
            raise
        return True

    async def _mine_over(self, theirs: Version) -> bool:
        """Somebody else wrote in the meantime: which text stands."""
        title = f"{theirs.by} changed this text while you were writing"
        answers = {"y": "mine replaces theirs (both are kept in the log)", "t": "take theirs"}
        answer = await self.board.confirm(title, f"Theirs:\n\n{safe(theirs.text)}", answers)
        if answer == "t":
            self.desk.take(theirs)
            self.area.put(self.desk.saved)
            self.say("This is their text now. ctrl+z brings yours back.")
        return answer == "y"

    # --- keys ------------------------------------------------------------------------------------------------

    def _begin(self, work: str) -> None:
        if not self.busy:
            self.busy = True
            job: Callable[[], Awaitable[None]] = partial(self._do, work)
            self.run_worker(job)

    async def _do(self, work: str) -> None:
        self.area.read_only = work not in ("save", "next_finding")  # what is typed now is meant for the board
        jobs: dict[str, Callable[[], Awaitable[None]]] = {
            "save": self._saved,
            "leave": self._leave,
            "draft_anew": self._draft_anew,
            "finish": self._finish,
            "next_finding": partial(next_finding, self),
            "live_with": partial(live_with_shown, self),
        }
        try:
            await jobs[work]()
        except CrisisError as refused:
            self.say(refusal(refused))
        except Exception as wrong:  # the text stays where it is, on screen and in the scratch folder
            self._keep()
            self.say(f"That did not work ({type(wrong).__name__}: {wrong}). The text is kept.")
        finally:
            self.busy = self.area.read_only = False

    def action_save(self) -> None:
        """Save without leaving."""
        self._begin("save")

    def action_draft_anew(self) -> None:
        """The template filled with the facts as they are now."""
        self._begin("draft_anew")

    def action_leave(self) -> None:
        """Leave and keep the text."""
        self._begin("leave")

    def action_finish(self) -> None:
        """Done writing: the approvers' turn."""
        self._begin("finish")

    async def _saved(self) -> None:
        if await self.save():
            self.say("Saved. F2 when you are done writing.")
            self.look_again()

    async def _draft_anew(self) -> None:
        typed = self.area.text
        if (
            typed.strip()
            and not self.desk.drafted(typed)
            and not await self.board.confirm(
                "Make the draft anew from the facts?", ANEW, {"y": "yes, replace my text"}
            )
        ):
            return
        if await self.save():
            self.area.put(await self.desk.draft_anew())
            self.say("Made anew from the facts. ctrl+z brings your text back.")
            self.look_again()

    async def _leave(self) -> None:
        try:
            if self.area.text.strip() and not await self.save():
                return
        except CrisisError as refused:
            self.board.say(f"{refusal(refused)} Your text is kept on this machine: e brings it back.")
        self.dismiss()

    async def _finish(self) -> None:
        if not await self.save() or await warned_of_errors(self):
            return
        try:
            await self.desk.done()
        except CrisisError:
            self.action_next_gap()
            raise
        self.dismiss()

    def action_next_finding(self) -> None:
        """Move to the next place where a check found something, and tell about it."""
        if self.proof.holds and not self.busy:
            show_next(self)
        else:
            self._begin("next_finding")

    def action_live_with(self) -> None:
        """Live with the finding that is shown, and say why."""
        self._begin("live_with")

    def action_next_gap(self) -> None:
        """Mark the next place to fill in, so that typing replaces it."""
        self.area.mark_next_gap()

    def action_elsewhere(self) -> None:
        """$EDITOR; the board waits meanwhile, the keeper does not."""
        self._keep()
        text, failed = written_elsewhere(self.board, self.area.text)
        if failed:
            self.say(failed)
        else:
            self.area.put(safe(normalize("NFC", text)))
            self._keep()
