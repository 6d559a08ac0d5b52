"""The run as a picture: inline SVG with a lane for promises, publications, pages and every step.

A run longer than two hours gets two pictures: its beginning, where the minutes count, and the whole. Every mark
has a title that says what it is; the table after the picture says the same in words.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from crisis_cli.review.rows import Review
from crisis_cli.review.rows_done import StepRow
from crisis_cli.review.rows_said import PostRow
from crisis_cli.ui.report.blocks import Tone
from crisis_cli.ui.report.injects import inject_lanes
from crisis_cli.ui.report.scale import WIDTH, Scale, ticks
from crisis_cli.ui.report.svg import Drawing, stacked
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.words import (
    page_answer,
    plain,
    promise_title,
    promise_words,
    step_late,
    step_outcome,
    word_title,
    word_words,
)

SHORT_RUN = timedelta(hours=2)
"""Up to here one picture shows every minute."""

MOST_LANES = 60
"""Steps in one picture; the table has them all."""

DRAWN = ("rung", "unheld")
"""Pages that were sent because nobody had acted; that it was somebody's turn, the steps show."""

MOST_PAGE_LANES = 10

LEGEND = (
    "outlined bar: planned, from opened to due",
    "filled bar: what happened",
    "striped part: late",
    "dashed line: a promise falls due",
    "diamond: published",
    "triangle: a page, to the answer",
)
INJECTS = ("ring: something happened to the team",)


def picture(review: Review, zone: tzinfo) -> str:
    """One or two figures as HTML; every text in them is made safe."""
    start = min(review.summary.seen_at, review.summary.noticed_at)
    dues = [row.due_at for row in review.promises if row.due_at is not None and row.status != "released"]
    dues += [row.due_at for row in review.next_words if row.status == "open"]
    end = max([review.as_of, *dues, start + timedelta(minutes=1)])
    if end - start <= SHORT_RUN:
        return _figure(review, Scale(start, end, zone), "The run, minute by minute", "t0")
    first_hour = start + timedelta(minutes=60)
    close = max([first_hour, *(due + timedelta(minutes=10) for due in dues if due <= start + SHORT_RUN)])
    return "\n".join(
        (
            _figure(review, Scale(start, close, zone), "The first hour, minute by minute", "t0"),
            _figure(review, Scale(start, end, zone), "The whole run", "t1"),
        )
    )


def _figure(review: Review, scale: Scale, title: str, name: str) -> str:
    drawing = Drawing(name)
    times = Times(scale.zone, review.summary.seen_at)
    injects = review.exercise.injects if review.exercise is not None else ()
    inject_lanes(drawing, injects, scale, times)
    _clocks(drawing, review, scale, times)
    _posts(drawing, review, scale, times)
    _pages(drawing, review, scale, times)
    _steps(drawing, review, scale, times)
    _axes(drawing, review, scale, times)
    description = (
        f"From {times.dated(scale.start)} to {times.dated(scale.end)}: promises, publications, pages and steps, "
        "planned against actual. The table below says the same in words."
    )
    return drawing.figure(
        f"DRILL: {title}" if review.drill else title, description, (*LEGEND, *(INJECTS if injects else ()))
    )


def _axes(drawing: Drawing, review: Review, scale: Scale, times: Times) -> None:
    """Local time above, UTC under it where that is another, minutes since the sighting below; drawn last, when the
    height is known."""
    seen = review.summary.seen_at.astimezone(scale.zone)
    elsewhere = bool(seen.utcoffset())
    for tick in ticks(scale):
        x = scale.x(tick)
        drawing.behind_line(x, "grid", f"{times.clock(tick)} local")
        drawing.above(x, scale.label(tick), scale.utc_label(tick) if elsewhere else "")
        drawing.below(x, times.since_seen(tick))
    drawing.axis_names(seen.tzname() or "local", "UTC" if elsewhere else "", "minutes since first seen")


def _clocks(drawing: Drawing, review: Review, scale: Scale, times: Times) -> None:
    summary = review.summary
    y = drawing.lane("Sighting and begin", strong=True)
    drawing.behind_line(scale.x(summary.seen_at), "seen", "first seen")
    begun = scale.x(summary.noticed_at)
    drawing.bar(scale.x(summary.seen_at), begun, y, "plan", "from the first sighting to the begin of the run")
    drawing.tick(begun, y, f"the run began {times.clock(summary.noticed_at)}")
    words = f"seen {times.clock(summary.seen_at)}, run began {times.clock(summary.noticed_at)}"
    drawing.words(begun + 5, y, words)
    for row in review.promises:
        title, result = promise_title(row), promise_words(row)
        if row.due_at is not None:
            moments = (row.due_at - row.within, row.due_at, row.kept_at)
            _promise(drawing, scale, times, title, result, moments)
    for word in review.next_words:
        if scale.shows(word.said_at):
            moments = (word.said_at, word.due_at, word.kept_at)
            _promise(drawing, scale, times, word_title(word, times), word_words(word), moments)


