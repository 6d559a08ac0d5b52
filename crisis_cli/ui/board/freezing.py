"""A team's own tools being told, one after the other, to hold something still, or to let it go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crisis_cli.domain.freezing import FREEZE
from crisis_cli.ui.board.beside import Beside
from crisis_cli.ui.frozen_words import held_words

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board
    from crisis_cli.ui.board.parts import Tool


TROUBLE = "crisis:"
"""What a line about trouble begins with."""


class Freezing(Beside):
    """`act`: of domain.freezing."""

    def __init__(self, board: Board, act: str, tools: Sequence[Tool]) -> None:
        super().__init__(board)
        self.act = act
        self.tools = tools
        self._by = board.me

    def doing(self) -> str:
        return "freezing" if self.act == FREEZE else "unfreezing"

    def seconds_left(self) -> float:
        at = self.board.at()
        ends = [held.until for held in self.board.incident.frozen.values() if held.under_way(at) and held.until]
        return max(((end - at).total_seconds() for end in ends), default=0.0)

    def alerts(self) -> tuple[str, ...]:
        return () if self.over or not self.told else (f"{self.doing().upper()}: {self.told[-1]}",)

    def afterwards(self) -> str:
        return "crisis freeze"

    def work(self) -> None:
        for tool in self.tools:
            if self.leaving.is_set():
                break
            tool.tell(self.act, self._by, self.tell)

    def ended(self, trouble: str) -> str:
        board = self.board
        held = [board.incident.frozen[tool.name] for tool in self.tools if tool.name in board.incident.frozen]
        words = (held_words(one, board.at(), board.parts.zone) or f"{one.title} goes on again" for one in held)
        drill = "DRILL, nothing was run: " if board.incident.drill else ""
        wrong = (line.removeprefix(TROUBLE).strip() for line in self.told if line.startswith(TROUBLE))
        return drill + "; ".join(filter(None, [", ".join(words), *wrong, trouble]))
