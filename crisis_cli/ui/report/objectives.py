"""The objectives of a drill: what each came to, by which rule, its strengths and its areas for improvement."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.review.drill.rated import MET, SCALE, Rated
from crisis_cli.review.drill.rows import DrillRows
from crisis_cli.ui.drills import stopped_words
from crisis_cli.ui.report.blocks import Block, Cell, Heading, Pairs, Paragraph, Table, Tone, without_empty

_RULE = (
    "P, S, M and U are HSEEP's: performed without challenges, with some, with major challenges, unable to be "
    "performed. Where one ends and the next begins is our rule. A time limit: P with a quarter of it or more to "
    "spare, S in the last quarter, M late by less than a quarter, U later or not at all. A yes: P by one of the "
    "roles asked for, S by a deputy, M after the text was out, U none. One page too many, or one value said as "
    "certain that was not confirmed, is M, more are U. An objective is met at P or S. What was not evaluated is "
    "counted apart and is in no score."
)


def objectives(drill: DrillRows) -> Iterator[Block]:
    """The count, every objective, the capabilities they tested, and the rule."""
    counts = drill.counts
    parts = [f"{counts.met} of {counts.evaluated} evaluated objectives met"]
    parts += [
        f"{count} {letter}"
        for letter, count in (("P", counts.p), ("S", counts.s), ("M", counts.m), ("U", counts.u))
        if count
    ]
    parts += [f"{counts.not_evaluated} not evaluated"] if counts.not_evaluated else []
    parts += [f"{counts.overridden} rated by the facilitator"] if counts.overridden else []
    early = f" The drill was {stopped_words(drill.stopped)}." if drill.stopped is not None else ""
    yield Paragraph(", ".join(parts) + "." + early, lead=True)
    columns = ("Objective", "Capability", "By the journal", "By the facilitator", "Why")
    rows = tuple(
        (
            Cell(one.objective.title),
            Cell(one.objective.capability),
            _rating(one.rating),
            _rating(one.override[0]) if one.override is not None else Cell(""),
            Cell(f"{one.why} The facilitator: {one.override[1]}" if one.override is not None else one.why),
        )
        for one in drill.objectives
    )
    yield without_empty("Every objective", columns, rows)
    if drill.capabilities:
        yield Table(
            "By capability: the worst rating of its objectives",
            ("Capability", "Rating", "Objectives"),
            tuple(
                (Cell(row.capability), _rating(row.rating), Cell(", ".join(row.objectives)))
                for row in drill.capabilities
            ),
        )
    yield Paragraph(_RULE)


def _rating(rating: str) -> Cell:
    """`P: performed without challenges`; colour is beside the words, not instead of them."""
    words = f"{rating}: {SCALE[rating]}" if rating else SCALE[""]
    tone = Tone.PLAIN if not rating else Tone.GOOD if rating in MET else Tone.BAD
    return Cell(words, tone=tone)


def analysis(drill: DrillRows) -> Iterator[Block]:
    """Each objective with what was seen, and the events that show it."""
    for one in drill.objectives:
        yield Heading(one.objective.title)
        yield Paragraph(_rated_words(one))
        strengths, improvements = list(one.strengths), list(one.improvements)
        if one.override is not None:
            theirs = strengths if one.override[0] in MET else improvements
            theirs.append(f"The facilitator: {one.override[1]}")
        rows = [("Strength", Cell(line)) for line in strengths]
        rows += [("Area for improvement", Cell(line)) for line in improvements]
        if rows:
            yield Pairs(tuple(rows))


def _rated_words(one: Rated) -> str:
    letter = f"{one.rating} ({SCALE[one.rating]})" if one.rating else "not evaluated"
    words = f"By the journal {letter}."
    if not one.rating:
        words += f" {one.why}"
    if one.override is not None:
        words += f" By the facilitator {one.override[0]} ({SCALE[one.override[0]]}), and that counts."
    evidence = ", ".join(map(str, one.evidence))
    return (
        f"{words} Evidence: {'event' if len(one.evidence) == 1 else 'events'} {evidence}." if evidence else words
    )
