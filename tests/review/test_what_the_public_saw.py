"""The public's clock: the first statement, the promises, and every time we said that we would speak again."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import intents as i
from tests.review.reviewed_runs import HOLDING, MINUTE, PLAYBOOK, SEEN, Run, whole_crisis


def published(run: Run, statement: str, *, next_word: float | None = None, channels: tuple[str, ...] = ()) -> None:
    """The next round of a statement is written, approved by phone and posted."""
    run.act(i.Edit(statement, f"{HOLDING}{len(run.session.history)}\n"))
    draft = {"holding": "write-holding", "update": "keep-talking"}[statement]
    run.act(i.Complete(draft), i.Approve(statement, for_="ceo", via="phone"))
    word = SEEN + next_word * MINUTE if next_word is not None else None
    run.act(i.Post(statement, channels, "https://x.example/1", word))


def in_crisis() -> Run:
    run = Run()
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    return run


def test_the_first_statement_counts_from_the_first_sighting_by_when_it_happened() -> None:
    first = whole_crisis().review().summary.first_statement
    assert first is not None
    assert (first.statement, first.channel, first.after) == ("holding", "x", timedelta(minutes=22, seconds=30))


def test_a_note_to_staff_is_no_word_to_the_public() -> None:
    text = PLAYBOOK.replace("channels: [x]}", "channels: [staff-app]}")
    run = Run(text)
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    published(run, "holding", channels=("x",))
    run.act(i.Undo())
    run.act(i.SkipChannel("holding", "x", "down"), i.SkipChannel("holding", "website", "down"))
    published(run, "update")
    assert run.review().summary.first_statement is None


def test_a_later_promise_that_staff_hear_of_as_well_makes_no_note_to_staff_public() -> None:
    text = PLAYBOOK.replace("channels: [x]}", "channels: [x, staff-app]}")
    late = "  what_we_found: {within: 7d, kept_by: publish-update}\nroles:"
    run = Run(text.replace("roles:", late, 1))
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    published(run, "holding", channels=("x",))
    run.act(i.Undo())
    run.act(i.SkipChannel("holding", "x", "down"), i.SkipChannel("holding", "website", "down"))
    published(run, "update", channels=("staff-app",))
    assert run.review().summary.first_statement is None


def test_a_promise_kept_says_how_much_time_was_left() -> None:
    (row,) = whole_crisis().review().promises
    assert (row.status, row.margin) == ("kept", timedelta(minutes=7, seconds=30))
    assert row.kept_by_title == "Publish the holding statement"


def test_a_promise_missed_says_by_how_much_and_so_far_when_nothing_is_out() -> None:
    run = in_crisis()
    run.to(35)
    assert [(row.status, row.margin) for row in run.review().promises] == [("missed", -5 * MINUTE)]
    published(run, "holding")
    (row,) = run.review().promises
    assert row.status == "missed"
    assert row.margin is not None
    assert -6 * MINUTE < row.margin < -5 * MINUTE


def test_a_promise_whose_step_is_not_needed_is_released() -> None:
    run = Run()
    run.act(i.Answer("size-up", "isolated"))
    review = run.review()
    assert [(row.status, row.margin) for row in review.promises] == [("released", None)]
    assert review.summary.promises_released == 1


def test_a_corrected_sighting_moves_every_count() -> None:
    run = whole_crisis()
    run.act(i.Reopen())
    run.act(i.CorrectSighting(SEEN - 20 * MINUTE))
    review = run.review()
    assert review.summary.noticed_after == 24 * MINUTE
    assert [(row.status, row.margin) for row in review.promises] == [
        ("missed", -timedelta(minutes=12, seconds=30))
    ]


def test_the_next_text_keeps_the_word_that_was_given() -> None:
    (word,) = whole_crisis().review().next_words
    assert (word.statement, word.due_at, word.status) == ("holding", SEEN + 50 * MINUTE, "kept")
    assert word.margin > MINUTE


def test_a_word_is_given_once_a_text_and_another_channel_does_not_keep_it() -> None:
    run = in_crisis()
    published(run, "holding", next_word=40, channels=("x",))
    run.to(20)
    run.act(i.Post("holding", ("website",), "https://x.example/2", SEEN + 40 * MINUTE))
    assert [(word.status, word.kept_at) for word in run.review().next_words] == [("open", None)]


def test_a_word_not_kept_is_missed_and_a_minute_is_a_minute() -> None:
    run = in_crisis()
    published(run, "holding", next_word=40)
    run.to(40.5)
    published(run, "update", next_word=60)
    run.to(65)
    kept, missed = run.review().next_words
    assert (kept.status, missed.status) == ("kept", "missed")
    assert missed.margin == -5 * MINUTE


def test_what_staff_read_does_not_keep_the_word_that_the_public_was_given() -> None:
    run = Run(PLAYBOOK.replace("channels: [x]}", "channels: [staff-app]}"))
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    published(run, "holding", next_word=40)
    run.to(20)
    published(run, "update")
    review = run.review()
    assert [(word.status, word.kept_at) for word in review.next_words] == [("open", None)]
    assert (review.summary.next_word_at, review.summary.next_word_in) == (SEEN + 40 * MINUTE, "holding")


def test_the_word_of_a_post_that_was_taken_back_was_never_given() -> None:
    run = in_crisis()
    published(run, "holding", next_word=40)
    run.act(i.Undo())
    assert run.review().next_words == ()
