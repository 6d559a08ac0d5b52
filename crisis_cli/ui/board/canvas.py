"""A widget that shows lines as they are: text is never read as markup, and only lines that changed are sent."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from crisis_cli.ui.board.spans import BLANK, Line, pad_line

STYLES = {
    "": Style(),
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "late": Style(bold=True, color="red"),
    "now": Style(bold=True),
    "done": Style(color="green"),
    "drill": Style(bold=True, reverse=True, color="magenta"),
    "chosen": Style(reverse=True),
}
"""Beside every colour stands a mark or a word; the terminal's own sixteen colours fit light and dark screens."""


class Canvas(Widget):
    """Shows the lines it is given; a line that did not change costs nothing."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines from now on."""
        before, self.lines = self.lines, list(lines)
        width = self.size.width
        for y in range(max(len(before), len(lines))):
            if _at(before, y) != _at(lines, y):
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        row = pad_line(_at(self.lines, y), width)
        return Strip([Segment(text, STYLES[style]) for text, style in row], width)


def _at(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else BLANK
