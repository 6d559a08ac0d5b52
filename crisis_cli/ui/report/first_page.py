"""The page for directors: what happened, how fast we spoke, which promises held, who decided, what is open."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.domain.timing import show_duration, spoken
from crisis_cli.review.rows import Review
from crisis_cli.review.rows_done import PromiseRow, WordRow
from crisis_cli.review.rows_said import FactRow
from crisis_cli.review.summary import DECIDED
from crisis_cli.ui.keeper_words import closer_words
from crisis_cli.ui.report.blocks import (
    Block,
    Bullets,
    Cell,
    Figure,
    Figures,
    Lists,
    Paragraph,
    Section,
    Table,
    Tone,
)
from crisis_cli.ui.report.drill import drill_figures
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.words import (
    decision_words,
    fact_words,
    plain,
    promise_title,
    promise_words,
    recorded_words,
    word_title,
    word_words,
)

MOST = 8
"""Lines of a list on the first page: the page is one page. The rest of the report has them all."""

MOST_CHARACTERS = 130
"""Of a line on the first page."""

PROMISE_COLUMNS = ("Promise", "Due", "Kept at", "Result")


def first_page(review: Review, times: Times) -> Section:
    """The summary; of an empty run, a sentence that says so."""
    blocks: list[Block] = []
    if review.empty:
        blocks.append(
            Paragraph("This report is empty: after it was opened, nobody did anything in this run.", lead=True)
        )
    blocks += [
        Paragraph(" ".join(_what_happened(review, times)), lead=not review.empty),
        Figures(tuple(_figures(review))),
    ]
    if figures := tuple(drill_figures(review)):
        blocks.append(Figures(figures))
    if review.promises:
        rows = promise_rows(review, times)[: len(review.promises)]
        missed = [_word(row, times) for row in review.next_words if row.status == "missed"]
        caption = "Promises, and the times given that were missed" if missed else "Promises"
        blocks.append(Table(caption, PROMISE_COLUMNS, tuple((rows + missed)[:MOST])))
    blocks.append(Lists(tuple(_lists(review, times))))
    return Section("Summary" if not review.open else "Summary so far", tuple(blocks))


def _what_happened(review: Review, times: Times) -> Iterator[str]:
    summary = review.summary
    if review.drill:
        yield "This was an exercise."
    yield f"First seen by the public on {times.dated(summary.seen_at)}."
    if review.item:
        yield f"It was about: {_short(review.item)}"
    yield f"The run began {spoken(summary.noticed_after)} later, by {_short(summary.starter)}."
    first = summary.first_statement
    if first is None:
        yield "No public statement went out." if not review.open else "No public statement is out yet."
    else:
        yield (
            f"The first public statement ({_short(first.statement)}, on {_short(first.channel)}) was out at "
            f"{times.clock(first.moment)}, {spoken(first.after)} after it was first seen."
        )
    if summary.closed_at is not None:
        closed = times.clock(summary.closed_at)
        yield _sentence(f"Closed at {closed} {_short(closer_words(summary.closed_by))}: {_short(summary.outcome)}")
    else:
        yield f"It is still open: this is the record so far, as of {times.clock(review.as_of)}."
    if summary.next_word_at is not None:
        again = f"says that we speak again at {times.clock(summary.next_word_at)}; that word stands."
        yield f"The {_short(summary.next_word_in)} statement {again}"


def _sentence(words: str) -> str:
    """With its full stop, where it has no end of its own: another sentence follows."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _figures(review: Review) -> Iterator[Figure]:
    summary = review.summary
    first = summary.first_statement
    target = next((row for row in review.promises if row.counts_from == "seen"), None)
    within = f"promised within {show_duration(target.within)}" if target is not None else "from the first sighting"
    if first is not None:
        late = target is not None and first.after > target.within
        tone = Tone.PLAIN if target is None else Tone.BAD if late else Tone.GOOD
        yield Figure(spoken(first.after), "from first sighting to first statement", within, tone)
    else:
        yield Figure("none", "no public statement", within, Tone.BAD if target is not None else Tone.PLAIN)
    yield Figure(spoken(summary.noticed_after), "until we noticed", "from first sighting to the begin of the run")
    if review.promises:
        words = [row.status for row in review.next_words]
        missed = summary.promises_missed + words.count("missed")
        kept = summary.promises_kept + words.count("kept")
        not_owed = [row for row in review.promises if row.counts_from == "change" and row.due_at is None]
        unchanged = sum(row.status != "released" for row in not_owed)
        counted = len(review.promises) - unchanged - summary.promises_released + len(words)
        tone = Tone.BAD if missed else Tone.GOOD if kept else Tone.PLAIN
        others = {
            "missed": missed,
            "open": summary.promises_open - unchanged + words.count("open"),
            "released": summary.promises_released,
        }
        note = ", ".join(f"{count} {name}" for name, count in others.items() if count)
        yield Figure(f"{kept} of {counted}", "promises kept", note or "none missed", tone)
    asked = [row for row in review.pages if row.answer_expected]
    answered = sum(row.answered_at is not None and row.answered_by == row.person for row in asked)
    yield Figure(
        str(summary.steps_late),
        "step late" if summary.steps_late == 1 else "steps late",
        f"{summary.steps_done} done",
    )
    if asked:
        yield Figure(f"{answered} of {len(asked)}", "pages answered", "by the person who was paged")


