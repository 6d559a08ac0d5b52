"""The record behind the first page, section by section: every step, page, decision, text and fact."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.timing import spoken
from crisis_cli.review.rows import Review
from crisis_cli.ui.report.blocks import (
    Block,
    Cell,
    Paragraph,
    Section,
    Table,
    Timeline,
    Tone,
)
from crisis_cli.ui.report.drill import drill_sections
from crisis_cli.ui.report.first_page import PROMISE_COLUMNS, promise_rows
from crisis_cli.ui.report.log import log_table
from crisis_cli.ui.report.minutes import minutes
from crisis_cli.ui.report.record import record_blocks
from crisis_cli.ui.report.statements import statement_blocks
from crisis_cli.ui.report.times import Times, late_words
from crisis_cli.ui.report.trend import trend_section
from crisis_cli.ui.report.words import (
    about_words,
    decision_words,
    fact_words,
    freeze_words,
    page_answer,
    page_state,
    plain,
    recorded_words,
    step_late,
    step_outcome,
    step_title,
)

SAID_BY_ITS_KIND = ("turn", "heads_up", "rung", "unheld")
"""Pages whose words are made of the step's title."""


def sections(review: Review, times: Times) -> tuple[Section, ...]:
    """Everything after the first page, in reading order."""
    return (
        *drill_sections(review, times),
        *trend_section(review, times),
        Section("Timeline", (Timeline(), log_table(review, times))),
        Section("Where the minutes went", tuple(minutes(review, times))),
        Section("Promises, kept or missed", tuple(_promises(review, times))),
        Section("Steps, planned against actual", tuple(_steps(review, times))),
        Section("Pages and answers", tuple(_pages(review, times))),
        Section("Decisions", tuple(_decisions(review, times))),
        Section("Statements", tuple(statement_blocks(review, times))),
        Section("Facts", tuple(_facts(review, times))),
        Section("Notes, calls and items", tuple(_notes(review, times))),
        Section("The record itself", tuple(record_blocks(review, times))),
    )


def _promises(review: Review, times: Times) -> Iterator[Block]:
    rows = tuple(promise_rows(review, times))
    if rows:
        yield Table("What the public could hold us to", PROMISE_COLUMNS, rows)
    else:
        yield Paragraph("This playbook promises nothing, and the public was told no time.")
    first = review.summary.first_statement
    if first is not None:
        yield Paragraph(
            f"Time to the first statement, from the first sighting ({times.exact(review.summary.seen_at)}) to its "
            f"publication ({times.exact(first.moment)}): {spoken(first.after)}."
        )


def _steps(review: Review, times: Times) -> Iterator[Block]:
    columns = ("Step", "Role", "Opened", "Due", "Happened", "Typed", "Difference", "Result", "By")
    rows: list[tuple[Cell, ...]] = []
    for row in review.steps:
        late, tone = step_late(row)
        moved = f" (moved, first {times.exact(row.first_due_at) or 'none'})" if row.due_moves else ""
        rows.append(
            (
                Cell(step_title(row)),
                Cell(row.role),
                Cell(times.exact(row.opened_at)),
                Cell(f"{times.exact(row.due_at)}{moved}"),
                Cell(times.exact(row.happened_at)),
                Cell(times.exact(row.typed_at)),
                Cell(late, tone=tone),
                Cell(step_outcome(row)),
                Cell(row.by),
            )
        )
    yield Table("Every opening of every step", columns, tuple(rows))
    if review.left_open:
        title = "Open so far" if review.open else "Left open at the end"
        yield Table(
            title,
            ("Step", "Status", "Whose", "Due", "Difference"),
            tuple(
                (
                    Cell(row.title),
                    Cell("open" if row.status == "open" else "its turn never came"),
                    Cell(row.owner or "nobody"),
                    Cell(times.exact(row.due_at)),
                    Cell(late_words(row.late) if row.late and row.late.total_seconds() > 0 else ""),
                )
                for row in review.left_open
            ),
        )


