"""A text on its way from this board, post by post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from crisis_cli.domain.posting import ON_ITS_WAY, OUT, UNKNOWN, SentPart
from crisis_cli.domain.sends import hanging
from crisis_cli.engine.publishing import Tell
from crisis_cli.ui.board.beside import Beside
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sent import Result, as_text, progress

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


class _Enough(Exception):
    """The board was left: the post under way is written down, and no further one begun."""


class Sending(Beside):
    """One statement. Once it is over, `alerts` are what is not out, until somebody looks at it."""

    def __init__(self, board: Board, statement: str, send: Callable[[Tell], Iterator[Result]]) -> None:
        super().__init__(board)
        self.statement = statement
        self._send = send
        self._results: list[Result] = []
        self._alerts: tuple[str, ...] = ()

    def doing(self) -> str:
        return f"sending {self.statement}"

    def seconds_left(self) -> float:
        at = self.board.at()
        ends = [one.last.lease_until for one in hanging(self.board.incident, at) if one.state == ON_ITS_WAY]
        return max(((end - at).total_seconds() for end in ends), default=0.0)

    def alerts(self) -> tuple[str, ...]:
        if self.over:
            return self._alerts
        drill = "DRILL " if self.board.incident.drill else ""
        return (f"{drill}SENDING {self.statement}: {self.told[-1] if self.told else 'the first post goes out'}",)

    def afterwards(self) -> str:
        return f"crisis publish {self.statement}"

    def work(self) -> None:
        try:
            for result in self._send(self._heard):
                self._results.append(result)
                if self.leaving.is_set():
                    break
        except _Enough:
            pass

    def _heard(self, part: SentPart) -> None:
        self.tell(progress(part))
        if self.leaving.is_set() and part.state == OUT and part.part < part.parts:
            raise _Enough

    def ended(self, trouble: str) -> str:
        board = self.board
        lines = as_text(board.incident, self.statement, self._results, board.at(), board.parts.zone)
        self._alerts = tuple(_not_out(self.statement, one) for one in self._results if one.state != OUT)
        if trouble:
            self._alerts = (f"p: SENDING {self.statement} broke off: {trouble}", *self._alerts)
        return "; ".join(line.strip() for line in [*lines, trouble] if line)


def _not_out(statement: str, one: Result) -> str:
    """Short, with the key first that settles it: the dialog has the rest."""
    if one.state == UNKNOWN:
        return safe_line(f"p: NOBODY KNOWS whether {statement} is out on {one.channel}: {one.why}")
    return safe_line(f"p: {statement} is NOT OUT on {one.channel}: {one.why}")
