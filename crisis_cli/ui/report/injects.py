"""What happened to the team in a drill, in the picture above what the team did, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from crisis_cli.review.drill.rows import InjectRow
from crisis_cli.ui.report.scale import Scale
from crisis_cli.ui.report.svg import Drawing, stacked
from crisis_cli.ui.report.times import Times

MOST_LANES = 12

MOST_DRAWN = 200
"""In one picture; the table has them all."""

_WHAT = {
    "post": "post",
    "mail": "mail",
    "call": "call",
    "leak": "leak",
    "regulator": "authority",
    "wrong": "wrong word",
    "off": "phone off",
    "order": "order",
    "discuss": "question to the room",
}

_SHORT = 60


def what(row: InjectRow) -> str:
    """What kind of thing it was, in words."""
    return _WHAT.get(row.what, row.what)


def inject_words(row: InjectRow) -> str:
    """`mail: Your burger`, in one line."""
    said = " ".join((row.subject or row.text).split())
    return f"{what(row)}: {said}" if said else what(row)


def inject_lanes(drawing: Drawing, injects: Sequence[InjectRow], scale: Scale, times: Times) -> None:
    """As many lanes as keep their words apart, up to `MOST_LANES`."""
    seen = [row for row in injects if scale.shows(row.moment)]
    marks = [(scale.x(row.moment), _beside(row), row) for row in seen[:MOST_DRAWN]]
    lanes = stacked(marks)
    drawn = sum(len(lane) for lane in lanes[:MOST_LANES])
    for number, lane in enumerate(lanes[:MOST_LANES]):
        name = "Happened to the team" if drawn == len(seen) else f"Happened to the team ({drawn} of {len(seen)})"
        y = drawing.lane("" if number else name, strong=True)
        for x, words, row in lane:
            sender = f", {row.sender}" if row.sender else ""
            drawing.ring(x, y, f"{times.clock(row.moment)}{sender}: {inject_words(row)}")
            drawing.words(x, y, words, gap=8)


def _beside(row: InjectRow) -> str:
    words = f"{what(row)}, {row.sender}" if row.sender else inject_words(row)
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"