def _pages(review: Review, times: Times) -> Iterator[Block]:
    if not review.pages:
        yield Paragraph("Nobody was paged.")
        return
    rows: list[tuple[Cell, ...]] = []
    for row in review.pages:
        answer, tone = page_answer(row)
        late = f" ({spoken(row.late)} late)" if row.late else ""
        about = about_words(row)
        rows.append(
            (
                Cell(f"{times.exact(row.queued_at)}{late}"),
                Cell(row.person),
                Cell(f"{about}: {row.title}" if row.title else about),
                Cell(answer, tone=tone),
                Cell(page_state(row)),
                Cell("" if row.about in SAID_BY_ITS_KIND else row.text),
            )
        )
    columns = ("Time", "To", "About", "Answer", "Sending", "Words")
    used = len(columns) if any(row[-1].text for row in rows) else len(columns) - 1
    yield Table("Every page", columns[:used], tuple(row[:used] for row in rows))


def _decisions(review: Review, times: Times) -> Iterator[Block]:
    if not review.decisions:
        yield Paragraph("Nothing was decided.")
        return
    rows = tuple(
        (
            Cell(times.exact(row.moment)),
            Cell(recorded_words(row)),
            Cell(decision_words(row, times)),
            Cell(row.why),
            Cell("" if row.typed_at == row.moment else times.exact(row.typed_at)),
        )
        for row in review.decisions
    )
    yield Table("Who decided what, and why", ("Time", "Who", "What", "Why", "Typed, if later"), rows)


def _facts(review: Review, times: Times) -> Iterator[Block]:
    if review.unknown:
        rows = tuple(
            (Cell(plain(row.name)), Cell(row.ask), Cell(fact_words(row).split(": ", 1)[-1]))
            for row in review.unknown
        )
        title = "What is not confirmed" if review.open else "What stayed unknown or unconfirmed"
        yield Table(title, ("Fact", "Question", "Known"), rows)
    if not review.facts:
        yield Paragraph("No fact was recorded.")
        return
    yield Table(
        "What was said to be known, and when",
        ("Time", "Fact", "Source", "By"),
        tuple(
            (
                Cell(times.exact(row.moment)),
                Cell(fact_words(row) + (" (TAKEN BACK)" if row.taken_back else "")),
                Cell(row.source),
                Cell(row.by),
            )
            for row in review.facts
        ),
    )


def _notes(review: Review, times: Times) -> Iterator[Block]:
    if not (review.notes or review.tries or review.items or review.freezes):
        yield Paragraph("None.")
    if review.notes:
        notes = tuple((Cell(times.exact(row.moment)), Cell(row.by), Cell(row.text)) for row in review.notes)
        yield Table("Notes", ("Time", "By", "Note"), notes)
    if review.tries:
        tries = tuple(
            (
                Cell(times.exact(row.moment)),
                Cell(row.person),
                Cell(row.via),
                Cell(_TRIED[row.result]),
                Cell(row.by),
            )
            for row in review.tries
        )
        yield Table("Tried by hand", ("Time", "Whom", "How", "Result", "By"), tries)
    if review.freezes:
        yield _freezes(review, times)
    if review.items:
        items = tuple(
            (Cell(times.exact(row.moment)), Cell(row.item, code=True), Cell(row.outcome), Cell(row.by))
            for row in review.items
        )
        yield Table("Posts and letters answered on the side", ("Time", "Item", "Outcome", "By"), items)


def _freezes(review: Review, times: Times) -> Table:
    columns = ("Time", "What", "Result", "How", "Words", "By")
    return Table(
        "Held still while it lasted",
        columns,
        tuple(
            (
                Cell(times.exact(row.moment)),
                Cell(row.title),
                Cell(
                    freeze_words(row),
                    tone=Tone.BAD if row.outcome in ("failed", "unknown", "begun") else Tone.PLAIN,
                ),
                Cell(f"{row.way}: {row.how}" if row.how else row.way),
                Cell(row.why),
                Cell(row.by),
            )
            for row in review.freezes
        ),
    )


_TRIED = {"none": "no answer", "message": "left a message", "reached": "reached"}
