"""What a drill adds to the review: objectives counted, players, injects, lessons, the plan, where minutes went."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import intents as i
from crisis_cli.review.drill.rows import DrillRows
from crisis_cli.review.waiting import longest
from tests.review.drilled_runs import SCENARIO, Drill, whole_drill
from tests.review.reviewed_runs import MINUTE, SEEN, Run, whole_crisis


def rows(run: Drill) -> DrillRows:
    found = run.review().exercise
    assert found is not None
    return found


def test_only_a_drill_that_follows_a_scenario_has_them() -> None:
    assert whole_crisis(drill=True).review().exercise is None
    assert Run().review().exercise is None


def test_what_was_not_evaluated_is_a_count_of_its_own_and_in_no_score() -> None:
    counts = rows(whole_drill(silent_ceo=True)).counts
    assert (counts.p, counts.s, counts.m, counts.u) == (2, 1, 0, 2)
    assert (counts.met, counts.evaluated, counts.not_evaluated, counts.overridden) == (3, 5, 2, 1)


def test_a_drill_is_met_or_not() -> None:
    assert rows(whole_drill()).met
    assert not rows(whole_drill(silent_ceo=True)).met


def test_a_capability_is_as_good_as_the_worst_of_its_objectives() -> None:
    found = rows(whole_drill(silent_ceo=True)).capabilities
    assert [(row.capability, row.rating) for row in found] == [("Public information", "U"), ("Leadership", "S")]


def test_the_plan_has_what_was_missed_and_what_players_want_changed() -> None:
    found = rows(whole_drill(silent_ceo=True)).plan
    assert [(row.source, row.capability) for row in found] == [
        ("The first word comes in time", "Public information"),
        ("The holding statement has its yes", ""),
        ("clara", ""),
    ]
    assert "waiting for Chief executive" in found[0].issue
    assert (found[0].action, found[0].owner, found[0].by_when) == ("", "", "")
    assert (found[2].action, found[2].owner, found[2].by_when) == (
        "A second phone for the night.",
        "omar",
        "2026-12-15",
    )


def test_an_objective_that_only_the_facilitator_found_missed_is_planned_in_their_words() -> None:
    run = whole_drill()
    run.act(i.RateObjective("calm", "M", "Two of them left."), by="fran")
    assert [row.issue for row in rows(run).plan] == ["Two of them left.", ""]


def test_who_played_what_and_who_could_not_be_reached() -> None:
    found = {row.role: row for row in rows(whole_drill()).players}
    assert [(row.role, row.person, row.played_by) for row in found.values()] == [
        ("lead", "ana", "person"),
        ("ceo", "clara", "person"),
        ("coo", "omar", "tool"),
        ("legal", "", "nobody"),
    ]
    assert found["lead"].notes == ("Let the others finish.",)
    assert (found["ceo"].silent_from, found["ceo"].silent_until) == (SEEN + 14 * MINUTE, SEEN + 44 * MINUTE)
    assert (found["legal"].absent, found["legal"].silent_until) == (True, None)


def test_a_note_about_a_person_by_name_is_told_too() -> None:
    run = whole_drill(closed=False)
    run.act(i.NotePlayer("omar", "Called twice."), by="fran")
    assert (rows(run).players[-1].person, rows(run).players[-1].notes) == ("omar", ("Called twice.",))


def test_what_happened_to_the_team_and_what_did_not() -> None:
    found = rows(whole_drill())
    assert [row.inject for row in found.injects] == [
        "first-post",
        "plant-calls",
        "gazette",
        "wrong-count",
        "recall-talk",
    ]
    assert (found.injects[1].to, found.injects[2].subject) == (("Comms lead",), "Your bar")
    assert [(row.inject, row.dropped, row.reason) for row in found.not_played] == [("later", True, "no time left")]
    assert [(row.question, row.decision, row.owner) for row in found.discussions] == [
        ("Do we take it back?", "Tonight", "Operations chief")
    ]


def test_blanked_words_stay_blank() -> None:
    run = whole_drill()
    lesson = next(event for event in run.session.history if event.kind == "lesson_learned")
    post = next(event for event in run.session.history if event.kind == "inject_played")
    for event in (lesson, post):
        run.session.redact(event.seq, "a private name", actor="fran")
    found = rows(run)
    assert found.injects[0].text == "[redacted]"
    assert (found.lessons[0].keep, found.lessons[0].change) == ("", "[redacted]")


def test_the_minutes_go_to_whoever_was_waited_for() -> None:
    review = whole_drill(silent_ceo=True).review()
    wait = longest(review.waits)
    assert wait is not None
    assert (wait.whom, wait.step, wait.open) == ("Chief executive", "yes-to-holding", True)
    assert timedelta(minutes=50) < wait.length < timedelta(minutes=52)
    assert wait.length - wait.late == 3 * MINUTE
    assert review.waited_for[0].whom == "Chief executive"


def test_a_step_that_repeats_is_not_waited_for_before_its_time() -> None:
    waits = {(wait.step, wait.round): wait for wait in whole_drill().review().waits}
    assert ("keep-talking", 1) not in waits
    assert waits["keep-talking", 2].length == waits["keep-talking", 2].late


def test_two_steps_at_one_time_are_waited_for_once() -> None:
    run = whole_crisis()
    review = run.review()
    lead = next(total for total in review.waited_for if total.whom == "Comms lead")
    theirs = [wait for wait in review.waits if wait.whom == "Comms lead"]
    assert lead.length <= sum((wait.length for wait in theirs), timedelta())
    assert lead.steps == len({(wait.step, wait.round) for wait in theirs})


def test_a_phone_that_is_off_is_named_by_its_role_and_what_was_typed_late_stands_in_its_time() -> None:
    run = Drill(scenario=SCENARIO.replace("injects:\n", "injects:\n  - {id: phone, at: 1m, off: ceo, for: 5m}\n"))
    run.to(20)
    run.act(i.PlayInject("later", "leak", "Our note is online.", by_hand=True))
    run.act(i.PlayInject("phone", "off", "ceo", by_hand=True), happened=5)
    found = rows(run)
    assert [(row.inject, row.text) for row in found.injects] == [
        ("phone", "Chief executive"),
        ("later", "Our note is online."),
    ]


def test_titles_are_in_the_language_that_the_drill_is_played_in() -> None:
    text = SCENARIO.replace("languages: [en]", "languages: [en, fr]")
    text = text.replace("title: A bad night", "title: {en: A bad night, fr: Une mauvaise nuit}")
    text = text.replace("title: The room stays calm", "title: {en: The room stays calm, fr: La salle reste calme}")
    found = Drill(scenario=text, language="fr").review().exercise
    assert found is not None
    assert found.title == "Une mauvaise nuit"
    assert [one.objective.title for one in found.objectives][-1] == "La salle reste calme"
