"""The last part of the report: the chain's head, blanked words, clocks that jumped, time without a keeper."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.timing import spoken
from crisis_cli.review.rows import Review
from crisis_cli.ui.report.blocks import Block, Cell, Pairs, Paragraph, Table
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.words import plain


def record_blocks(review: Review, times: Times) -> Iterator[Block]:
    """How to prove that nothing was changed, and what in the record is not as it should be."""
    head = review.chain_head
    yield Paragraph(
        f"The journal of this run has {head.seq} events. Keep the last line's hash elsewhere: with it anybody can "
        "prove later that nothing before it was changed. Notes marked as private are not in this report."
    )
    yield Pairs(
        (
            ("Incident", Cell(review.incident, code=True)),
            ("Last event", Cell(str(head.seq))),
            ("Its hash", Cell(head.hash, code=True)),
            ("Playbook", Cell(review.playbook, code=True)),
            ("sha256 of the playbook", Cell(review.playbook_sha256, code=True)),
        ),
    )
    if review.redactions:
        yield Table(
            "Words that were blanked",
            ("Time", "Event", "By", "Why"),
            tuple(
                (
                    Cell(times.exact(row.moment)),
                    Cell(f"{row.act}, {plain(row.kind)}"),
                    Cell(row.by),
                    Cell(row.reason),
                )
                for row in review.redactions
            ),
        )
    for jump in review.clock_jumps:
        ahead = "ahead" if jump.by.total_seconds() > 0 else "back"
        yield Paragraph(
            f"{times.exact(jump.moment)}: a machine's clock went {ahead} by {spoken(abs(jump.by))}: it slept, or "
            "its clock was set."
        )
    for gap in review.keeper_gaps:
        yield Paragraph(
            f"From {times.exact(gap.since)} to {times.exact(gap.until)} nobody watched the timers. "
            f"Noticed only then: {', '.join(plain(name) for name in gap.fell_due)}."
        )
    if review.newer_events:
        yield Paragraph(f"{review.newer_events} event(s) were written by a newer version and are not told here.")
