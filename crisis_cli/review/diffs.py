"""What changed between two texts, word by word, in bounded time."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from crisis_cli.review.rows_said import Piece

MOST_WORDS = 2_000
"""Above this many words that differ, the changed stretch is shown as a whole: matching costs their square."""

_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other; joined without the added ones they are `before`, without
    the removed ones `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _same_start(old, new)
    end = _same_start(old[start:][::-1], new[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    pieces = [Piece("same", "".join(old[:start]))]
    if len(middle_old) + len(middle_new) > MOST_WORDS:
        pieces += [Piece("removed", "".join(middle_old)), Piece("added", "".join(middle_new))]
    else:
        pieces += _matched(middle_old, middle_new)
    pieces.append(Piece("same", "".join(old[len(old) - end :])))
    return tuple(piece for piece in pieces if piece.text)


def _same_start(old: list[str], new: list[str]) -> int:
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return index
    return min(len(old), len(new))


def _matched(old: list[str], new: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += [Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d]))]
    return pieces
