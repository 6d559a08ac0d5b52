"""The facilitator's board on one drill: the players' board with other rows and other keys."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.domain.events import Event
from crisis_cli.domain.scenario import Scenario
from crisis_cli.ui.board.app import Board
from crisis_cli.ui.board.doing import Acts
from crisis_cli.ui.board.drill.lookout import Lookout
from crisis_cli.ui.board.parts import BoardParts, FacilitatorParts
from crisis_cli.ui.board.spans import Line
from crisis_cli.ui.facilitator.ahead import Ahead, everything_ahead
from crisis_cli.ui.facilitator.keys import KEYBOARD
from crisis_cli.ui.facilitator.layout import Desk, facilitator_board
from crisis_cli.ui.view import View


class AllSeeing(Lookout):
    """Everything is read here, and nothing that happens to the players fills this screen."""

    fills_screen = False

    def _is_readable(self, _event: Event) -> bool:
        return True


class FacilitatorBoard(Board):
    """Shows what is coming. `marked`: the inject that a key is about, by its id."""

    keyboard = KEYBOARD

    def __init__(self, parts: BoardParts) -> None:
        super().__init__(parts)
        self.lookout = AllSeeing(self)
        self.marked = ""
        self._ahead: tuple[int, list[Ahead]] = (-1, [])

    @property
    def scenario(self) -> Scenario:
        """What the drill follows."""
        assert self.parts.scenario is not None  # who opens this board has read it
        return self.parts.scenario

    @property
    def hands(self) -> FacilitatorParts:
        """What this board does beside acting in the run."""
        assert self.parts.facilitator is not None
        return self.parts.facilitator

    @property
    def language(self) -> str:
        """The language that the drill is played in."""
        exercise = self.incident.exercise
        return exercise.language if exercise is not None else ""

    def ahead(self) -> list[Ahead]:
        """All that has not happened, worked out once for each version of the run."""
        version = self.incident.version
        if self._ahead[0] != version:
            self._ahead = (version, everything_ahead(self.incident, self.scenario))
        return self._ahead[1]

    def index(self) -> int:
        """Where the marked one stands; the first, when it has happened meanwhile."""
        return next((at for at, row in enumerate(self.ahead()) if row.inject.id == self.marked), 0)

    def marked_row(self) -> Ahead | None:
        """The row that a key is about, None when nothing is ahead."""
        rows = self.ahead()
        return rows[self.index()] if rows else None

    def drawing(self) -> tuple[View, Sequence[Line]]:
        showing = self.showing()
        desk = Desk(showing, self.ahead(), self.index(), self.incident, self.language)
        return showing.view, facilitator_board(desk, *self.size)

    def acts(self) -> Acts:
        from crisis_cli.ui.facilitator.acts import ACTS

        return ACTS
