"""A text on its way from this board: sent in a thread of its own, while the clocks and the keys go on."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from crisis_cli.domain.posting import ON_ITS_WAY, OUT, UNKNOWN, SentPart
from crisis_cli.domain.sends import hanging
from crisis_cli.engine.publishing import Tell
from crisis_cli.errors import CrisisError
from crisis_cli.ui.board.refusals import refusal
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sent import Result, as_text, progress

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board

Work = Callable[[Tell], Iterator[Result]]


class _Enough(Exception):
    """The board was left: the post under way is written down, and no further one begun."""


class Sending:
    """One statement. `over`: everything is said that came of it; then `alerts` are what is not out."""

    def __init__(self, board: Board, statement: str, work: Work) -> None:
        self.statement = statement
        self.over = False
        self._board = board
        self._work = work
        self._told: list[str] = []
        self._alerts: tuple[str, ...] = ()
        self._leaving = threading.Event()
        self._warned = False
        self._thread = threading.Thread(target=self._send, name="sending", daemon=True)

    def start(self) -> None:
        """Begin, in a running loop, which hears of each post."""
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()

        def call(what: Callable[[], object]) -> None:
            with contextlib.suppress(RuntimeError):  # the board is closed
                loop.call_soon_threadsafe(what, context=context)

        self._call = call
        self._thread.start()

    # --- on the board ----------------------------------------------------------------------------------------

    def alerts(self) -> tuple[str, ...]:
        """Where it stands; once it is over, a line for each channel on which it is not out, until p is pressed."""
        if self.over:
            return self._alerts
        drill = "DRILL " if self._board.incident.drill else ""
        return (f"{drill}SENDING {self.statement}: {self._told[-1] if self._told else 'the first post goes out'}",)

    def before_leaving(self) -> str:
        """Said once to whoever would leave while a post is on its way; empty: nothing speaks against it."""
        if self._warned or not self._thread.is_alive():
            return ""
        self._warned = True
        return (
            f"Still sending {self.statement}: wait, {self._at_most()}. q again leaves: what is on its way is"
            " written down, no other post begun."
        )

    def _at_most(self) -> str:
        at = self._board.at()
        ends = [one.last.lease_until for one in hanging(self._board.incident, at) if one.state == ON_ITS_WAY]
        seconds = max((round((end - at).total_seconds()) for end in ends), default=0)
        return f"at most {seconds} s for this post" if seconds > 0 else "a moment"

    # --- once it is left -------------------------------------------------------------------------------------

    def let_end(self) -> None:
        """Begin no other post, and wait for the one that is on its way; Ctrl+C does not wait for it."""
        self._leaving.set()
        if not self._thread.is_alive():
            return
        _print(
            f"Still sending {self.statement}, {self._at_most()}; Ctrl+C leaves it to the journal, which has it."
        )
        self._thread.join()
        for line in self._told[-1:]:
            _print(line)
        _print(f"What is out, and what is not: crisis publish {self.statement}")

    # --- in the thread ---------------------------------------------------------------------------------------

    def _send(self) -> None:
        results: list[Result] = []
        trouble = ""
        try:
            for result in self._work(self._tell):
                results.append(result)
                if self._leaving.is_set():
                    break
        except _Enough:
            pass
        except CrisisError as wrong:
            trouble = refusal(wrong)
        except Exception as wrong:  # whatever it is, it is said, and the journal has how far it went
            trouble = safe_line(f"{type(wrong).__name__}: {wrong}")
        self._call(partial(self._end, results, trouble))

    def _tell(self, part: SentPart) -> None:
        self._told.append(progress(part))
        self._call(self._board.repaint)
        if self._leaving.is_set() and part.state == OUT and part.part < part.parts:
            raise _Enough

    def _end(self, results: list[Result], trouble: str) -> None:
        if self._board.is_running:
            self._board.run_worker(self._ended(results, trouble), group="sending")

    async def _ended(self, results: list[Result], trouble: str) -> None:
        board = self._board
        await board.store.look()
        lines = as_text(board.incident, self.statement, results, board.at(), board.parts.zone)
        self._alerts = tuple(_not_out(self.statement, one) for one in results if one.state != OUT)
        if trouble:
            self._alerts = (f"SENDING {self.statement} broke off: {trouble}    p", *self._alerts)
        self.over = True
        board.say("   ".join([*lines, trouble]).strip())


def _not_out(statement: str, one: Result) -> str:
    """Short, with the key first that settles it: the dialog has the rest."""
    if one.state == UNKNOWN:
        return safe_line(f"p: NOBODY KNOWS whether {statement} is out on {one.channel}: {one.why}")
    return safe_line(f"p: {statement} is NOT OUT on {one.channel}: {one.why}")


def _print(line: str) -> None:
    with contextlib.suppress(OSError):  # the line was cut: nobody reads it
        print(line, file=sys.stderr, flush=True)
