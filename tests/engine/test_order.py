"""Which step follows which, when it opens, and what a condition does to it (DESIGN: Order)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from tests.engine.builder import Night, approve, ask, do, draft, every, notify, on_the_way, playbook, publish, when
from tests.engine.builder import fact as known
from tests.engine.builder import statement as text

SIZE_UP = ask("size-up", "small big", within="5m")


def test_a_step_opens_when_the_nearest_earlier_one_is_done() -> None:
    night = Night(playbook(do("one"), do("two"), do("three")))
    assert night.open() == {"one"}
    assert night.done("one").open() == {"two"}
    assert night.done("two").open() == {"three"}


def test_a_step_follows_what_after_names_wherever_that_is_listed() -> None:
    night = Night(playbook(do("last", after="first middle"), do("first", after=""), do("middle", after="first")))
    assert night.open() == {"first"}
    assert night.done("first").open() == {"middle"}
    assert night.done("middle").open() == {"last"}


def test_after_nothing_opens_at_the_start() -> None:
    assert Night(playbook(do("one"), do("two", after=""))).open() == {"one", "two"}


def test_a_skipped_step_and_one_that_is_not_needed_are_settled_too() -> None:
    night = Night(playbook(SIZE_UP, do("call", when=when({"size-up": "big"})), do("next")))
    night.answer("size-up", "small")
    assert night.statuses() == {"size-up": "done", "call": "not_needed", "next": "open"}
    night = Night(playbook(do("one"), do("two")))
    night.act(i.Skip("one", "no time"))
    assert night.open() == {"two"}


def test_a_step_without_after_does_not_wait_for_one_that_repeats() -> None:
    night = Night(playbook(do("one"), do("count", repeat=every("10m")), do("two")))
    assert night.done("one").open() == {"count", "two"}


def test_after_a_repeating_step_is_after_its_repetition_has_ended() -> None:
    repeat = every("10m", until=when({"over": True}))
    night = Night(playbook(do("count", repeat=repeat), do("tidy", after="count"), facts=[known("over")]))
    assert night.done("count").done("count").open() == {"count"}
    assert night.know("over", True).open() == {"tidy"}


def test_on_an_unanswered_ask_a_step_waits() -> None:
    night = Night(playbook(SIZE_UP, do("call", after="", when=when({"size-up": "big"}))))
    assert night.status("call") is Status.WAITING
    assert night.answer("size-up", "big").status("call") is Status.OPEN


def test_a_condition_is_watched_while_a_step_is_open() -> None:
    night = Night(playbook(do("call", when=when({"ill": {"at_least": 3}})), facts=[known("ill", "integer")]))
    assert night.status("call") is Status.NOT_NEEDED
    assert night.know("ill", 4).status("call") is Status.OPEN
    assert night.know("ill", 2).status("call") is Status.NOT_NEEDED
    assert night.wait("10m").know("ill", 3).status("call") is Status.OPEN


def test_an_unknown_fact_matches_only_unknown() -> None:
    night = Night(
        playbook(
            do("ask-around", after="", when=when({"ill": {"unknown": True}})),
            do("calm", after="", when=when({"ill": {"at_most": 0}})),
            do("other", after="", when=when({"ill": {"none_of": (7,)}})),
            facts=[known("ill", "integer")],
        )
    )
    assert night.open() == {"ask-around"}
    assert night.know("ill", 0).open() == {"calm", "other"}
    assert night.know("ill", None).open() == {"ask-around"}


def test_a_step_that_is_not_needed_says_so_at_once_but_what_follows_it_does_not_overtake() -> None:
    night = Night(playbook(do("one"), do("two", when=when({"big": True})), do("three"), facts=[known("big")]))
    assert night.statuses() == {"one": "open", "two": "not_needed", "three": "waiting"}
    assert night.done("one").statuses() == {"one": "done", "two": "not_needed", "three": "open"}


def test_changing_an_answer_closes_open_steps_and_opens_others_with_fresh_times() -> None:
    night = Night(
        playbook(
            SIZE_UP,
            do("answer", after="size-up", when=when({"size-up": "small"}), within="5m"),
            do("call", after="size-up", when=when({"size-up": "big"}), within="5m"),
        )
    )
    night.wait("1m").answer("size-up", "small").wait("2m").answer("size-up", "big", by="bert")
    assert night.statuses() == {"size-up": "done", "answer": "not_needed", "call": "open"}
    assert night.due("call") == night.t("8m")
    assert night.wait("4m").answer("size-up", "small").due("answer") == night.t("12m")


def test_what_is_done_stays_done_when_an_answer_changes_and_the_journal_shows_both() -> None:
    night = Night(
        playbook(
            SIZE_UP,
            do("answer", when=when({"size-up": "small"})),
            do("call", after="size-up", when=when({"size-up": "big"})),
        )
    )
    night.answer("size-up", "small").done("answer").answer("size-up", "big")
    assert night.statuses() == {"size-up": "done", "answer": "done", "call": "open"}
    assert [body.choice for body in night.history(e.StepAnswered)] == ["small", "big"]


def test_an_answer_can_change_to_the_same_only_by_being_told_who_was_first() -> None:
    night = Night(playbook(SIZE_UP))
    night.answer("size-up", "big", by="bert")
    assert "bert was first" in night.refusal(i.Answer("size-up", "big"))


def test_what_is_open_stays_open_when_something_it_followed_comes_back() -> None:
    night = Night(playbook(do("maybe", when=when({"big": True})), do("next"), facts=[known("big")]))
    assert night.open() == {"next"}
    assert night.know("big", True).open() == {"maybe", "next"}


def test_a_step_that_may_be_needed_again_waits_for_what_it_follows() -> None:
    night = Night(
        playbook(
            do("one", when=when({"big": True})),
            do("two", when=when({"big": True})),
            facts=[known("big")],
        )
    )
    assert night.statuses() == {"one": "not_needed", "two": "not_needed"}
    assert night.know("big", True).statuses() == {"one": "open", "two": "waiting"}


def test_a_step_whose_question_is_asked_again_waits_for_the_answer() -> None:
    night = Night(
        playbook(
            ask("deep", when=when({"big": True})),
            do("without-it", after="", when=when({"deep": {"unknown": True}})),
            facts=[known("big")],
        )
    )
    assert night.open() == {"without-it"}
    assert night.know("big", True).statuses() == {"deep": "open", "without-it": "waiting"}


def test_the_texts_steps_are_not_needed_when_nobody_writes_it() -> None:
    steps = (
        SIZE_UP,
        draft("holding", when=when({"size-up": "big"})),
        approve("holding"),
        publish("holding"),
        do("next"),
    )
    night = Night(playbook(*steps, statements=[text("holding", "ceo")]))
    night.answer("size-up", "small")
    assert night.statuses() == {
        "size-up": "done",
        "write-holding": "not_needed",
        "yes-to-holding": "not_needed",
        "publish-holding": "not_needed",
        "next": "open",
    }
    night.answer("size-up", "big")
    assert night.open() == {"write-holding", "next"}
    assert night.status("yes-to-holding") is Status.WAITING


def test_what_follows_a_text_that_nobody_writes_waits_for_what_the_text_waited_for() -> None:
    steps = (
        draft("holding", when=when({"big": True})),
        do("check-law", after=""),
        approve("holding", after="write-holding check-law"),
        do("next"),
    )
    night = Night(playbook(*steps, statements=[text("holding", "ceo")], facts=[known("big")]))
    assert night.open() == {"check-law"}
    assert night.done("check-law").open() == {"next"}


def test_a_skipped_draft_takes_its_yes_and_its_publication_with_it() -> None:
    night = Night(on_the_way())
    night.act(i.Skip("write-holding", "the CEO speaks herself"))
    assert night.statuses() == {
        "write-holding": "skipped",
        "yes-to-holding": "not_needed",
        "publish-holding": "not_needed",
    }


def test_not_before_counts_from_the_first_sighting_and_opens_by_itself() -> None:
    night = Night(playbook(do("call", not_before="10m", within="5m")), start="2m")
    assert night.status("call") is Status.WAITING
    assert night.journal.heads()[0].next_due == night.t("10m")
    opened = night.watch("9m")
    assert [type(body) for body in opened][:1] == [e.StepOpened]
    assert night.due("call") == night.t("15m")


def test_not_before_holds_a_repeating_step_and_one_that_is_needed_again_too() -> None:
    steps = (
        do("count", not_before="10m", repeat=every("5m")),
        do("call", after="", not_before="12m", when=when({"big": True})),
    )
    night = Night(playbook(*steps, facts=[known("big")]))
    assert night.status("call") is Status.NOT_NEEDED
    assert night.wait("1m").know("big", True).status("call") is Status.WAITING
    night.watch("10m")
    assert night.open() == {"count"}
    night.watch("2m")
    assert night.open() == {"count", "call"}


def test_a_notify_step_ends_when_its_pages_are_queued_one_a_person() -> None:
    night = Night(playbook(notify("tell", "ceo", "coo", "legal"), do("next")), {"ceo": "carla"})
    assert night.statuses() == {"tell": "done", "next": "open"}
    assert [page.person for page in night.pages("notify")] == ["anna"]
    steps = (do("first"), notify("tell", "ceo", "coo", "legal"))
    night = Night(playbook(*steps), {"ceo": "carla", "legal": "carla"}).done("first")
    assert [page.person for page in night.pages("notify")] == ["carla", "anna"]


def test_nobody_can_finish_a_step_whose_turn_has_not_come_and_is_told_what_it_waits_for() -> None:
    night = Night(playbook(do("one"), do("two"), ask("three", when=when({"big": True})), facts=[known("big")]))
    assert "First: one" in night.refusal(i.Complete("two"))
    night.done("one", "two")
    assert "not needed: its condition does not hold" in night.refusal(i.Answer("three", "yes"))


def test_the_second_to_finish_a_step_is_told_who_was_first() -> None:
    night = Night(playbook(do("one"), do("two")))
    night.done("one", by="bert").wait("200s")
    assert "bert was first: one was done 3 min ago" in night.refusal(i.Complete("one"))
    assert "bert was first" in night.refusal(i.Skip("one", "late"))


def test_each_kind_of_step_is_finished_in_its_own_way() -> None:
    steps = (ask("size-up"), do("call", after=""), notify("tell", "ceo", after="call"))
    night = Night(
        playbook(*steps, approve("holding", after=""), publish("holding", after=""), statements=[text("holding")])
    )
    for name, hint in (
        ("size-up", "answer"),
        ("yes-to-holding", "approve"),
        ("publish-holding", "publish"),
        ("tell", "by themselves"),
    ):
        assert hint in night.refusal(i.Complete(name))
    assert "not a question" in night.refusal(i.Answer("call", "yes"))


def test_a_required_step_cannot_be_skipped() -> None:
    night = Night(playbook(do("recall", required=True)))
    assert "required" in night.refusal(i.Skip("recall", "too dear"))


def test_a_step_can_be_left_out_ahead_of_its_turn() -> None:
    night = Night(playbook(do("one"), do("two"), do("three")))
    night.act(i.Skip("two", "done by the agency"))
    assert night.done("one").open() == {"three"}


def test_a_checklist_is_ticked_and_unticked_line_by_line() -> None:
    night = Night(playbook(do("call", checklist=("who", "when"))))
    night.act(i.Check("call", 1))
    assert night.state("call").checked == {1}
    assert not night.act(i.Check("call", 1))
    night.act(i.Check("call", 1, checked=False))
    assert night.state("call").checked == frozenset()


def test_something_that_came_in_is_open_at_once_and_told_to_its_owner() -> None:
    night = Night(playbook(do("one")), {"coo": "oona"})
    night.act(i.AddTodo("Reuters wants word", night.t("35m"), "coo"))
    assert night.open() == {"one", "todo-1"}
    assert night.due("todo-1") == night.t("35m")
    assert [page.step for page in night.pages("turn", "oona")] == ["todo-1"]
    night.act(i.AddTodo("and the agency"))
    assert not night.pages("unheld"), "a to-do that nobody holds yet is nothing to shout about"
    assert night.done("todo-1", "todo-2", by="oona").open() == {"one"}
