"""Objectives, evaluated from the journal alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event
from crisis_cli.review.drill.rated import by_time, shown
from crisis_cli.review.objectives import all_met, rate
from tests.review.drilled_runs import HOLDING, NIGHT, SCENARIO, Drill, scenario_of
from tests.review.reviewed_runs import PLAYBOOK


def drill(scenario: str = SCENARIO) -> Drill:
    """Sized up seven minutes after the sighting, three into the drill."""
    run = Drill(scenario=scenario)
    run.play("first-post")
    run.to(7)
    run.act(i.Answer("size-up", "crisis"))
    return run


def said(text: str = HOLDING, *, yes_at: float = 12, out_at: float = 14) -> Drill:
    """The holding statement, with the CEO's yes and out on every channel."""
    run = drill()
    run.act(i.Draft("holding", text), i.Complete("write-holding"))
    run.to(yes_at)
    run.act(i.Approve("holding"), by="clara")
    run.to(out_at)
    run.act(i.Post("holding", (), "https://x.example/1"))
    return run


def kinds(run: Drill, seqs: tuple[int, ...]) -> list[str]:
    events: dict[int, Event] = {event.seq: event for event in run.session.history}
    return [events[seq].kind for seq in seqs]


@pytest.mark.parametrize(
    ("spare", "rating"),
    [(30, "P"), (7.5, "P"), (7.4, "S"), (0, "S"), (-0.1, "M"), (-7.4, "M"), (-7.5, "U"), (-90, "U")],
)
def test_a_quarter_of_the_limit_is_what_lies_between_one_rating_and_the_next(spare: float, rating: str) -> None:
    assert by_time(timedelta(minutes=spare), timedelta(minutes=30)) == rating


@pytest.mark.parametrize(("minute", "rating"), [(14, "P"), (28, "S"), (33, "M"), (45, "U")])
def test_a_promise_is_rated_by_how_much_time_was_left(minute: float, rating: str) -> None:
    run = said(out_at=minute)
    found = run.rated()["first-word"]
    assert found.rating == rating
    assert kinds(run, found.evidence) == ["statement_posted"]
    assert ("before its time was up" in found.why) == (rating in "PS")
    assert bool(found.strengths) == (rating in "PS")
    assert bool(found.improvements) == (rating != "P")


def test_a_missed_promise_says_who_was_waited_for() -> None:
    run = drill()
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.to(50)
    run.act(i.TickDrill())
    found = run.rated()["first-word"]
    assert (found.rating, found.met) == ("U", False)
    assert kinds(run, found.evidence) == ["promise_missed"]
    assert "20 min after the promised time (30m)" in found.why
    assert (
        "42 min were spent waiting for Chief executive: Say yes to the holding statement" in found.improvements[1]
    )


def test_what_the_drill_was_too_short_for_is_not_evaluated_and_counts_nowhere() -> None:
    run = Drill()
    found = run.rated()
    assert {name: one.rating for name, one in found.items()} == dict.fromkeys(found, "")
    assert all(one.why and one.met is None for one in found.values())
    assert not all_met(found.values())


def test_a_yes_of_the_right_person_before_it_went_out() -> None:
    run = said()
    found = run.rated()["right-yes"]
    assert found.rating == "P"
    assert kinds(run, found.evidence) == ["statement_approved", "statement_posted"]
    assert found.why.startswith("holding: clara as Chief executive said yes before it went out (events ")


def test_a_yes_of_a_deputy_is_one_with_some_challenges() -> None:
    run = drill()
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.to(12)
    run.act(i.Approve("holding"), by="omar")
    run.act(i.Post("holding"))
    assert run.rated()["right-yes"].rating == "S"
    assert "a deputy" in run.rated()["right-yes"].why


def test_a_yes_that_was_given_after_it_was_out_is_late() -> None:
    run = drill()
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.to(12)
    run.act(i.Approve("holding"), by="clara")
    run.act(i.Post("holding"), happened=9)
    assert run.rated()["right-yes"].rating == "M"


