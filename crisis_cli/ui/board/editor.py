"""The built-in editor: a statement's text under the clocks. Nothing typed is lost: it is saved, or kept aside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from crisis_cli.errors import CrisisError
from crisis_cli.ui.board import editor_texts
from crisis_cli.ui.board.asking import Early
from crisis_cli.ui.board.canvas import Canvas
from crisis_cli.ui.board.desk import Desk
from crisis_cli.ui.board.editor_findings import finding_before, live_with_shown, next_finding, show_finding
from crisis_cli.ui.board.editor_lines import foot_lines, head_lines
from crisis_cli.ui.board.editor_wordings import another_wording
from crisis_cli.ui.board.elsewhere import written_elsewhere
from crisis_cli.ui.board.proofreading import Proofreading
from crisis_cli.ui.board.spans import clip, line
from crisis_cli.ui.board.writing import Writing
from crisis_cli.ui.refusals import refusal
from crisis_cli.ui.safe import safe

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

KEYS = ("F2 done", "Esc leave, text kept", "ctrl+s save", "ctrl+o wording", "ctrl+e $EDITOR", "ctrl+r draft anew")
"""What the last line names."""

WORK = {
    "ctrl+s": "save",
    "f2": "finish",
    "ctrl+d": "finish",
    "escape": "leave",
    "ctrl+e": "elsewhere",
    "ctrl+r": "draft_anew",
    "tab": "next_gap",
    "ctrl+n": "next_finding",
    "f3": "next_finding",
    "ctrl+p": "finding_before",
    "ctrl+o": "another_wording",
    "ctrl+l": "live_with",
    "f4": "live_with",
}
"""What each key begins. They are no bindings: those overtake letters that are still on their way."""

FINDINGS = {"next_finding": 1, "finding_before": -1}


class Editor(Screen[None]):
    """Writes one statement. Leaving keeps the text in the journal; a kill leaves it in the scratch folder."""

    def __init__(self, board: Board, statement: str, trouble: str) -> None:
        super().__init__()
        self.board = board
        self.statement = statement
        self.desk = Desk(board, statement)
        self.message = (
            "What you had typed and not saved is back. ctrl+s saves it." if self.desk.came_back else trouble
        )
        self.area = Writing(self.desk.found, self.takes)
        self.proof = Proofreading(board, statement, self.area)
        self.top = Canvas("top")
        self.foot = Canvas("foot")
        self._said_on = self._before = self.desk.found
        self.warned_of = ""
        self.busy = self.holds_keys = False
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
        self.keep()

    # --- drawing ---------------------------------------------------------------------------------------------

    def _each_second(self) -> None:
        self.keep()
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

    def keep(self) -> None:
        """Put unsaved text aside, so that a kill loses a second of typing at most."""
        failed = self.desk.put_aside(self.area.text)
        if failed:
            self.say(f"This text could not be kept aside ({failed}): save it with ctrl+s.")

    # --- keys ------------------------------------------------------------------------------------------------

    def takes(self, event: Early) -> bool:
        """Whether what was put in is not for the text: it begins some work, or waits for the end of the last."""
        work = WORK.get(event.key) if isinstance(event, events.Key) else None
        if self.holds_keys or (self.busy and work is not None):
            self.holds_keys = True  # what comes behind it waits too
            self.board.later(event)
            return True
        if work is not None:
            self._begin(work)
        return work is not None

    def _begin(self, work: str) -> None:
        if work == "next_gap":
            self.area.mark_next_gap()
        elif work == "elsewhere":
            self._elsewhere()
        elif work in FINDINGS and self.proof.holds:
            show_finding(self, FINDINGS[work])
        else:
            self.busy = True
            self.holds_keys = work != "save"  # a store that is slow to save keeps nobody from typing
            job: Callable[[], Awaitable[None]] = partial(self._do, work)
            self.run_worker(job)

    async def _do(self, work: str) -> None:
        jobs: dict[str, Callable[[Editor], Awaitable[None]]] = {
            "save": editor_texts.save,
            "leave": editor_texts.leave,
            "draft_anew": editor_texts.draft_anew,
            "another_wording": another_wording,
            "finish": editor_texts.finish,
            "next_finding": next_finding,
            "finding_before": finding_before,
            "live_with": live_with_shown,
        }
        try:
            await jobs[work](self)
        except CrisisError as refused:
            self.say(refusal(refused))
        except Exception as wrong:  # the text stays where it is, on screen and in the scratch folder
            self.keep()
            self.say(f"That did not work ({type(wrong).__name__}: {wrong}). The text is kept.")
        finally:
            self.busy = self.holds_keys = False
            if self.is_current:  # else they are meant for the board
                await self.board.hand_over_early_keys()

    def _elsewhere(self) -> None:
        """$EDITOR; the board waits meanwhile, the keeper does not."""
        self.keep()
        text, failed = written_elsewhere(self.board, self.area.text)
        if failed:
            self.say(failed)
        else:
            self.area.put(safe(normalize("NFC", text)))
            self.keep()
