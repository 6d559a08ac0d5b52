"""What those whom the tool plays do: when, who, and what nobody does for them."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.scenario import Delay, Objective, ObjectiveKind, Player, Told
from crisis_cli.engine.drilling.players import next_acts
from crisis_cli.engine.drilling.presence import drawn
from tests.engine.builder import (
    SEEN,
    approve,
    ask,
    do,
    draft,
    every,
    fact,
    on_the_way,
    playbook,
    publish,
    statement,
    when,
)
from tests.engine.drilling.room import Room, inject, scenario, shown

MINUTE = timedelta(minutes=1)


def run(drill: Room, minutes: int = 60) -> Room:
    drill.runner.run_to(SEEN + minutes * MINUTE)
    assert drill.trouble == []
    return drill


def test_a_step_is_acknowledged_ticked_off_and_done() -> None:
    drill = run(Room(playbook(do("one", checklist=("first", "second"))), scenario(), auto="lead"), 5)
    kinds = [event.kind for event in drill.history(e.Body) if event.actor == "lead"]
    assert kinds == ["step_acknowledged", "item_checked", "item_checked", "step_done"]
    assert drill.done() == {"one": "1:00"}


def test_the_work_of_days_is_left_undone_in_an_hour_unless_an_objective_asks_for_it() -> None:
    book = playbook(do("call", within="5m"), do("look-into-it", within="2d", after=""))
    assert run(Room(book, scenario(), auto="all")).by() == {"call": "lead"}
    asked = Objective("found", "It is looked into", ObjectiveKind.DONE, "look-into-it")
    assert run(Room(book, scenario(objectives=(asked,)), auto="all")).done().keys() == {"call", "look-into-it"}


def test_nobody_acts_for_those_in_the_room() -> None:
    drill = run(
        Room(playbook(do("one", within="5m"), do("two", role="ceo", after="")), scenario(), auto="ceo"), 30
    )
    assert drill.by() == {"two": "ceo"}


def test_whoever_is_silent_does_nothing_until_they_are_back() -> None:
    night = scenario(players=[Player("lead", silent=(timedelta(), 20 * MINUTE))])
    assert run(Room(playbook(do("one")), night, auto="all"), 30).done() == {"one": "20:00"}


def test_for_an_absent_one_the_ladder_brings_the_deputy() -> None:
    drill = run(Room(on_the_way(), scenario(), auto="lead duty coo legal", silent="ceo"), 30)
    assert {yes.giver for yes in drill.run.statement("holding").yeses} == {"coo"}
    alone = Room(on_the_way(), scenario(), auto="lead duty legal", silent="ceo coo")
    assert run(alone, 60).run.statement("holding").yeses == ()


def test_a_phone_that_goes_off_is_off_for_its_time() -> None:
    night = scenario(inject("off", "0s", "off", role="lead", lasts="10m"))
    assert run(Room(playbook(do("one")), night, auto="all"), 30).done() == {"one": "10:00"}


def test_a_question_is_answered_as_the_scenario_says_else_so_that_most_may_follow() -> None:
    steps = (ask("sure", "no yes"), do("home", when=when({"sure": "no"})), do("go", when=when({"sure": "yes"})))
    more = do("on", when=when({"sure": "yes"}))
    assert run(Room(playbook(*steps, more), scenario(), auto="all")).run.state("sure").answer == "yes"
    said = scenario(answers={"sure": "no"})
    assert run(Room(playbook(*steps, more), said, auto="all")).run.state("sure").answer == "no"


def test_a_statement_is_written_approved_and_out_with_its_next_word() -> None:
    drill = run(Room(on_the_way(), scenario(), auto="all"), 10)
    assert drill.done() == {"write-holding": "1:00", "yes-to-holding": "2:00", "publish-holding": "3:00"}
    posts = drill.run.statement("holding").published
    assert {post.channel: post.url for post in posts} == {
        "website": "https://drill.invalid/website/holding-1",
        "x": "https://drill.invalid/x/holding-1",
    }
    assert [word.at for word in drill.run.standing_words()] == [SEEN + 21 * MINUTE]


def test_advice_is_given_too_and_the_writer_never_agrees_alone() -> None:
    drill = run(Room(on_the_way("legal? 5m", "lead"), scenario(), auto="all"), 20)
    yeses = drill.run.statement("holding").yeses
    assert {(yes.giver, yes.entry) for yes in yeses} >= {("legal", 0), ("lead", 1)}
    assert {yes.giver for yes in yeses if yes.entry == -1} - {"lead"}
    assert drill.run.statement("holding").published


def test_what_comes_again_comes_when_it_is_due_and_not_before() -> None:
    steps = draft("update", repeat=every("20m", until=when({"over": True})))
    book = playbook(
        steps,
        approve("update", within="3m"),
        publish("update", within="2m"),
        statements=[statement("update", "ceo|coo")],
        facts=[fact("over")],
    )
    drill = run(Room(book, scenario(), auto="all"))
    out = [post.moment - SEEN for post in drill.run.statement("update").published if post.channel == "x"]
    assert len(out) == 3
    assert all(length >= 14 * MINUTE for length in out)


def test_something_wrong_brings_the_next_text_forward() -> None:
    book = playbook(
        draft("update", repeat=every("40m", until=when({"over": True}))),
        approve("update", within="3m"),
        publish("update", within="2m"),
        statements=[statement("update", "ceo|coo")],
        facts=[fact("over")],
    )
    drill = run(Room(book, scenario(inject("rumour", "5m", "wrong", about="over")), auto="all"), 20)
    assert shown(drill.run.statement("update").published[0].moment) == "8:00"


def test_what_an_inject_tells_is_recorded_by_whom_it_reaches() -> None:
    told = {"ill": Told("3", "confirmed"), "over": Told("false")}
    night = scenario(inject("plant", "2m", "call", sender="The plant", to=("duty",), facts=told))
    book = playbook(do("one"), facts=[fact("ill", "integer"), fact("over")])
    drill = run(Room(book, night, auto="all"), 5)
    ill, over = drill.run.fact("ill"), drill.run.fact("over")
    assert ill is not None
    assert over is not None
    assert (ill.value, ill.status, ill.source, ill.by) == (3, "confirmed", "The plant", "duty")
    assert (over.value, over.status) == (False, "unconfirmed")
    assert len(drill.history(e.FactRecorded)) == 2
    alone = run(Room(book, night, auto="ceo"), 5)
    assert alone.run.fact("ill") is None


def test_the_room_s_question_is_decided_by_whom_it_is_for() -> None:
    talk = inject(
        "talk", "2m", "discuss", owner="coo", options={"now": {"": "Tonight"}, "later": {"": "Tomorrow"}}
    )
    drill = run(Room(playbook(do("one")), scenario(talk, answers={"talk": "later"}), auto="all"), 10)
    assert drill.run.exercise is not None
    assert drill.run.exercise.decided == {"talk": "Tomorrow"}


def test_what_is_offered_to_them_they_take() -> None:
    drill = Room(playbook(do("one")), scenario(), auto="duty")
    drill.act(i.Offer(("lead",), "duty"), by="lead")
    assert run(drill, 5).run.holders["lead"] == "duty"


def test_a_published_number_that_changes_is_corrected() -> None:
    book = on_the_way(facts=[fact("ill", "integer")])
    drill = Room(book, scenario(), auto="lead duty coo legal")
    drill.act(i.RecordFact("ill", 3, "confirmed"), by="lead")
    drill.act(i.Draft("holding", "Three are ill.", ("ill",)), i.Complete("write-holding"), by="lead")
    drill.act(i.Approve("holding"), by="ceo")
    drill.act(i.Post("holding"), by="lead")
    drill.act(i.RecordFact("ill", 5, "confirmed"), by="lead")
    run(drill, 20)
    assert drill.run.statement("holding").corrects(2) == 1
    assert drill.done()["correct-holding"] == drill.done()["publish-holding"]
    assert [yes.giver for yes in drill.run.statement("holding").yeses] == ["ceo", "coo"]  # whom the ladder paged


def test_delays_hang_on_the_step_and_not_on_what_was_drawn_before() -> None:
    delay = Delay(MINUTE, 10 * MINUTE, 2 * MINUTE)
    seconds = [drawn(delay, f"7 step {number}") for number in range(1000)]
    assert all(60 <= one <= 600 for one in seconds)
    assert drawn(delay, "7 step 3") == seconds[3]
    assert 60 + 540 * 0.2 < sum(seconds) / 1000 < 60 + 540 * 0.45
    assert drawn(Delay(MINUTE, MINUTE), "x") == 60


def test_the_same_state_gives_the_same_acts_and_another_seed_others() -> None:
    night = scenario(players=[Player("lead", ack=Delay(MINUTE, 9 * MINUTE), act=Delay(MINUTE, 9 * MINUTE))])
    drills = [Room(playbook(do("one")), night, auto="all", seed=seed) for seed in (7, 7, 8)]
    acts = [[act.moment for act in next_acts(drill.run, night, SEEN)] for drill in drills]
    assert acts[0] == acts[1]
    assert acts[0] != acts[2]
