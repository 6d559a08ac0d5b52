"""The statements in the report: where each went out, and every text on the way there."""

from __future__ import annotations

from collections.abc import Iterator

from crisis_cli.review.rows import Review
from crisis_cli.review.rows_said import PostRow, StatementRow, VersionRow
from crisis_cli.ui.report.blocks import Block, Cell, Diff, Heading, Pairs, Paragraph, Table, Tone, Verbatim
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.words import plain


def statement_blocks(review: Review, times: Times) -> Iterator[Block]:
    """Every statement: where it went, each text with its hash, its yeses and what changed in it."""
    if not review.statements:
        yield Paragraph("Nothing was written.")
    for statement in review.statements:
        speaker = f" (in the name of: {statement.speaker})" if statement.speaker else ""
        yield Heading(f"{plain(statement.name)}{speaker}")
        yield from _posts(statement, times)
        for version in statement.versions:
            yield from _version(version, times)


def _posts(statement: StatementRow, times: Times) -> Iterator[Block]:
    if not statement.posts:
        yield Paragraph("It was not published.")
        return
    columns = ("Channel", "Round", "Time", "Where", "By", "sha256 of the text")
    yield Table(
        f"Where {plain(statement.name)} went out", columns, tuple(_post(row, times) for row in statement.posts)
    )


def _post(row: PostRow, times: Times) -> tuple[Cell, ...]:
    where = Cell(row.url, code=True)
    if row.skipped:
        where = Cell(f"left out: {row.skipped}", tone=Tone.BAD)
    elif row.taken_back:
        where = Cell(f"TAKEN BACK: it was not out. {row.url}".strip())
    typed = f" (typed {times.exact(row.typed_at)})" if row.typed_at != row.moment else ""
    return (
        Cell(row.channel),
        Cell(str(row.round)),
        Cell(f"{times.exact(row.moment)}{typed}"),
        where,
        Cell(row.by),
        Cell(row.sha256, code=True),
    )


def _version(version: VersionRow, times: Times) -> Iterator[Block]:
    made = "drafted from the template" if version.drafted else "written"
    round_ = f", round {version.round}" if version.round > 1 else ""
    yield Heading(f"Text {version.number}{round_}: {made} by {version.by} at {times.exact(version.moment)}", 4)
    yield Pairs(tuple(_version_facts(version, times)))
    yield Verbatim(version.text)
    if version.diff is not None:
        yield Paragraph("What changed against the text before:")
        yield Diff(version.diff)


def _version_facts(version: VersionRow, times: Times) -> Iterator[tuple[str, Cell]]:
    yield "sha256", Cell(version.sha256, code=True)
    if version.facts:
        yield "Facts used", Cell(", ".join(plain(name) for name in version.facts))
    if version.standing_approval:
        yield "Standing approval", Cell(f"of {version.standing_approval}")
    for yes in version.yeses:
        kind = "Yes" if yes.kind == "yes" else "Countersigned"
        via = f", by {yes.via}, typed by {yes.recorded_by}" if yes.via else ""
        back = " (TAKEN BACK)" if yes.taken_back else ""
        yield kind, Cell(f"{yes.giver} as {yes.role}, {times.exact(yes.moment)}{via}{back}")
    for no in version.noes:
        kind = "No" if no.kind == "no" else "Objection"
        via = f", by {no.via}, typed by {no.recorded_by}" if no.via else ""
        yield kind, Cell(f"{no.giver}, {times.exact(no.moment)}{via}: {no.reason}")
