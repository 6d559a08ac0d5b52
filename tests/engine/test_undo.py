"""Taking back what I just did (DESIGN: the board's `u`); what others built on it stands."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.evolve import UNDOABLE
from crisis_cli.domain.incident import Status
from tests.engine.builder import (
    Night,
    approve,
    ask,
    do,
    draft,
    notify,
    on_the_way,
    playbook,
    publish,
    statement,
    when,
)
from tests.engine.builder import fact as known

CAST = {"ceo": "carla", "coo": "oona"}
SIZE_UP = ask("size-up", "small big", within="5m")


def test_undo_is_an_event_of_its_own_and_takes_nothing_out_of_the_journal() -> None:
    night = Night(playbook(do("one"), do("two"))).done("one")
    before = len(night.session.history)
    night.wait("1m").undo()
    kinds = [event.kind for event in night.session.history[before:]]
    assert kinds == ["act_undone", "step_reopened", "step_set_back"]
    assert night.history(e.ActUndone)[0].what == "step_done"


def test_a_step_taken_back_is_open_with_the_time_it_had_and_what_it_had_opened_waits_again() -> None:
    night = (
        Night(playbook(do("one", within="5m"), do("two"), do("three"))).wait("3m").done("one").wait("1m").undo()
    )
    assert night.statuses() == {"one": "open", "two": "waiting", "three": "waiting"}
    assert night.due("one") == night.t("5m")


def test_what_somebody_has_touched_stays_open() -> None:
    for touch in (i.Acknowledge("two"), i.Check("two", 0)):
        night = Night(playbook(do("one"), do("two", checklist=("this",)))).done("one").wait("1m")
        night.act(touch, by="bert")
        assert night.undo().open() == {"one", "two"}
    book = playbook(do("one"), draft("holding"), statements=[statement("holding")])
    night = Night(book).done("one").wait("1m")
    night.act(i.Edit("holding", "We know of it."), by="bert")
    assert night.undo().open() == {"one", "write-holding"}


def test_what_was_open_before_stays_open() -> None:
    night = Night(playbook(do("one"), do("two"), do("three", after="two"), facts=[known("big")]))
    night.done("one").wait("1m").done("two").wait("1m").undo()
    assert night.open() == {"two"}


def test_it_goes_back_through_steps_that_were_passed_over() -> None:
    steps = (SIZE_UP, do("call", when=when({"size-up": "big"})), do("next"))
    night = Night(playbook(*steps)).answer("size-up", "small")
    assert night.open() == {"next"}
    assert night.wait("1m").undo().statuses() == {"size-up": "open", "call": "waiting", "next": "waiting"}


def test_an_answer_taken_back_after_a_change_is_the_answer_before() -> None:
    steps = (
        SIZE_UP,
        do("answer", after="size-up", when=when({"size-up": "small"})),
        do("call", after="size-up", when=when({"size-up": "big"})),
    )
    night = (
        Night(playbook(*steps)).answer("size-up", "small").wait("1m").answer("size-up", "big").wait("1m").undo()
    )
    assert night.state("size-up").answer == "small"
    assert night.open() == {"answer"}
    assert night.undo().open() == {"size-up"}


def test_undo_goes_further_back_each_time_and_never_redoes() -> None:
    night = Night(playbook(do("one"), facts=[known("ill", "integer")]))
    for value in (3, 5, 7):
        night.wait("1m").know("ill", value)
    for value in (5, 3):
        record = night.wait("1m").undo().run.fact("ill")
        assert record is not None
        assert record.value == value
    record = night.undo().run.fact("ill")
    assert record is not None
    assert record.status == "unknown"
    assert "did nothing that can be taken back" in night.refusal(i.Undo())


def test_one_command_is_taken_back_whole() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").post("holding").wait("1m").undo()
    assert night.run.statement("holding").posts == ()
    assert night.open() == {"publish-holding"}


def test_two_commands_of_one_moment_are_two_also_when_the_clock_was_set_back() -> None:
    night = Night(playbook(do("one"), do("two"), do("three"))).wait("10m").done("one")
    night.clock.set_wall(night.t("0s"))
    assert night.done("two").undo().open() == {"two"}


def test_each_takes_back_only_their_own() -> None:
    night = Night(playbook(do("one"), do("two", after=""))).done("one", by="bert").wait("1m").done("two")
    assert night.undo(by="bert").open() == {"one"}


def test_what_somebody_else_said_since_is_not_overwritten() -> None:
    night = Night(on_the_way(), CAST, start="0s")
    night.act(i.Edit("holding", "One."))
    night.act(i.Edit("holding", "Two."))
    night.act(i.Edit("holding", "Three."), by="bert")
    assert "has been changed since" in night.refusal(i.Undo())
    night = Night(playbook(do("one"), facts=[known("ill", "integer")])).know("ill", 3).know("ill", 9, by="bert")
    assert "has been changed since" in night.refusal(i.Undo())
    night = Night(playbook(do("one")), CAST)
    night.hand_over("legal", "leo")
    night.act(i.Offer(("legal",), "lena"), by="leo")
    night.act(i.Accept(("legal",), "lena"), by="lena")
    assert "has been changed since" in night.refusal(i.Undo(), by="leo")


def test_the_text_before_stands_again_and_is_still_by_its_writer() -> None:
    night = Night(on_the_way("ceo"), CAST).write("holding", "One.").wait("1m")
    night.act(i.Edit("holding", "My own."), by="carla")
    night.wait("1m").undo(by="carla")
    version = night.run.statement("holding").current
    assert version is not None
    assert (version.text, version.by) == ("One.\n", "anna")
    assert night.yes("holding", by="carla").open() == {"publish-holding"}


def test_a_first_text_cannot_be_taken_back() -> None:
    night = Night(on_the_way(), CAST)
    night.act(i.Edit("holding", "One."))
    assert "first text" in night.refusal(i.Undo())
    night.done("write-holding").yes("holding", by="carla").post("holding").wait("1m")
    night.act(i.Edit("holding", "One, corrected."))
    assert "first text" in night.refusal(i.Undo()), "what is out is not written again by taking back"


def test_what_was_sent_back_to_me_is_open_again_already() -> None:
    night = Night(on_the_way("ceo"), CAST).write("holding").wait("1m")
    night.act(i.Reject("holding", "no causes"), by="carla")
    assert "has moved on since" in night.refusal(i.Undo())


def test_a_writer_who_was_not_done_after_all_is_writing_again() -> None:
    night = Night(on_the_way(), CAST).write("holding").wait("1m").undo()
    assert night.statuses() == {"write-holding": "open", "yes-to-holding": "waiting", "publish-holding": "waiting"}
    assert night.done("write-holding").open() == {"yes-to-holding"}


def test_what_led_to_a_published_text_is_not_taken_back() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").post("holding", by="bert")
    assert "is out" in night.refusal(i.Undo(), by="carla")
    assert "is out" in night.refusal(i.Undo())


def test_pages_that_went_out_stay_and_a_notify_step_is_not_done_twice() -> None:
    night = Night(playbook(do("one"), notify("tell", "ceo"), do("two")), CAST).done("one").wait("1m").undo()
    assert night.statuses() == {"one": "open", "tell": "done", "two": "open"}
    night.done("one")
    assert len(night.pages("notify")) == 1


def test_a_step_left_out_ahead_of_its_turn_waits_for_it_again() -> None:
    night = Night(playbook(do("one"), do("two")))
    night.act(i.Skip("two", "no time"))
    assert night.undo().statuses() == {"one": "open", "two": "waiting"}
    night = Night(on_the_way(), CAST)
    night.act(i.Edit("holding", "Written ahead."))
    night.act(i.Skip("write-holding", "no time"))
    assert night.undo().done("write-holding").open() == {"yes-to-holding"}


def test_the_close_can_be_taken_back_and_nothing_else_while_it_is_closed() -> None:
    night = Night(playbook(do("one"), do("two"))).done("one").wait("1m")
    night.act(i.Close("over"), by="bert")
    assert "was closed by bert" in night.refusal(i.Undo())
    night.undo(by="bert")
    assert night.run.closed is None
    assert night.open() == {"two"}


def test_a_correction_of_the_sighting_is_taken_back_with_the_times_it_moved() -> None:
    night = Night(playbook(do("one", by="20m")), start="10m")
    night.act(i.CorrectSighting(night.t("5m")))
    assert night.due("one") == night.t("25m")
    assert night.undo().due("one") == night.t("20m")
    assert night.run.seen_at == night.t("0s")


def test_every_act_that_can_be_taken_back_has_its_mend() -> None:
    night = Night(
        on_the_way(and_then=(do("call", after="", checklist=("a",)),), facts=[known("ill", "integer")]), CAST
    )
    acts: list[i.Intent] = [
        i.Acknowledge("call"),
        i.Check("call", 0),
        i.RecordFact("ill", 2),
        i.TakeNote("a note"),
        i.AddTodo("call back"),
        i.Offer(("legal",), "leo"),
        i.MarkAway("leo", None),
        i.Complete("call"),
    ]
    for act in acts:
        before = night.run
        told = {name: getattr(before, name) for name in ("holders", "away", "offers", "states")}
        states = {name: (state.status, state.acks, state.checked) for name, state in told["states"].items()}
        night.wait("1m").act(act)
        night.wait("1m").undo()
        now = night.run
        assert {
            name: (state.status, state.acks, state.checked) for name, state in now.states.items() if name in states
        } == states
        assert (now.away, now.offers) == ({}, {})
    assert now.notes[next(iter(now.notes))].struck
    assert night.status("todo-1") is Status.NOT_NEEDED
    undone = {body.what for body in night.history(e.ActUndone)}
    assert undone <= {kind.kind for kind in UNDOABLE}


def test_a_publish_step_that_was_left_out_comes_back_with_its_round() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").wait("1m")
    night.act(i.Skip("publish-holding", "no site"))
    night.undo().post("holding")
    assert night.status("publish-holding") is Status.DONE


def test_a_channel_left_out_by_mistake_can_be_posted() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").wait("1m")
    night.act(i.SkipChannel("holding", "website", "down"))
    night.undo().post("holding", "website")
    assert [post.skipped for post in night.run.statement("holding").posts] == [""]


def test_a_post_that_was_taken_down_by_mistake_is_out_again() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").wait("1m")
    night.post("holding", "x").wait("1m").act(i.Withdraw("holding", "x", "the wrong one"))
    night.undo()
    (post,) = night.run.statement("holding").published
    assert (post.channel, post.withdrawn, post.withdrawn_at) == ("x", "", None)
    assert night.history(e.ActUndone)[-1].what == "post_withdrawn"


def test_what_ended_with_a_post_that_was_taken_down_is_to_be_corrected_again() -> None:
    night = Night(on_the_way(channels="x", facts=[known("ill", "integer")]), CAST).know("ill", 3)
    night.act(i.Draft("holding", "3 are ill.", ("ill",)))
    night.done("write-holding").yes("holding", by="carla").post("holding").wait("1m").know("ill", 5).wait("1m")
    night.act(i.Withdraw("holding", "x", "wrong"), by="bert")
    assert night.status("correct-holding") is Status.DONE
    night.wait("1m").undo(by="bert")
    assert night.status("correct-holding") is Status.OPEN
    assert not night.run.statement("holding").posts[0].withdrawn


def test_living_with_a_finding_is_taken_back_until_the_text_is_out() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla").wait("1m")
    night.act(i.Waive("holding", "sorry-if", "if anyone", "counsel wants it"))
    assert night.undo().run.statement("holding").waivers == ()
    night.wait("1m").act(i.Waive("holding", "sorry-if", "if anyone", "counsel wants it"), by="bert")
    night.post("holding", "x")
    assert "is out" in night.refusal(i.Undo(), by="bert")


def test_nothing_is_taken_back_from_a_playbook_that_was_left() -> None:
    night = Night(playbook(do("one"), do("two"))).done("one")
    other = playbook(do("three"), approve("holding"), publish("holding"), statements=[statement("holding")])
    night.books[other.text] = other
    night.act(i.SwitchPlaybook(other), by="bert")
    assert "has moved on since" in night.refusal(i.Undo())
