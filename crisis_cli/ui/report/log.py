"""The run in the order of time, one line a moment: what the picture shows, for those who read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crisis_cli.review.rows import Review
from crisis_cli.review.rows_done import StepRow
from crisis_cli.ui.report.blocks import Cell, Table
from crisis_cli.ui.report.injects import inject_words
from crisis_cli.ui.report.times import Times
from crisis_cli.ui.report.words import (
    decision_words,
    fact_words,
    freeze_words,
    plain,
    promise_title,
    recorded_words,
    step_late,
    word_title,
    word_words,
)

TOLD_ELSEWHERE = ("undo", "silence", "back", "away")
"""Decisions that a reader of the course of things does not miss."""

Line = tuple[datetime, str, str]
"""When, what, who."""


def log_table(review: Review, times: Times) -> Table:
    """Everything that moved the run, the earliest first."""
    lines = sorted(_lines(review, times), key=lambda line: line[0])
    rows = tuple(
        (Cell(times.exact(moment)), Cell(times.since_seen(moment)), Cell(what), Cell(who))
        for moment, what, who in lines
    )
    return Table("The run in the order of time", ("Time", "Since seen", "What", "Who"), rows)


def _lines(review: Review, times: Times) -> Iterator[Line]:
    summary = review.summary
    yield summary.seen_at, "first seen by the public", ""
    yield summary.noticed_at, "the run began", summary.starter
    if review.exercise is not None:
        for inject in review.exercise.injects:
            yield inject.moment, f"HAPPENED TO THE TEAM: {inject_words(inject)}", inject.sender
        for talk in review.exercise.discussions:
            yield talk.moment, f"the room decided: {talk.decision}", talk.owner
    for step in review.steps:
        yield from _step(step)
    for fact in review.facts:
        if not fact.taken_back:
            yield fact.moment, fact_words(fact), fact.by
    for statement in review.statements:
        for post in statement.posts:
            if not post.skipped and not post.taken_back:
                again = f", round {post.round}" if post.round > 1 else ""
                yield post.moment, f"PUBLISHED on {post.channel}: {plain(statement.name)}{again}", post.by
    for freeze in review.freezes:
        yield freeze.moment, f"{freeze.title}: {freeze_words(freeze)}", freeze.by
    for row in review.decisions:
        if row.kind not in TOLD_ELSEWHERE and not row.taken_back:
            yield row.moment, decision_words(row, times), recorded_words(row)
    for promise in review.promises:
        if promise.status == "missed" and promise.due_at is not None:
            yield promise.due_at, f"PROMISE MISSED: {promise_title(promise)}", ""
        elif promise.status == "kept" and promise.kept_at is not None:
            yield promise.kept_at, f"promise kept: {promise_title(promise)}", ""
    for word in review.next_words:
        words, _ = word_words(word)
        if word.status != "open":
            yield word.kept_at or word.due_at, f"{words}: {word_title(word, times)}", ""


def _step(row: StepRow) -> Iterator[Line]:
    for rung in row.rungs:
        if rung.paged_at is not None:
            yield rung.paged_at, f"{rung.role} paged: {row.title}", rung.person
        elif rung.person:
            yield rung.fired_at, f"{rung.role} passed by: the keeper was late ({row.title})", ""
        else:
            yield rung.fired_at, f"{rung.role} passed over ({rung.why}): {row.title}", ""
    if row.outcome == "done" and row.happened_at is not None and not row.taken_back:
        late, _ = step_late(row)
        again = f", round {row.round}" if row.round > 1 else ""
        yield row.happened_at, f"done: {row.title}{again}" + (f" ({late})" if late else ""), row.by
