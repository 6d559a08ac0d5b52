"""What takes its time and must not stop the board: done in a thread of its own, while clocks and keys go on."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from crisis_cli.errors import CrisisError
from crisis_cli.ui.refusals import refusal
from crisis_cli.ui.safe import safe_line

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


class Beside(ABC):
    """One such work. `over`: everything is said that came of it. Who makes one of these says what is done (`work`,
    in the thread), what is said at its end, how to name it, and how long the part of it under way may take."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.over = False
        self.told: list[str] = []
        self.leaving = threading.Event()
        self._warned = False
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)

    def start(self) -> None:
        """Begin, in a running loop, which hears how it goes."""
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()

        def call(what: Callable[[], object]) -> None:
            with contextlib.suppress(RuntimeError):  # the board is closed
                loop.call_soon_threadsafe(what, context=context)

        self._call = call
        self._thread.start()

    # --- what each of them says ------------------------------------------------------------------------------

    @abstractmethod
    def doing(self) -> str:
        """`sending holding`."""

    @abstractmethod
    def seconds_left(self) -> float:
        """What the part of it that is under way may take at most, 0 when none is."""

    @abstractmethod
    def alerts(self) -> tuple[str, ...]:
        """What of it must not be overlooked, each in one line."""

    @abstractmethod
    def afterwards(self) -> str:
        """The command that shows what came of it."""

    @abstractmethod
    def work(self) -> None:
        """All of it, in the thread; once `leaving` is set it begins nothing more. Raises CrisisError."""

    @abstractmethod
    def ended(self, trouble: str) -> str:
        """What came of it, once the board knows of it; `trouble`: why it broke off, empty when it did not."""

    # --- once somebody leaves --------------------------------------------------------------------------------

    def before_leaving(self) -> str:
        """Said once to whoever would leave meanwhile; empty: nothing speaks against it."""
        if self._warned or not self._thread.is_alive():
            return ""
        self._warned = True
        begun = "what is begun is written down, no more is begun"
        return f"Still {self.doing()}: wait, {self._at_most()}. q again leaves: {begun}."

    def let_end(self) -> None:
        """Begin no more of it, and wait for what is under way; Ctrl+C does not wait for it."""
        self.leaving.set()
        if not self._thread.is_alive():
            return
        _print(f"Still {self.doing()}, {self._at_most()}; Ctrl+C leaves it to the journal, which has it.")
        self._thread.join()
        for line in self.told[-1:]:
            _print(line)
        _print(f"What came of it: {self.afterwards()}")

    def _at_most(self) -> str:
        seconds = round(self.seconds_left())
        return f"at most {seconds} s" if seconds > 0 else "a moment"

    # --- in the thread ---------------------------------------------------------------------------------------

    def tell(self, line: str) -> None:
        """A line of how it goes."""
        self.told.append(safe_line(line))
        self._call(self.board.repaint)

    def _run(self) -> None:
        trouble = ""
        try:
            self.work()
        except CrisisError as wrong:
            trouble = refusal(wrong)
        except Exception as wrong:  # whatever it is, it is said, and the journal has how far it went
            trouble = safe_line(f"{type(wrong).__name__}: {wrong}")
        self._call(partial(self._end, trouble))

    def _end(self, trouble: str) -> None:
        if self.board.is_running:
            self.board.run_worker(self._ended(trouble), group="beside")

    async def _ended(self, trouble: str) -> None:
        await self.board.store.look()
        words = self.ended(trouble)
        self.over = True
        self.board.say(words)


def _print(line: str) -> None:
    with contextlib.suppress(OSError):  # the line was cut: nobody reads it
        print(line, file=sys.stderr, flush=True)
