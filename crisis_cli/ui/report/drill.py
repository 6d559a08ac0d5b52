"""What a drill adds to the report, in the shape of HSEEP's after-action report and improvement plan."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.timing import show_duration, spoken
from crisis_cli.review.drill.rated import MET, SCALE, Rated
from crisis_cli.review.drill.rows import DrillRows, InjectRow, PlayerRow
from crisis_cli.review.rows import Review
from crisis_cli.ui.report.blocks import (
    Block,
    Bullets,
    Cell,
    Figure,
    Heading,
    Lists,
    Pairs,
    Paragraph,
    Section,
    Table,
    Tone,
)
from crisis_cli.ui.report.injects import what
from crisis_cli.ui.report.minutes import wait_title
from crisis_cli.ui.report.times import Times

TO_FILL_IN = "to be filled in"

_RULE = (
    "P, S, M and U are HSEEP's: performed without challenges, with some, with major challenges, unable to be "
    "performed. Where one ends and the next begins is our rule. A time limit: P with a quarter of it or more to "
    "spare, S in the last quarter, M late by less than a quarter, U later or not at all. A yes: P by one of the "
    "roles asked for, S by a deputy, M after the text was out, U none. One page too many, or one value said as "
    "certain that was not confirmed, is M, more are U. An objective is met at P or S. What was not evaluated is "
    "counted apart and is in no score."
)


def drill_sections(review: Review, times: Times) -> Iterator[Section]:
    """Overview, objectives, their analysis, the improvement plan, participants; nothing for another run."""
    drill = review.exercise
    if drill is None:
        return
    yield Section("Overview of the exercise", tuple(_overview(review, drill, times)))
    yield Section("Objectives", tuple(_objectives(drill)))
    yield Section("Strengths and areas for improvement", tuple(_analysis(drill)))
    yield Section("Improvement plan", tuple(_plan(drill)))
    yield Section("Participants", tuple(_participants(drill, times)))
    yield Section("What happened to the team", tuple(_injects(drill, times)))


def drill_figures(review: Review) -> Iterator[Figure]:
    """What a director asks of a drill first: were the objectives met, and for whom did everybody wait?"""
    drill = review.exercise
    if drill is None:
        return
    counts = drill.counts
    note = f"{counts.not_evaluated} not evaluated" if counts.not_evaluated else "all of them evaluated"
    tone = Tone.PLAIN if not counts.evaluated else Tone.GOOD if drill.met else Tone.BAD
    yield Figure(f"{counts.met} of {counts.evaluated}", "objectives met", note, tone)
    late = max(review.waits, key=lambda wait: (wait.late, wait.length), default=None)
    if late is not None:
        yield Figure(spoken(late.length), f"waiting for {late.whom}", wait_title(late))


def _overview(review: Review, drill: DrillRows, times: Times) -> Iterator[Block]:
    if drill.summary:
        yield Paragraph(drill.summary)
    pace = "as fast as it goes" if drill.speed == "max" else f"{drill.speed} of its minutes in one of ours"
    yield Pairs(
        (
            ("Exercise", Cell(drill.title)),
            ("Begins, by its own clock", Cell(times.dated(drill.starts))),
            ("Planned length", Cell(show_duration(drill.length))),
            ("Scenario", Cell(drill.scenario, code=True)),
            ("Playbook", Cell(review.playbook, code=True)),
            ("Language", Cell(drill.language)),
            ("Speed", Cell(pace)),
            ("Seed", Cell(str(drill.seed))),
            ("Objectives", Cell("; ".join(one.objective.title for one in drill.objectives) or "none")),
            ("Capabilities", Cell("; ".join(row.capability for row in drill.capabilities) or "none named")),
        )
    )


def _objectives(drill: DrillRows) -> Iterator[Block]:
    counts = drill.counts
    parts = [f"{counts.met} of {counts.evaluated} evaluated objectives met"]
    parts += [
        f"{count} {letter}"
        for letter, count in (("P", counts.p), ("S", counts.s), ("M", counts.m), ("U", counts.u))
        if count
    ]
    parts += [f"{counts.not_evaluated} not evaluated"] if counts.not_evaluated else []
    parts += [f"{counts.overridden} rated by the facilitator"] if counts.overridden else []
    yield Paragraph(", ".join(parts) + ".", lead=True)
    columns = ("Objective", "Capability", "By the journal", "By the facilitator", "Why")
    rows = tuple(
        (
            Cell(one.objective.title),
            Cell(one.objective.capability),
            rating_cell(one.rating),
            rating_cell(one.override[0]) if one.override is not None else Cell(""),
            Cell(f"{one.why} The facilitator: {one.override[1]}" if one.override is not None else one.why),
        )
        for one in drill.objectives
    )
    yield _without_empty("Every objective", columns, rows)
    if drill.capabilities:
        yield Table(
            "By capability: the worst rating of its objectives",
            ("Capability", "Rating", "Objectives"),
            tuple(
                (Cell(row.capability), rating_cell(row.rating), Cell(", ".join(row.objectives)))
                for row in drill.capabilities
            ),
        )
    yield Paragraph(_RULE)


def rating_cell(rating: str) -> Cell:
    """`P: performed without challenges`; colour is beside the words, not instead of them."""
    words = f"{rating}: {SCALE[rating]}" if rating else SCALE[""]
    tone = Tone.PLAIN if not rating else Tone.GOOD if rating in MET else Tone.BAD
    return Cell(words, tone=tone)


def _analysis(drill: DrillRows) -> Iterator[Block]:
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
    evidence = ", ".join(str(seq) for seq in dict.fromkeys(one.evidence))
    return (
        f"{words} Evidence: {'event' if len(set(one.evidence)) == 1 else 'events'} {evidence}."
        if evidence
        else words
    )


def _plan(drill: DrillRows) -> Iterator[Block]:
    if not drill.plan:
        yield Paragraph("Nothing was missed, and nobody asked for a change. crisis debrief asks each player.")
    else:
        rows = tuple(
            (
                Cell(row.capability or "-"),
                Cell(row.issue or "-"),
                Cell(row.action or TO_FILL_IN),
                Cell(row.owner or TO_FILL_IN),
                Cell(row.by_when or TO_FILL_IN),
                Cell(row.source),
            )
            for row in drill.plan
        )
        columns = ("Capability", "Issue", "Corrective action", "Owner", "By when", "From")
        yield Table("What changes, who sees to it, by when", columns, rows)
    if kept := tuple(f"{row.keep} ({row.player})" for row in drill.lessons if row.keep):
        yield Lists((Bullets("What is to be kept", kept),))


def _participants(drill: DrillRows, times: Times) -> Iterator[Block]:
    columns = ("Role", "Person", "Played by", "Not to be reached", "The facilitator noted")
    rows = tuple(
        (
            Cell(row.title),
            Cell(row.person),
            Cell(_played(row)),
            Cell(_silence(row, times)),
            Cell("\n".join(row.notes)),
        )
        for row in drill.players
    )
    yield _without_empty("Who took part", columns, rows)


def _without_empty(caption: str, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """The table without the columns in which nothing stands."""
    used = [number for number in range(len(columns)) if any(row[number].text for row in rows)]
    shown = tuple(tuple(row[number] for number in used) for row in rows)
    return Table(caption, tuple(columns[number] for number in used), shown)


def _played(row: PlayerRow) -> str:
    words = {"tool": "the tool", "nobody": "nobody"}.get(row.played_by, "a person")
    return f"{words} (absent)" if row.absent else words


def _silence(row: PlayerRow, times: Times) -> str:
    if row.silent_from is None:
        return ""
    until = f"to {times.clock(row.silent_until)}" if row.silent_until is not None else "to the end"
    return f"from {times.clock(row.silent_from)} {until}"


def _inject_text(row: InjectRow, times: Times) -> str:
    """Subject and words, and by when an answer is wanted."""
    said = f"{row.subject}: {row.text}" if row.subject else row.text
    return f"{said}\n(answer wanted by {times.clock(row.deadline_at)})" if row.deadline_at is not None else said


def _injects(drill: DrillRows, times: Times) -> Iterator[Block]:
    if not drill.injects:
        yield Paragraph("Nothing of the scenario was played.")
    else:
        rows = tuple(
            (
                Cell(times.exact(row.moment)),
                Cell(str(row.seq)),
                Cell(f"{what(row)}, by hand" if row.by_hand else what(row)),
                Cell(row.sender),
                Cell(", ".join(row.to) or "all"),
                Cell(_inject_text(row, times)),
                Cell(row.expected),
            )
            for row in drill.injects
        )
        columns = ("Time", "Event", "What", "From", "To", "Words", "Expected")
        yield _without_empty("Injects, in the order of time", columns, rows)
    if drill.discussions:
        yield Table(
            "What the room decided",
            ("Time", "Question", "Options", "Owner", "Decision", "Why"),
            tuple(
                (
                    Cell(times.exact(row.moment)),
                    Cell(row.question),
                    Cell(row.options),
                    Cell(row.owner),
                    Cell(row.decision),
                    Cell(row.reason),
                )
                for row in drill.discussions
            ),
        )
    if drill.not_played:
        lines = tuple(
            f"{row.inject}: dropped{f', {row.reason}' if row.reason else ''}" if row.dropped else row.inject
            for row in drill.not_played
        )
        yield Lists((Bullets("In the scenario, and not played", lines),))