def promise_rows(review: Review, times: Times) -> list[tuple[Cell, ...]]:
    """Every promise, then every word given: when it was due, when it was kept, and by how much."""
    rows = [_promise(row, times) for row in review.promises]
    return rows + [_word(row, times) for row in review.next_words]


def _word(row: WordRow, times: Times) -> tuple[Cell, ...]:
    words, tone = word_words(row)
    due, kept = times.clock(row.due_at), times.clock(row.kept_at) or "-"
    return Cell(word_title(row, times)), Cell(due), Cell(kept), Cell(words, tone=tone)


def _promise(row: PromiseRow, times: Times) -> tuple[Cell, ...]:
    words, tone = promise_words(row)
    due = times.clock(row.due_at) or "not started"
    return Cell(promise_title(row)), Cell(due), Cell(times.clock(row.kept_at) or "-"), Cell(words, tone=tone)


def _lists(review: Review, times: Times) -> Iterator[Bullets]:
    if decided := list(_decided(review, times)):
        yield Bullets("Who decided", _capped(decided))
    if known := [fact_words(row) for row in _standing_facts(review)]:
        yield Bullets("What is known", _capped(known))
    if unknown := [plain(row.name) for row in review.unknown if row.status == "unknown"]:
        verb = "is" if review.open else "stayed"
        yield Bullets(f"What {verb} unknown", (_short(", ".join(unknown), 4 * MOST_CHARACTERS),))
    still = [f"{row.title} ({row.owner or 'nobody holds it'})" for row in review.left_open if row.status == "open"]
    if still:
        yield Bullets("Still open" if review.open else "Left open", _capped(still))


def _standing_facts(review: Review) -> list[FactRow]:
    """The last word on each fact, as far as there is one."""
    last = {row.name: row for row in review.facts if not row.taken_back}
    return [row for row in last.values() if row.status != "unknown"]


def _decided(review: Review, times: Times) -> Iterator[str]:
    for row in review.decisions:
        if row.kind in DECIDED and not row.taken_back:
            why = f" ({row.why})" if row.why else ""
            yield f"{times.clock(row.moment)} {recorded_words(row)}: {decision_words(row, times)}{why}"


def _capped(lines: list[str]) -> tuple[str, ...]:
    shown = [_short(line) for line in lines[:MOST]]
    more = len(lines) - MOST
    return (*shown, f"and {more} more, below") if more > 0 else tuple(shown)


def _short(text: str, most: int = MOST_CHARACTERS) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
