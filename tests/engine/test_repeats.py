"""Steps that come again (DESIGN: Order)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from tests.engine.builder import Night, approve, ask, do, draft, every, notify, playbook, publish, statement, when
from tests.engine.builder import fact as known

UPDATES = (statement("update", "ceo|coo"), statement("holding", channels="x"), statement("staff", channels="app"))


def updating(repeat: object = None, *more: object, **parts: object) -> Night:
    """Updates every 20 minutes until it is over, each with a yes and a publication."""
    repeat = repeat or every("20m", until=when({"over": True}), on_change="ill")
    steps = (draft("update", repeat=repeat, ladder=["2m coo"]), approve("update"), publish("update"), *more)
    facts = (known("over"), known("ill", "integer"))
    return Night(playbook(*steps, statements=UPDATES, facts=facts, **parts), {"ceo": "carla", "coo": "oona"})  # type: ignore[arg-type]


def round_out(night: Night, text: str, next_word: str | None = None) -> Night:
    """One round: written, said yes to, published."""
    return night.write("update", text).yes("update", by="carla").post("update", next_word=next_word)


def test_it_is_due_every_so_long_after_it_opens_then_after_each_completion() -> None:
    night = Night(playbook(do("count", repeat=every("30m"))))
    assert night.due("count") == night.t("30m")
    night.wait("28m").done("count")
    assert (night.status("count"), night.due("count")) == (Status.OPEN, night.t("58m"))
    night.wait("40m").done("count")
    assert night.due("count") == night.t("98m")


def test_an_early_one_restarts_the_clock() -> None:
    night = Night(playbook(do("count", repeat=every("30m")))).wait("5m").done("count")
    assert night.due("count") == night.t("35m")


def test_nothing_piles_up_while_nobody_does_it() -> None:
    night = Night(playbook(do("count", repeat=every("30m"))))
    assert night.watch("5h", 60) == [e.StepFellOverdue("count", night.t("30m"))]
    assert night.done("count").due("count") == night.t("330m")


def test_the_cadence_follows_how_long_it_has_gone_on() -> None:
    night = Night(playbook(do("count", repeat=every("20m for 1h", "1h"))))
    for done_at, due_at in ((20, 40), (40, 60), (60, 120), (100, 160)):
        night.clock.set_wall(night.t(f"{done_at}m"))
        assert night.done("count").due("count") == night.t(f"{due_at}m")


def test_it_ends_when_what_it_repeats_until_comes_true_and_goes_on_when_that_was_wrong() -> None:
    night = Night(playbook(do("count", repeat=every("20m", until=when({"over": True}))), facts=[known("over")]))
    night.wait("5m").done("count").know("over", True)
    assert night.status("count") is Status.DONE
    night.wait("5m").know("over", False)
    assert (night.status("count"), night.due("count")) == (Status.OPEN, night.t("30m"))


def test_it_never_begins_when_it_is_over_already() -> None:
    steps = (do("one"), do("count", repeat=every("20m", until=when({"over": True}))), do("tidy", after="count"))
    night = Night(playbook(*steps, facts=[known("over")])).know("over", True).done("one")
    assert night.statuses() == {"one": "done", "count": "not_needed", "tidy": "open"}


def test_its_condition_is_watched_while_it_repeats() -> None:
    unknown = when({"over": {"unknown": True}})
    steps = (do("count", repeat=every("20m for 1h", "1h"), when=unknown), do("tidy", after="count"))
    night = Night(playbook(*steps, facts=[known("over")]))
    assert night.done("count").open() == {"count"}
    assert night.know("over", True).statuses() == {"count": "not_needed", "tidy": "open"}
    night.wait("2h").know("over", None)
    assert night.open() == {"count", "tidy"}
    assert night.due("count") == night.t("3h"), "an hour from now: the first hour is over"
    assert night.state("count").round == 3


def test_a_half_written_round_is_not_needed_either_but_a_finished_one_goes_its_way() -> None:
    repeat, unknown = every("20m"), when({"over": {"unknown": True}})
    steps = (
        draft("update", repeat=repeat, when=unknown),
        approve("update"),
        publish("update"),
        do("tidy", after="write-update"),
    )
    night = Night(playbook(*steps, statements=UPDATES, facts=[known("over")]), {"ceo": "carla"})
    night.write("update", "Half a", say_done=False).know("over", True)
    assert night.open() == {"tidy"}
    night = Night(playbook(*steps, statements=UPDATES, facts=[known("over")]), {"ceo": "carla"})
    night.write("update", "One.").know("over", True)
    assert night.open() == {"yes-to-update"}
    night.yes("update", by="carla").post("update")
    assert night.open() == {"tidy"}


def test_a_text_that_goes_nowhere_comes_again_as_soon_as_it_is_written() -> None:
    night = Night(playbook(draft("update", repeat=every("20m")), approve("update"), statements=UPDATES))
    night.wait("5m").write("update", "For us only.")
    assert night.due("write-update") == night.t("25m")


def test_a_question_asked_again_holds_it() -> None:
    steps = (
        ask("deep", when=when({"big": True})),
        do("count", after="", repeat=every("20m"), when=when({"deep": {"unknown": True}})),
    )
    night = Night(playbook(*steps, facts=[known("big")])).done("count")
    assert night.know("big", True).status("count") is not Status.OPEN
    assert night.know("big", False).status("count") is Status.OPEN


def test_a_question_that_comes_again_keeps_its_last_answer_until_there_is_another() -> None:
    steps = (ask("growing", repeat=every("30m")), do("call", after="", when=when({"growing": "yes"})))
    night = Night(playbook(*steps))
    assert night.status("call") is Status.WAITING
    assert night.wait("5m").answer("growing", "yes").open() == {"growing", "call"}
    assert night.wait("5m").answer("growing", "no").statuses() == {"growing": "open", "call": "not_needed"}
    assert night.wait("5m").undo().open() == {"growing", "call"}
    assert night.state("growing").answer == "yes"


def test_skipping_leaves_out_that_round_only() -> None:
    night = Night(playbook(do("count", repeat=every("20m")))).wait("15m")
    night.act(i.Skip("count", "no time"))
    assert (night.state("count").round, night.due("count")) == (2, night.t("35m"))
    night = updating().wait("15m")
    night.act(i.Skip("write-update", "nothing new"))
    assert night.open() == {"write-update"}
    assert night.due("write-update") == night.t("35m")


def test_a_round_that_has_not_begun_cannot_be_left_out() -> None:
    night = Night(playbook(do("one"), do("count", repeat=every("20m"), after="one")))
    assert "not the turn" in night.refusal(i.Skip("count", "no time"))


def test_the_next_round_of_a_draft_opens_when_the_last_is_published() -> None:
    night = updating().wait("10m").write("update", "One.")
    assert night.open() == {"yes-to-update"}
    night.wait("2m").yes("update", by="carla")
    assert night.open() == {"publish-update"}
    night.wait("2m").post("update")
    assert night.open() == {"write-update"}
    assert night.due("write-update") == night.t("30m"), "20 minutes after the writer was done"
    round_out(night.wait("6m"), "Two.")
    assert night.run.statement("update").round == 2
    assert night.due("write-update") == night.t("40m")


def test_a_round_given_up_half_written_makes_room_for_the_next() -> None:
    night = updating().wait("10m").write("update", "Half a", say_done=False)
    night.act(i.Skip("write-update", "overtaken"))
    assert night.open() == {"write-update"}
    round_out(night, "A whole one.")
    assert [post.round for post in night.run.statement("update").published] == [2, 2]


def test_a_publication_left_out_makes_room_for_the_next_round() -> None:
    night = updating().wait("10m").write("update", "One.").yes("update", by="carla")
    night.act(i.Skip("publish-update", "overtaken"))
    assert night.open() == {"write-update"}
    night = updating().wait("10m").write("update", "One.")
    night.act(i.Skip("publish-update", "overtaken"))
    assert night.open() == {"write-update"}, "nobody is asked about a text that will not go out"


def test_a_publication_left_out_ahead_of_the_text_is_left_out_when_it_comes() -> None:
    night = updating()
    night.act(i.Skip("publish-update", "the site is down all night"))
    night.wait("10m").write("update", "One.")
    assert night.open() == {"write-update"}
    round_out(night.wait("10m"), "Two.")
    assert [post.round for post in night.run.statement("update").published] == [2, 2]


def test_a_word_promised_in_the_published_text_rules_over_every() -> None:
    night = round_out(updating().wait("10m"), "We speak again at 02:45.", next_word="45m")
    assert night.due("write-update") == night.t("45m")


def test_a_word_promised_elsewhere_moves_the_round_that_is_open() -> None:
    night = updating().wait("5m").write("holding", "More at 02:12.").post("holding", next_word="12m")
    assert night.due("write-update") == night.t("12m")


def test_a_first_round_opens_with_the_word_that_stands() -> None:
    steps = (
        draft("holding"),
        publish("holding"),
        draft("update", after="publish-holding", repeat=every("20m")),
    )
    night = Night(playbook(*steps, statements=UPDATES))
    night.wait("5m").write("holding", "We speak again at 02:30.").post("holding", next_word="30m")
    assert night.due("write-update") == night.t("30m")


def test_a_word_to_another_public_moves_nothing_and_clears_nothing() -> None:
    night = round_out(updating().wait("10m"), "We speak again at 02:45.", next_word="45m")
    night.write("staff", "You hear from us at 02:20.").post("staff", next_word="20m")
    assert night.due("write-update") == night.t("45m")
    assert [word.statement for word in night.run.standing_words()] == ["update", "staff"]
    assert night.run.next_word == night.run.standing_words()[1], "the earliest of them"
    night.write("staff", "That is all.").post("staff")
    assert [word.statement for word in night.run.standing_words()] == ["update"]


def test_a_word_given_before_a_round_that_was_left_out_still_stands() -> None:
    night = round_out(updating().wait("10m"), "We speak again at 02:45.", next_word="45m").wait("20m")
    night.act(i.Skip("write-update", "nothing new"))
    assert night.due("write-update") == night.t("45m")


def test_a_changed_fact_makes_the_open_round_due_now() -> None:
    night = updating().wait("5m").know("ill", 3)
    assert night.due("write-update") == night.t("5m")
    night.wait("1m").know("ill", 3).wait("1m").know("ill", 4)
    assert night.due("write-update") == night.t("5m"), "it was due already"


def test_knowing_that_one_does_not_know_changes_nothing() -> None:
    night = updating().wait("5m").know("ill", None)
    assert night.due("write-update") == night.t("20m")


def test_a_fact_that_changed_since_the_text_was_finished_makes_the_next_round_due_at_the_change() -> None:
    night = updating().wait("10m").write("update", "One.").wait("2m").know("ill", 3).wait("3m")
    night.yes("update", by="carla").post("update", next_word="45m")
    assert night.due("write-update") == night.t("12m")


def test_taking_back_the_changed_fact_takes_back_the_hurry() -> None:
    night = updating().wait("5m").know("ill", 30).undo()
    assert night.due("write-update") == night.t("20m")


def test_an_end_in_the_middle_of_a_round_lets_its_text_go_out() -> None:
    night = updating().wait("10m").write("update", "One.").know("over", True)
    assert night.open() == {"yes-to-update"}
    night.yes("update", by="carla").post("update")
    assert night.open() == set()


def test_a_last_word_can_be_published_after_the_end() -> None:
    night = round_out(updating().wait("10m"), "We speak again at 02:45.", next_word="45m").know("over", True)
    assert "02:45" in night.refusal(i.Close("over"))
    night.write("update", "It is over.")
    assert night.open() == {"yes-to-update"}
    night.yes("update", by="carla").post("update")
    night.act(i.Close("over"))
    assert night.run.closed is not None


def test_what_follows_a_publication_of_a_repeating_text_waits_for_the_end() -> None:
    night = updating(None, do("tidy", after="publish-update"))
    round_out(night, "One.")
    assert night.status("tidy") is Status.WAITING
    assert night.know("over", True).open() == {"tidy"}


def test_an_undone_publication_takes_back_the_round_that_it_opened() -> None:
    night = round_out(updating().wait("10m"), "One.", next_word="45m").wait("1m").undo()
    assert night.open() == {"publish-update"}
    assert night.run.standing_words() == []
    night.wait("1m").post("update")
    assert (night.open(), night.due("write-update")) == ({"write-update"}, night.t("30m"))


def test_an_undone_round_is_the_round_before_with_its_time() -> None:
    night = Night(playbook(do("count", repeat=every("30m")))).wait("10m").done("count").wait("1m").undo()
    state = night.state("count")
    assert (state.round, state.rounds_done, night.due("count")) == (1, 0, night.t("30m"))


def test_a_first_text_by_hand_and_then_updates_hand_on_one_statement_each_on_its_own_path() -> None:
    steps = (
        draft("update", "write-first"),
        approve("update", "yes-to-first"),
        publish("update", "publish-first"),
        draft("update", "write-next", repeat=every("20m"), after="publish-first"),
        approve("update", "yes-to-next"),
        publish("update", "publish-next"),
        notify("tell", "legal", after="publish-first"),
    )
    night = Night(playbook(*steps, statements=UPDATES), {"ceo": "carla"})
    night.write("update", "First.")
    assert night.open() == {"yes-to-first"}
    night.yes("update", by="carla").post("update")
    assert night.open() == {"write-next"}
    assert night.status("tell") is Status.DONE
    night.write("update", "Next.")
    assert night.open() == {"yes-to-next"}
    night.yes("update", by="carla").post("update")
    assert night.open() == {"write-next"}
    assert night.status("publish-first") is Status.DONE


def test_a_question_that_comes_again_is_asked_once_even_where_it_is_over_already() -> None:
    again = ask("size-up", repeat=every("5m", until=when({"over": {"unknown": True}})))
    night = Night(playbook(again, do("call", when=when({"size-up": "yes"})), facts=(known("over"),)))
    assert night.status("size-up") is Status.OPEN
    night.answer("size-up", "yes")
    assert night.state("size-up").ended
    assert night.open() == {"call"}


def test_a_question_that_comes_again_and_was_left_out_is_not_asked_for_ever() -> None:
    night = Night(playbook(ask("size-up", repeat=every("5m", until=when({"over": True}))), facts=(known("over"),)))
    night.know("over", True)
    assert night.status("size-up") is Status.OPEN
    night.act(i.Skip("size-up", "no time"))
    assert night.state("size-up").ended