def test_a_yes_of_nobody_who_was_asked_is_none() -> None:
    text = SCENARIO.replace("approved: holding, by: ceo", "approved: holding, by: legal")
    run = Drill(PLAYBOOK.replace("Counsel, deputy: coo", "Counsel"), scenario=text)
    run.act(i.Answer("size-up", "crisis"), i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.act(i.Reject("holding", "No."), by="clara")
    run.act(i.Edit("holding", HOLDING + "We are sorry.\n"), i.Complete("write-holding"))
    run.act(i.Approve("holding"), by="clara")
    run.act(i.Post("holding"))
    found = run.rated()["right-yes"]
    assert (found.rating, found.why.split(" (")[0]) == ("U", "holding: went out without a yes of Counsel")


def test_a_yes_that_never_came_in_its_time_is_an_objective_missed() -> None:
    run = drill()
    run.act(i.Draft("holding", HOLDING), i.Complete("write-holding"))
    run.to(9)
    assert run.ratings()["right-yes"] == ""
    run.to(20)
    assert run.ratings()["right-yes"] == "U"


@pytest.mark.parametrize(("minute", "rating"), [(30, "P"), (40, "S"), (44, "M"), (58, "U")])
def test_a_correction_is_timed_from_the_wrong_word(minute: float, rating: str) -> None:
    run = said()
    run.to(22)
    run.play("wrong-count")
    run.act(i.RecordFact("people_ill", 3, "confirmed", "the clinic"))
    run.to(minute)
    run.act(i.Edit("update", "Three people are ill, not hundreds.\n"), i.Complete("keep-talking"))
    run.act(i.Approve("update"), by="clara")
    run.act(i.Post("update"))
    found = run.rated()["put-right"]
    assert found.rating == rating
    assert kinds(run, found.evidence) == ["inject_played", "statement_posted"]


def test_a_text_about_something_else_corrects_nothing() -> None:
    run = said()
    run.to(22)
    run.play("wrong-count")
    run.act(i.RecordFact("people_ill", 3, "confirmed", "the clinic"))
    run.act(i.Edit("update", "We have stopped the sale at 3:30.\n"), i.Complete("keep-talking"))
    run.act(i.Approve("update"), by="clara")
    run.act(i.Post("update"))
    run.to(41)
    assert run.ratings()["put-right"] == ""
    run.to(43)
    assert run.ratings()["put-right"] == "U"


def test_a_text_that_was_agreed_on_before_the_wrong_word_does_not_answer_it() -> None:
    run = said()
    run.act(i.RecordFact("people_ill", 3, "confirmed", "the clinic"))
    run.act(i.Edit("update", "Three people are ill. We speak again at 03:50.\n"), i.Complete("keep-talking"))
    run.act(i.Approve("update"), by="clara")
    run.to(22)
    run.play("wrong-count")
    run.act(i.Post("update", (), "https://x.example/2"))
    run.to(43)
    run.act(i.TickDrill())
    assert run.ratings()["put-right"] == "U"


def test_a_step_counts_from_the_start_of_the_drill() -> None:
    found = drill().rated()["sized-up"]
    assert (found.rating, found.why) == (
        "P",
        "Is this a crisis?: done after 3 min, 4 min before its time was up (event 5)",
    )
    run = Drill()
    run.to(11.5)
    run.act(i.Answer("size-up", "crisis"))
    assert run.ratings()["sized-up"] == "S"


def test_a_step_that_was_skipped_or_left_is_not_done() -> None:
    run = Drill()
    run.act(i.Skip("size-up", "no time"))
    assert run.ratings()["sized-up"] == "U"
    run = Drill()
    run.to(13)
    run.act(i.TickDrill())
    assert run.ratings()["sized-up"] == "U"


def test_what_was_taken_back_is_not_done() -> None:
    run = drill()
    run.act(i.Undo())
    assert run.ratings()["sized-up"] == ""


def test_a_page_for_each_thing_is_once() -> None:
    run = said()
    assert run.ratings()["paged-once"] == "P"


def test_evidence_is_told_in_the_order_of_the_journal() -> None:
    assert shown([151, 119, 151]) == " (events 119, 151)"


def test_a_second_page_for_one_thing_is_found_with_both_events() -> None:
    run = drill()
    page = next(event for event in run.session.history if event.kind == "page_queued")
    again = replace(page, seq=page.seq + 100)
    doubled = [*run.session.history, again]
    found = {one.objective.id: one for one in rate(doubled, run.session.incident, run.scenario)}["paged-once"]
    assert (found.rating, found.evidence) == ("M", (page.seq, again.seq))
    assert "was paged 2 times" in found.why


def test_a_fact_that_was_confirmed_only_after_it_was_out_was_said_too_early() -> None:
    run = drill()
    run.act(i.RecordFact("people_ill", 3, "unconfirmed", "two posts"))
    run.act(i.Draft("holding", "Three people are ill.\n"), i.Complete("write-holding"))
    run.to(10)
    run.act(i.Approve("holding"), by="clara")
    run.act(i.RecordFact("people_ill", 3, "confirmed", "the clinic"))
    run.act(i.Post("holding"), happened=9)
    found = run.rated()["only-confirmed"]
    assert found.rating == "M"
    assert found.why.startswith("Said as certain before it was confirmed: people ill in the holding statement")
    assert set(kinds(run, found.evidence)) == {"statement_posted"}


def test_a_fact_said_with_its_doubt_is_no_fault() -> None:
    run = drill()
    run.act(i.RecordFact("people_ill", 3, "unconfirmed", "two posts"))
    run.act(i.Draft("holding", "We hear that three people are ill.\n"), i.Complete("write-holding"))
    run.act(i.Approve("holding"), by="clara")
    run.act(i.Post("holding"))
    found = run.rated()["only-confirmed"]
    assert found.rating == "P"
    assert found.strengths[1].startswith("Said with its doubt: people ill in the holding statement")


def test_a_finding_about_it_that_somebody_lived_with_counts() -> None:
    run = drill()
    run.act(i.Draft("holding", HOLDING), i.Waive("holding", "unconfirmed-fact", "Berry", "no time"))
    run.act(i.Complete("write-holding"), i.Approve("holding", for_="ceo", via="phone"), i.Post("holding"))
    found = run.rated()["only-confirmed"]
    assert found.rating == "M"
    assert "finding_waived" in kinds(run, found.evidence)
    assert "although the check found something unconfirmed" in found.improvements[0]


def test_the_facilitators_rating_counts_and_the_journals_stays_beside_it() -> None:
    run = said()
    assert run.rated()["calm"].rating == ""
    run.act(i.RateObjective("calm", "S", "They shouted once."), by="fran")
    run.act(i.RateObjective("first-word", "M", "The lead was told what to do."), by="fran")
    found = run.rated()
    assert (found["calm"].rating, found["calm"].counts, found["calm"].met) == ("", "S", True)
    assert (found["first-word"].rating, found["first-word"].override) == (
        "P",
        ("M", "The lead was told what to do."),
    )
    assert found["first-word"].met is False
    assert not all_met(found.values())


def test_a_drill_is_met_when_all_that_was_evaluated_is() -> None:
    found = said().rated()
    assert {name: one.rating for name, one in found.items()} == {
        "first-word": "P",
        "right-yes": "P",
        "put-right": "",
        "sized-up": "P",
        "paged-once": "P",
        "only-confirmed": "P",
        "calm": "",
    }
    assert all_met(found.values())


def test_objectives_about_what_the_playbook_has_not_are_not_evaluated() -> None:
    night = scenario_of(NIGHT.read_text(encoding="utf-8"))
    run = said()
    found = {one.objective.id: one for one in rate(run.session.history, run.session.incident, night)}
    assert (found["first-word"].rating, found["right-yes"].rating) == ("P", "P")
    assert (found["posts-paused"].rating, found["put-right"].rating) == ("", "")
