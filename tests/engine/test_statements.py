"""A text on its way: written, said yes to, published; what an edit does to it (DESIGN: Order, Who may say yes)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.statement import text_hash
from crisis_cli.errors import Refused, UsageError
from tests.engine.builder import Night, approve, do, draft, on_the_way, playbook, publish, statement

CAST = {"ceo": "carla", "coo": "oona", "legal": "leo", "duty": "dora"}


def written(text: str = "We know of it.", *approvals: str) -> Night:
    return Night(on_the_way(*approvals), CAST).write("holding", text)


# --- the draft -----------------------------------------------------------------------------------------------


def test_a_draft_ends_when_its_writer_says_done() -> None:
    night = Night(on_the_way(), CAST).write("holding", "We know", say_done=False)
    assert night.open() == {"write-holding"}
    night.done("write-holding")
    assert night.open() == {"yes-to-holding"}


def test_nothing_written_is_not_done() -> None:
    night = Night(on_the_way(), CAST)
    assert "Nothing new has been written" in night.refusal(i.Complete("write-holding"))


def test_a_text_with_gaps_is_not_done_not_said_yes_to_and_not_published() -> None:
    gap = "We know of [[ what? ]]."
    night = Night(on_the_way(), CAST).write("holding", gap, say_done=False)
    assert "1 gap" in night.refusal(i.Complete("write-holding"))
    night = written()
    night.act(i.Edit("holding", gap))
    assert "1 gap" in night.refusal(i.Approve("holding"), by="carla")
    night = Night(playbook(publish("holding"), statements=[statement("holding")])).write("holding", gap)
    assert "1 gap" in night.refusal(i.Post("holding"))


def test_an_empty_text_is_no_text() -> None:
    night = Night(on_the_way(), CAST)
    assert "empty" in night.refusal(i.Edit("holding", " \n"), kind=UsageError)


def test_a_text_written_ahead_waits_for_the_writers_turn() -> None:
    book = playbook(do("size-up"), *on_the_way().steps.values(), statements=[statement("holding", "ceo")])
    night = Night(book, CAST).write("holding")
    assert night.open() == {"size-up"}
    night.done("size-up")
    assert night.open() == {"write-holding"}
    assert night.done("write-holding").open() == {"yes-to-holding"}


def test_two_writers_one_after_the_other_hand_on_one_text() -> None:
    steps = (draft("holding", "write"), draft("holding", "look-over", role="legal"), approve("holding"))
    night = Night(playbook(*steps, statements=[statement("holding", "ceo")]), CAST)
    night.act(i.Edit("holding", "One."))
    assert night.done("write").open() == {"look-over"}
    assert "Nothing new" in night.refusal(i.Complete("look-over"))
    night.act(i.Edit("holding", "One, looked over."))
    assert night.done("look-over").open() == {"yes-to-holding"}


def test_a_text_that_nobody_was_asked_to_write_can_be_written_all_the_same() -> None:
    steps = (approve("holding"), publish("holding"))
    night = Night(playbook(*steps, statements=[statement("holding", "ceo")]), CAST)
    assert night.status("yes-to-holding") is Status.WAITING
    assert night.write("holding").open() == {"yes-to-holding"}


def test_a_text_whose_draft_was_skipped_can_be_written_all_the_same() -> None:
    night = Night(on_the_way(), CAST)
    night.act(i.Skip("write-holding", "the CEO has one"))
    assert night.open() == set()
    assert night.write("holding").open() == {"yes-to-holding"}


# --- the yes -------------------------------------------------------------------------------------------------


def test_an_approve_step_ends_when_its_approvals_are_complete() -> None:
    night = written("We know of it.", "ceo", "legal").yes("holding", by="carla")
    assert night.open() == {"yes-to-holding"}
    assert night.yes("holding", by="leo").open() == {"publish-holding"}


def test_nobody_is_asked_while_the_writer_is_still_writing() -> None:
    night = Night(on_the_way(), CAST).write("holding", "We kn", say_done=False)
    assert "anna is still writing" in night.refusal(i.Approve("holding"), by="carla")


def test_a_yes_binds_to_exactly_the_text_that_was_seen() -> None:
    night = written("One.")
    seen = text_hash("One.")
    night.act(i.Edit("holding", "Two."), by="bert")
    assert "changed by bert after you saw it" in night.refusal(i.Approve("holding", sha256=seen[:12]), by="carla")
    night.act(i.Approve("holding", sha256=text_hash("Two.")[:12]), by="carla")
    assert night.open() == {"publish-holding"}


def test_an_edit_after_the_yes_voids_it_reopens_the_approve_step_and_closes_the_publish_step() -> None:
    night = written("One.").yes("holding", by="carla").wait("1m")
    night.act(i.Edit("holding", "Two."))
    assert night.statuses() == {"write-holding": "done", "yes-to-holding": "open", "publish-holding": "waiting"}
    assert night.due("yes-to-holding") == night.t("4m")
    assert "it needs a yes from" in night.refusal(i.Post("holding"))
    assert [page.step for page in night.pages("turn", "carla")] == ["yes-to-holding", "yes-to-holding"]


def test_the_same_text_again_is_no_edit() -> None:
    night = written("One.").yes("holding", by="carla")
    assert not night.act(i.Edit("holding", "One.\r\n"))
    assert night.open() == {"publish-holding"}


def test_writing_the_approved_text_again_after_another_one_needs_a_new_yes() -> None:
    night = written("One.").yes("holding", by="carla")
    night.act(i.Edit("holding", "Two."))
    night.act(i.Edit("holding", "One."))
    assert night.open() == {"yes-to-holding"}
    assert "it needs a yes from" in night.refusal(i.Post("holding"))


def test_an_edit_that_is_taken_back_leaves_the_yes_as_it_was() -> None:
    night = written("One.").yes("holding", by="carla").wait("1m")
    night.act(i.Edit("holding", "Two."))
    night.wait("1m").act(i.Undo())
    assert night.open() == {"publish-holding"}


def test_a_no_outlives_an_edit_that_is_taken_back() -> None:
    night = written("One.").yes("holding", by="carla").wait("1m")
    night.act(i.Edit("holding", "Two."))
    night.wait("1m").act(i.Reject("holding", "neither"), by="carla")
    night.wait("1m").act(i.Edit("holding", "One."))
    night.act(i.Complete("write-holding"))
    assert "publish-holding" not in night.open()


def test_a_text_whose_words_were_blanked_cannot_go_out() -> None:
    night = written("One.").yes("holding", by="carla")
    seq = night.run.statement("holding").versions[-1].seq
    night.session.redact(seq, "a name", actor="anna")
    assert "were blanked" in night.refusal(i.Post("holding"))


def test_a_post_cannot_be_dated_before_the_crisis_was_seen() -> None:
    night = written("One.").yes("holding", by="carla")
    with pytest.raises(Refused, match="nobody had seen anything yet"):
        night.session.act(i.Post("holding"), actor="anna", happened_at=night.run.seen_at - timedelta(hours=1))


# --- the no --------------------------------------------------------------------------------------------------


def test_a_rejected_text_goes_back_to_its_writer() -> None:
    night = written().wait("1m")
    night.act(i.Reject("holding", "no causes"), by="carla")
    assert night.statuses() == {"write-holding": "open", "yes-to-holding": "waiting", "publish-holding": "waiting"}
    assert night.due("write-holding") == night.t("9m")
    night.write("holding", "Without causes.")
    assert night.open() == {"yes-to-holding"}


def test_a_no_outweighs_the_yes_that_the_text_had_and_only_a_new_one_counts() -> None:
    night = written("One.", "ceo|coo").yes("holding", by="oona")
    night.act(i.Reject("holding", "not in my name"), by="carla")
    night.done("write-holding")
    assert night.open() == {"yes-to-holding"}
    assert "it needs a yes" in night.refusal(i.Post("holding"))
    assert night.yes("holding", by="carla").open() == {"publish-holding"}


def test_the_objection_of_somebody_only_consulted_blocks_nothing() -> None:
    night = written("One.", "ceo", "legal? 5m")
    night.act(i.Reject("holding", "we may be sued"), by="leo")
    assert [no.objection for no in night.run.statement("holding").noes] == [True]
    assert night.yes("holding", by="carla").open() == {"publish-holding"}


def test_a_no_needs_a_reason_and_somebody_who_is_asked() -> None:
    night = written("One.", "ceo")
    assert "reason" in night.refusal(i.Reject("holding", " "), by="carla", kind=UsageError)
    assert "dora is not asked" in night.refusal(i.Reject("holding", "I do not like it"), by="dora")


def test_a_text_that_is_out_cannot_be_rejected_only_corrected() -> None:
    night = written().yes("holding", by="carla").post("holding", "x")
    assert "is out already" in night.refusal(i.Reject("holding", "stop"), by="carla")


# --- publishing ----------------------------------------------------------------------------------------------


def test_a_publish_step_ends_when_every_channel_is_posted_or_left_out_with_a_reason() -> None:
    night = written().yes("holding", by="carla").post("holding", "x")
    assert night.open() == {"publish-holding"}
    assert "reason" in night.refusal(i.SkipChannel("holding", "website", ""), kind=UsageError)
    night.act(i.SkipChannel("holding", "website", "the site is down"))
    assert night.status("publish-holding") is Status.DONE


def test_a_channel_that_was_left_out_may_still_get_the_text_whatever_else_was_done_since() -> None:
    night = written().yes("holding", by="carla")
    night.act(i.SkipChannel("holding", "website", "the site is down"))
    night.wait("1m").act(i.TakeNote("The site is up."))
    assert "--channel website --posted" in night.refusal(i.SkipChannel("holding", "website", "still down"))
    night.post("holding", "x").wait("1m").post("holding", "website")
    assert [(post.channel, post.skipped) for post in night.run.statement("holding").posts] == [
        ("x", ""),
        ("website", ""),
    ]


@pytest.mark.parametrize("url", [" ", "\t", "https://x.example/1\nsecond line", "https://x.example/\x1b[31m"])
def test_an_address_is_one_line_that_can_be_read(url: str) -> None:
    night = written().yes("holding", by="carla")
    assert "address" in night.refusal(i.Post("holding", ("x",), url), kind=UsageError)


def test_nothing_is_published_without_the_approvals() -> None:
    night = written()
    assert "may not go out: it needs a yes from Ceo or Coo" in night.refusal(i.Post("holding"))


def test_nothing_is_published_that_is_being_rewritten() -> None:
    night = written().yes("holding", by="carla").wait("1s").undo(by="carla").wait("1s").undo()
    assert night.open() == {"write-holding"}
    assert "still writing" in night.refusal(i.Approve("holding"), by="carla")


def test_a_post_is_of_the_text_that_was_seen_not_of_one_that_came_meanwhile() -> None:
    night = written("One.").yes("holding", by="carla")
    night.act(i.Edit("holding", "Two."), by="bert")
    night.yes("holding", by="carla")
    assert "changed by bert after you saw it" in night.refusal(i.Post("holding", sha256=text_hash("One.")[:12]))
    night.act(i.Post("holding", sha256=text_hash("Two.")))
    assert night.run.statement("holding").published


def test_a_channel_is_published_once_and_the_second_is_told_who_was_first() -> None:
    night = written().yes("holding", by="carla").post("holding", "x", by="bert")
    assert "bert was first" in night.refusal(i.Post("holding", ("x",)))
    assert "not a channel" in night.refusal(i.Post("holding", ("fax",)), kind=UsageError)
    night.post("holding", by="bert")
    assert "bert was first" in night.refusal(i.Post("holding"))


def test_an_edit_of_a_text_that_is_out_begins_a_round_with_a_yes_of_its_own() -> None:
    night = written("One.").yes("holding", by="carla").post("holding").wait("1m")
    night.act(i.Edit("holding", "One, corrected."))
    state = night.run.statement("holding")
    assert (state.round, [post.round for post in state.posts]) == (2, [1, 1])
    assert night.open() == {"yes-to-holding"}
    assert "needs a yes" in night.refusal(i.Post("holding"))
    night.yes("holding", by="carla").post("holding")
    assert [post.round for post in night.run.statement("holding").posts] == [1, 1, 2, 2]


def test_an_edit_of_a_text_that_is_half_out_takes_the_other_half_with_it() -> None:
    night = written("One.").yes("holding", by="carla").post("holding", "x")
    night.act(i.Edit("holding", "One, corrected."))
    assert night.open() == {"yes-to-holding"}
    night.yes("holding", by="carla").post("holding")
    assert [(post.round, post.channel) for post in night.run.statement("holding").posts] == [
        (1, "x"),
        (2, "x"),
        (2, "website"),
    ]


def test_a_publish_step_is_not_open_before_its_text_has_every_yes() -> None:
    night = written("One.", "ceo", "legal").yes("holding", by="carla")
    assert night.status("publish-holding") is Status.WAITING


def test_a_statement_without_an_approve_step_still_needs_its_approvals() -> None:
    steps = (draft("holding"), publish("holding"))
    night = Night(playbook(*steps, statements=[statement("holding", "ceo")]), CAST).write("holding")
    assert "needs a yes" in night.refusal(i.Post("holding"))
    night.yes("holding", by="carla").post("holding")
    assert night.status("publish-holding") is Status.DONE


def test_skipping_the_approve_step_is_not_a_yes() -> None:
    night = written()
    night.act(i.Skip("yes-to-holding", "nobody picks up"))
    assert "needs a yes" in night.refusal(i.Post("holding"))


def test_a_text_left_out_asks_nobody_for_a_yes() -> None:
    night = written()
    night.act(i.Skip("publish-holding", "the channel is gone"))
    assert night.statuses() == {
        "write-holding": "done",
        "yes-to-holding": "not_needed",
        "publish-holding": "skipped",
    }


def test_a_publication_is_recorded_when_it_happened() -> None:
    night = written().yes("holding", by="carla").wait("10m")
    night.act(i.Post("holding", ("x",)), ago="4m")
    assert [post.moment for post in night.run.statement("holding").published] == [night.t("6m")]


def test_a_channel_that_the_text_has_no_words_for_cannot_be_said_to_be_out() -> None:
    night = written()
    night.act(i.Edit("holding", "=== x ===\nShort."))
    night.yes("holding", by="carla")
    assert "no wording for website" in night.refusal(i.Post("holding"))
    night.act(i.Post("holding", ("x",)))
    assert [post.channel for post in night.run.statement("holding").published] == ["x"]


@pytest.mark.parametrize(
    "intent", [i.Edit("holdin", "One."), i.Approve("holdin"), i.Post("holdin"), i.Reject("holdin", "no")]
)
def test_an_unknown_statement_suggests_the_nearest(intent: i.Intent) -> None:
    assert 'Did you mean "holding"?' in written().refusal(intent, kind=UsageError)


def test_nothing_can_be_said_about_a_text_that_is_not_there() -> None:
    night = Night(on_the_way(), CAST)
    for intent in (i.Approve("holding"), i.Post("holding"), i.Reject("holding", "no")):
        assert "Nothing has been written" in night.refusal(intent)


def test_the_journal_says_who_wrote_what_and_from_which_facts() -> None:
    night = Night(on_the_way(), CAST)
    night.act(i.Draft("holding", "Drafted.", ("people_ill",), "ab" * 32))
    (drafted,) = night.history(e.StatementDrafted)
    assert (drafted.facts, drafted.sha256) == (("people_ill",), text_hash("Drafted."))
