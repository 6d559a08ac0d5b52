"""Places in a piece of a text are told as places in the whole."""

from __future__ import annotations

from crisis_cli.domain.findings import Finding, Place, Related, Severity
from crisis_cli.statements.pieces import piece_at

WHOLE = "One.\n  [legal] Two three.\nFour.\n"


def test_a_place_moves_down_and_to_the_right_by_what_was_taken_away() -> None:
    start = WHOLE.index("[legal]")
    piece = piece_at(WHOLE, start, WHOLE[start:])
    assert piece.text == "Two three.\nFour.\n"
    for words in ("Two", "three", "Four"):
        line = piece.text.count("\n", 0, piece.text.index(words)) + 1
        column = piece.text.split("\n")[line - 1].index(words) + 1
        place = piece.in_whole(Place("f", line, column, line, column + len(words)))
        assert place.words(WHOLE) == words


def test_the_other_ends_of_a_finding_move_with_it() -> None:
    piece = piece_at(WHOLE, WHOLE.index("Four"), "Four.\n")
    here = Place("f", 1, 1, 1, 5)
    elsewhere = Related("elsewhere", place=Place("other", 1, 1, 1, 2))
    found = Finding("r", Severity.HINT, "m", place=here, related=(Related("here", place=here), elsewhere))
    moved = piece.told_of_whole(found)
    assert moved.place == Place("f", 3, 1, 3, 5)
    assert [other.place for other in moved.related] == [moved.place, elsewhere.place]
