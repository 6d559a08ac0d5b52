"""What a check found in the text being written: looked for beside the typing, never shown of another text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets.text_area import Selection

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.statement import gaps
from crisis_cli.ui.board.acts_findings import look_over
from crisis_cli.ui.board.writing import Writing

if TYPE_CHECKING:
    from crisis_cli.ui.board.app import Board


class Proofreading:
    """What was found in one text area: `findings`, the errors first, of one kind in writing order, without the
    gaps that Tab goes to; `trouble`, why the text could not be checked; `looking`, how many looks are going on."""

    def __init__(self, board: Board, statement: str, area: Writing) -> None:
        self.board = board
        self.statement = statement
        self.area = area
        self.findings: tuple[Finding, ...] = ()
        self.trouble = ""
        self.looking = 0
        self._text: str | None = None
        self._version = -1
        self._shown: Finding | None = None
        self._shown_at = Selection()

    @property
    def holds(self) -> bool:
        """Whether what was found is about the text as it stands."""
        return self._text == self.area.text

    @property
    def is_due(self) -> bool:
        """Whether the text, or what is known around it, changed since the last look."""
        return not self.looking and not (self.holds and self._version == self.board.incident.version)

    async def look(self) -> None:
        """Check the text as it stands now."""
        text, version = self.area.text, self.board.incident.version
        self.looking += 1
        try:
            look = await look_over(self.board, self.statement, text)
        finally:
            self.looking -= 1
        told = set(gaps(text))
        kept = [one for one in look.findings if not _is_gap(one, text, told)]
        self.findings = tuple(one for worst in Severity for one in kept if one.severity is worst)
        self.trouble = look.trouble
        self._text, self._version = text, version

    # --- one of them -----------------------------------------------------------------------------------------

    @property
    def shown(self) -> Finding | None:
        """The finding that somebody moved to, until they move on or type."""
        there = self.holds and self.area.selection == self._shown_at and self._shown in self.findings
        return self._shown if there else None

    @property
    def next(self) -> Finding | None:
        """The one after the one that is shown, else of the worst kind the first from the cursor on; behind the
        last the first."""
        return self._beside(1)

    def _beside(self, by: int) -> Finding | None:
        if not self.findings:
            return None
        if self.shown is not None:
            return self.findings[(self.findings.index(self.shown) + by) % len(self.findings)]
        here = min(self.area.selection)
        worst = [one for one in self.findings if one.severity is self.findings[0].severity]
        if by > 0:
            return next((one for one in worst if _start(one) >= here), worst[0])
        return next((one for one in reversed(worst) if _start(one) < here), worst[-1])

    def show(self, by: int) -> None:
        """Move to the next one, or with -1 to the one before."""
        self._shown = self._beside(by)
        if self._shown is not None and self._shown.place is not None:
            self.area.mark(self._shown.place)
        self._shown_at = self.area.selection


def _is_gap(finding: Finding, text: str, told: set[str]) -> bool:
    return finding.rule == "unfilled-gap" and finding.place is not None and finding.place.words(text) in told


def _start(finding: Finding) -> tuple[int, int]:
    return (finding.place.line - 1, finding.place.column - 1) if finding.place else (0, 0)
