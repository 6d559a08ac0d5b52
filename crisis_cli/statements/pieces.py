"""A piece of a text that is checked by itself, and the way back from its places to those of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crisis_cli.domain.findings import Finding, Place
from crisis_cli.domain.legal_marks import mark_widths, without_legal_marks


class Piece(NamedTuple):
    """`text`: its words, without `[legal]` in front of a line. `above`: lines over it in the whole text, `before`:
    characters in front of it on its first line; `marks`: of its lines that had a mark, how wide that was."""

    text: str
    above: int = 0
    before: int = 0
    marks: Mapping[int, int] = {}

    def in_whole(self, place: Place) -> Place:
        """The same place in the whole text."""
        line, column = self._moved(place.line, place.column)
        return Place(place.file, line, column, *self._moved(place.end_line, place.end_column))

    def told_of_whole(self, finding: Finding) -> Finding:
        """The finding with all its places in the whole text; those in other files stay."""
        place = finding.place
        related = tuple(
            other._replace(place=self.in_whole(other.place))
            if other.place and (place is None or other.place.file == place.file)
            else other
            for other in finding.related
        )
        return finding._replace(place=self.in_whole(place) if place else None, related=related)

    def _moved(self, line: int, column: int) -> tuple[int, int]:
        before = self.before if line == 1 else 0
        return line + self.above, column + before + self.marks.get(line, 0)


def piece_at(whole: str, start: int, words: str) -> Piece:
    """The piece of these words, which begin at that character of the whole text."""
    before = start - (whole.rfind("\n", 0, start) + 1)
    return Piece(without_legal_marks(words), whole.count("\n", 0, start), before, mark_widths(words))
