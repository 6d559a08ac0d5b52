"""Where the minutes went: who was waited for, and for what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crisis_cli.domain.timing import spoken
from crisis_cli.review.rows import Review
from crisis_cli.review.waiting import Wait
from crisis_cli.ui.report.blocks import Block, Cell, Paragraph, Table, Tone
from crisis_cli.ui.report.times import Times

MOST = 12
"""Waits in the table, the longest first; every step stands in a table of its own."""


def minutes(review: Review, times: Times) -> Iterator[Block]:
    """By person, then the longest waits."""
    if not review.waits:
        yield Paragraph("Nothing waited for anybody.")
        return
    yield Table(
        "Who was waited for (two steps at one time count once)",
        ("Whom", "Waited", "Of it beyond the due time", "Steps"),
        tuple(
            (Cell(row.whom), Cell(spoken(row.length)), _late(row.late), Cell(str(row.steps)))
            for row in review.waited_for
        ),
    )
    yield Table(
        "The longest waits",
        ("Waited", "For whom", "For what", "From", "To", "Beyond the due time"),
        tuple(
            (
                Cell(spoken(row.length)),
                Cell(row.whom),
                Cell(wait_title(row)),
                Cell(times.exact(row.since)),
                Cell("not finished" if row.open else times.exact(row.until)),
                _late(row.late),
            )
            for row in review.waits[:MOST]
        ),
    )


def wait_title(row: Wait) -> str:
    """The step, with its round."""
    return f"{row.title}, round {row.round}" if row.round > 1 else row.title


def _late(late: timedelta) -> Cell:
    over = late >= timedelta(seconds=1)
    return Cell(spoken(late) if over else "", tone=Tone.BAD if over else Tone.PLAIN)