def _promise(
    drawing: Drawing,
    scale: Scale,
    times: Times,
    title: str,
    result: tuple[str, Tone],
    moments: tuple[datetime, datetime, datetime | None],
) -> None:
    """A bar from when it was given to when it is due, and a mark where it was kept."""
    given_at, due_at, kept_at = moments
    y = drawing.lane(title, strong=True)
    from_x, due_x = scale.x(given_at), scale.x(due_at)
    drawing.bar(from_x, due_x, y, "plan", f"due {times.clock(due_at)}")
    if scale.shows(due_at):
        drawing.behind_line(due_x, "limit", f"{title}: due {times.clock(due_at)}")
    end_x = due_x
    if kept_at is not None and scale.shows(kept_at):
        end_x = max(scale.x(kept_at) + 6, due_x)
        drawing.diamond(scale.x(kept_at), y, "post", f"{times.clock(kept_at)}: {result[0]}")
    drawing.words(end_x, y, result[0], result[1].value, gap=6)


def _posts(drawing: Drawing, review: Review, scale: Scale, times: Times) -> None:
    """Posts of one text in one minute share a mark."""
    groups: dict[tuple[str, int, str], list[PostRow]] = {}
    for statement in review.statements:
        for post in statement.posts:
            if not post.skipped and not post.taken_back and scale.shows(post.moment):
                key = (post.statement, post.round, times.clock(post.moment))
                groups.setdefault(key, []).append(post)
    marks: list[tuple[float, str, None]] = []
    for (name, round_, clock), posts in sorted(groups.items(), key=lambda item: item[1][0].moment):
        again = f" {round_}" if round_ > 1 else ""
        words = f"{plain(name)}{again}, {clock}: {', '.join(post.channel for post in posts)}"
        marks.append((scale.x(posts[0].moment), words, None))
    for number, lane_marks in enumerate(stacked(marks)):
        y = drawing.lane("" if number else "Published", strong=True)
        for x, words, _ in lane_marks:
            drawing.diamond(x, y, "post", words)
            drawing.words(x, y, words, gap=8)


def _pages(drawing: Drawing, review: Review, scale: Scale, times: Times) -> None:
    shown = [row for row in review.pages if row.about in DRAWN and scale.shows(row.queued_at)]
    marks = [(scale.x(row.queued_at), f"{row.person}: {page_answer(row)[0]}", row) for row in shown]
    lanes = stacked(marks)
    if len(lanes) > MOST_PAGE_LANES:
        drawing.lane(f"Pages (not all: {len(shown)})", strong=True)
    for number, lane_marks in enumerate(lanes[:MOST_PAGE_LANES]):
        named = not number and len(lanes) <= MOST_PAGE_LANES
        y = drawing.lane("Pages" if named else "", strong=True)
        for x, words, row in lane_marks:
            answered = row.answered_at if row.answered_at and row.answered_at >= row.queued_at else None
            to = scale.x(answered) if answered is not None else None
            drawing.page(x, to, y, f"{times.clock(row.queued_at)} {row.title}: {words}")
            drawing.words(x, y, words, page_answer(row)[1].value, gap=8)


def _steps(drawing: Drawing, review: Review, scale: Scale, times: Times) -> None:
    lanes: dict[str, list[StepRow]] = {}
    for row in review.steps:
        if row.opened_at is not None and scale.shows(row.opened_at):
            lanes.setdefault(row.step, []).append(row)
    for rows in list(lanes.values())[:MOST_LANES]:
        y = drawing.lane(rows[0].title)
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            room = scale.x(following.opened_at) if following is not None and following.opened_at else WIDTH
            _step(drawing, row, scale, times, y, room, review.as_of)
    if len(lanes) > MOST_LANES:
        drawing.lane(f"and {len(lanes) - MOST_LANES} more steps, in the table")


def _step(
    drawing: Drawing, row: StepRow, scale: Scale, times: Times, y: float, room: float, as_of: datetime
) -> None:
    assert row.opened_at is not None
    ended = row.happened_at or as_of
    opened_x, ended_x = scale.x(min(row.opened_at, ended)), scale.x(ended)
    late, tone = step_late(row)
    outcome = step_outcome(row)
    happened = times.exact(row.happened_at) or "not finished"
    due = times.exact(row.due_at) or "no time set"
    said = f"{row.title}: opened {times.exact(row.opened_at)}, due {due}, {happened}; {outcome} {late}"
    if row.due_at is not None and row.due_at > row.opened_at:
        drawing.bar(scale.x(row.opened_at), scale.x(row.due_at), y, "plan", said)
    on_time_x = min(ended_x, scale.x(row.due_at)) if row.due_at is not None else ended_x
    drawing.bar(opened_x, max(on_time_x, opened_x), y, "act", said, thin=True)
    if row.due_at is not None and ended > row.due_at and row.late is not None:
        drawing.bar(max(on_time_x, opened_x), ended_x, y, "late", said, thin=True)
    if row.happened_at is not None and scale.shows(row.happened_at):
        drawing.tick(ended_x, y, said)
    shown = {"answered": row.answer, "skipped": "skipped", "open": "not finished"}.get(row.outcome, "")
    words = ", ".join(part for part in (shown, late if tone is Tone.BAD else "") if part)
    due_x = scale.x(row.due_at) if row.due_at is not None else ended_x
    drawing.words(max(ended_x, due_x), y, words, tone.value, gap=5, room=room, turn=False)
