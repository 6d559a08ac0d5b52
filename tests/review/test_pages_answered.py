"""Pages, and how fast their answers came."""

from __future__ import annotations

from crisis_cli.domain import intents as i
from crisis_cli.review.rows_done import PageRow
from tests.review.reviewed_runs import HOLDING, MINUTE, Run, whole_crisis


def waiting_for_a_yes() -> Run:
    """The CEO and the chief of operations are other people, and the text is ready at minute 8."""
    run = Run()
    run.hand("ceo", "clara")
    run.hand("coo", "omar")
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    run.to(8)
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    return run


def pages(run: Run, person: str, about: str) -> list[PageRow]:
    return [row for row in run.review().pages if (row.person, row.about) == (person, about)]


def test_an_acknowledgement_is_an_answer_and_says_after_how_long() -> None:
    run = waiting_for_a_yes()
    run.to(10)
    run.act(i.Acknowledge("yes-to-holding"), by="clara")
    (page,) = pages(run, "clara", "turn")
    assert (page.answer, page.answered_by) == ("acknowledged", "clara")
    assert page.answered_after is not None
    assert MINUTE < page.answered_after < 3 * MINUTE


def test_a_page_that_somebody_else_answered_names_them() -> None:
    page = next(row for row in whole_crisis().review().pages if (row.person, row.answered_by) == ("clara", "omar"))
    assert page.answer == "said yes"


def test_a_rung_is_a_page_and_a_yes_of_that_person_answers_it() -> None:
    run = waiting_for_a_yes()
    run.to(13)
    run.act(i.Approve("holding"), by="omar")
    (page,) = pages(run, "omar", "rung")
    assert (page.answer, page.answered_by, page.state, page.channel) == ("said yes", "omar", "sent", "board")


def test_a_page_nobody_answered_stays_unanswered() -> None:
    run = waiting_for_a_yes()
    run.to(30)
    (page,) = pages(run, "omar", "rung")
    assert (page.answer_expected, page.answer, page.answered_after) == (True, "", None)


def test_a_heads_up_expects_no_answer() -> None:
    (page,) = pages(waiting_for_a_yes(), "omar", "heads_up")
    assert not page.answer_expected


def test_an_offer_is_answered_by_accepting_or_declining() -> None:
    run = Run()
    run.hand("ceo", "clara")
    run.act(i.Offer(("coo",), "omar"))
    run.act(i.Decline(("coo",), "omar"), by="omar")
    assert [row.answer for row in run.review().pages] == ["accepted", "declined"]


def test_who_had_acted_before_the_page_answered_it_before() -> None:
    run = waiting_for_a_yes()
    run.to(13)
    run.act(i.Approve("holding", for_="coo", via="phone"), happened=11)
    (page,) = pages(run, "omar", "rung")
    assert page.answered_after is not None
    assert page.answered_after < MINUTE * 0


def test_a_late_page_says_how_late() -> None:
    run = waiting_for_a_yes()
    run.to(20, watched=False)
    (page,) = pages(run, "omar", "rung")
    assert page.late is not None
    assert page.late > 7 * MINUTE


def test_the_page_of_a_to_do_whose_words_were_blanked_is_blank_too() -> None:
    run = Run()
    run.hand("ceo", "clara")
    added = run.act(i.AddTodo("Call Mrs Nobody", owner="clara"))[0]
    run.session.redact(added.seq, "a private name", actor="ana")
    review = run.review()
    assert "Nobody" not in repr(review)
