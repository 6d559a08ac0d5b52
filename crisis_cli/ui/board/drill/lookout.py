"""What a board does beside drawing its run: the stream, what comes in, a drill's end, the window's title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from crisis_cli.domain.events import Event
from crisis_cli.ui.board.drill.inbox import Inbox
from crisis_cli.ui.board.drill.real import real_alerts, was_stopped
from crisis_cli.ui.board.drill.stream import Stream, stream_at
from crisis_cli.ui.board.window_title import BRING_BACK, KEEP, setting, window_title
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sentences import for_players, may_read

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

TYPING = 1.5
"""Seconds without a key after which nobody is in the middle of a word."""


class Lookout:
    """Belongs to one board. `key_at`: when a key was last pressed there, by its monotonic clock. `fills_screen`:
    whether what comes in is shown over everything until Enter."""

    fills_screen = True

    def __init__(self, board: Board) -> None:
        self.board = board
        self.inbox = Inbox(board)
        self.key_at = 0.0
        self.coming_in = False
        self._stop_told = False
        self._titled = ""
        self._minutes: dict[datetime, int] = {}
        self._asked: tuple[int, str, bool] = (-1, "", False)
        self._history: Sequence[Event] = ()

    def stream(self) -> Stream | None:
        """What is posted in a drill that follows a scenario."""
        board = self.board
        scenario, exercise = board.parts.scenario, board.incident.exercise
        if scenario is None or exercise is None:
            return None
        came = self.inbox.everything()
        return stream_at(came, scenario, board.at(), board.parts.zone, exercise.language, self._minutes)

    def history(self) -> Sequence[Event]:
        """What happened, as far as it is for whoever sits at this board."""
        board, picture = self.board, self.board.store.picture
        if picture.incident.exercise is None:
            return picture.history
        asked = (picture.incident.version, board.me, board.room)
        if asked != self._asked:
            self._asked, self._history = asked, tuple(filter(self._is_readable, picture.history))
        return self._history

    def _is_readable(self, event: Event) -> bool:
        board = self.board
        return for_players(event) if board.room else may_read(event, board.incident, board.me)

    def alerts(self) -> list[str]:
        """What a drill adds to what must not be overlooked."""
        picture = self.board.store.picture
        if not picture.incident.drill:
            return []
        if not self.fills_screen:
            return real_alerts(picture.incident, picture.real)
        questions = [f"TO DECIDE: {safe_line(one.text, 60)}   i" for one in self.inbox.undecided()[:1]]
        return [*real_alerts(picture.incident, picture.real), *questions]

    def look(self) -> None:
        """After every drawing: what the window is called, that it is real now, what came in."""
        board = self.board
        self._show_title()
        if was_stopped(board.incident):
            if not self._stop_told:
                from crisis_cli.ui.board.drill.stopped import Stopped

                self._stop_told = True
                board.push_screen(Stopped(board.store.picture.real), self._after_stop)
        elif self.fills_screen and board.incident.closed is None and not self.coming_in and self.inbox.unread():
            if not board.acting:
                self.coming_in = True
                board.start("show_unread")
            elif board.parts.clock.monotonic() - self.key_at >= TYPING:  # over what is open, not into a word
                from crisis_cli.ui.board.drill.incoming import show_unread

                self.coming_in = True
                board.run_worker(show_unread(board), group="incoming")

    def _after_stop(self, pressed: object) -> None:
        if pressed == "R":
            self.board.start("go_to_real")

    # --- the terminal's window -----------------------------------------------------------------------------

    def open(self) -> None:
        """Ask the terminal to remember what its window was called."""
        self._to_terminal(KEEP)

    def close(self) -> None:
        """Give the window its name back."""
        self._to_terminal(BRING_BACK)

    def _show_title(self) -> None:
        title = window_title(self.board.incident, self.board.parts.number)
        if title != self._titled:
            self._titled = title
            self._to_terminal(setting(title))

    def _to_terminal(self, codes: str) -> None:
        driver = self.board._driver
        if driver is not None and not self.board.is_headless:
            driver.write(codes)
