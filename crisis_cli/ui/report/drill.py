"""What a drill adds to the report, in the shape of HSEEP's after-action report and improvement plan."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.timing import show_duration, spoken
from crisis_cli.review.drill.rows import DrillRows, InjectRow, PlayerRow
from crisis_cli.review.rows import Review
from crisis_cli.ui.drills import stopped_words
from crisis_cli.ui.report.blocks import (
    Block,
    Bullets,
    Cell,
    Figure,
    Lists,
    Pairs,
    Paragraph,
    Section,
    Table,
    Tone,
    without_empty,
)
from crisis_cli.ui.report.injects import what
from crisis_cli.ui.report.minutes import wait_title
from crisis_cli.ui.report.objectives import analysis, objectives
from crisis_cli.ui.report.times import Times

TO_FILL_IN = "to be filled in"


def drill_sections(review: Review, times: Times) -> Iterator[Section]:
    """Overview, objectives, their analysis, the improvement plan, participants; nothing for another run."""
    drill = review.exercise
    if drill is None:
        return
    yield Section("Overview of the exercise", tuple(_overview(review, drill, times)))
    yield Section("Objectives", tuple(objectives(drill)))
    yield Section("Strengths and areas for improvement", tuple(analysis(drill)))
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
    if drill.stopped is not None:
        note = stopped_words(drill.stopped)
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


def _plan(drill: DrillRows) -> Iterator[Block]:
    if not drill.plan:
        yield Paragraph("No objective was missed, and nobody asked for a change. crisis debrief asks each player.")
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
    yield without_empty("Who took part", columns, rows)


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
        yield without_empty("Injects, in the order of time", columns, rows)
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
