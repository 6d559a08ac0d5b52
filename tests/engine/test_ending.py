"""How a run ends, and that it comes back (the issue: The end)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.errors import UsageError
from tests.engine.builder import Night, ask, do, notify, on_the_way, playbook, publish, statement, when

CAST = {"ceo": "carla", "coo": "oona"}


def promised() -> Night:
    """A text is out that says we speak again at T+40."""
    night = Night(on_the_way(and_then=(do("tidy", after="", ends="tidied"),)), CAST)
    return night.write("holding").yes("holding", by="carla").post("holding", next_word="40m")


def test_a_close_needs_a_reason_and_is_recorded_with_it() -> None:
    night = Night(playbook(do("one")))
    assert "reason" in night.refusal(i.Close(" "), kind=UsageError)
    night.act(i.Close("nothing came of it"))
    closed = night.run.closed
    assert closed is not None
    assert (closed.by, closed.outcome) == ("anna", "nothing came of it")
    assert not night.journal.heads(open_only=True)


def test_a_closed_run_fires_nothing_and_its_clocks_stand_still() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["1m coo"])), CAST)
    night.act(i.Close("over"))
    assert night.journal.heads()[0].next_due is None
    assert night.watch("1h", 60) == []


def test_a_closed_run_takes_notes_and_little_else() -> None:
    night = Night(playbook(do("one")), CAST)
    night.act(i.Close("over"), by="bert")
    night.act(i.TakeNote("the agency called"))
    assert "was closed by bert: over. If it was not over: crisis reopen" in night.refusal(i.Complete("one"))


def test_a_run_that_was_not_over_goes_on_where_it_stood() -> None:
    night = Night(playbook(do("one", within="5m")), CAST)
    assert "is open" in night.refusal(i.Reopen())
    night.act(i.Close("over"))
    night.wait("1h").act(i.Reopen("it was not"))
    assert night.open() == {"one"}
    assert night.tick() == [e.StepFellOverdue("one", night.t("5m"))]


def test_a_step_that_ends_closes_the_run_with_its_outcome() -> None:
    night = Night(
        playbook(
            ask("size-up", "small big"),
            do("answer", when=when({"size-up": "small"}), ends="handled in person"),
            do("call", after="size-up"),
        )
    )
    night.answer("size-up", "small").done("answer")
    closed = night.run.closed
    assert closed is not None
    assert closed.outcome == "handled in person"
    assert night.status("call") is Status.OPEN, "it stands as it stood"


def test_any_kind_of_step_can_end_it() -> None:
    night = Night(playbook(ask("really", ends="asked"))).answer("really", "yes")
    assert night.run.closed is not None
    night = Night(playbook(do("one"), notify("tell", "ceo", ends="told"))).done("one")
    assert night.run.closed is not None
    book = playbook(publish("holding", ends="said"), statements=[statement("holding")])
    night = Night(book).write("holding").post("holding")
    assert night.run.closed is not None


def test_it_is_not_closed_while_a_public_word_stands() -> None:
    night = promised()
    assert "we speak again at 02:40 UTC. That word stands" in night.refusal(i.Close("over"))
    assert "That word stands" in night.refusal(i.Complete("tidy"))
    night.act(i.Edit("holding", "It is over."))
    night.yes("holding", by="carla").post("holding").done("tidy")
    assert night.run.closed is not None


def test_a_word_that_stands_lets_a_text_go_out_but_the_run_goes_on() -> None:
    book = playbook(publish("holding", ends="said"), statements=[statement("holding")])
    night = Night(book).write("holding").post("holding", next_word="40m")
    assert night.status("publish-holding") is Status.DONE
    assert night.run.closed is None


def test_a_word_whose_publication_was_a_mistake_does_not_stand() -> None:
    night = promised().wait("1m").undo()
    night.act(i.Close("over"))
    assert night.run.closed is not None


def test_a_word_stands_as_long_as_one_channel_with_it_is_out() -> None:
    night = Night(on_the_way(), CAST).write("holding").yes("holding", by="carla")
    night.post("holding", "x", next_word="40m").wait("1m").post("holding", "website", next_word="40m").wait(
        "1m"
    ).undo()
    assert night.run.next_word is not None
    assert night.wait("1m").undo().run.next_word is None


def test_an_item_handled_elsewhere_is_noted_in_the_run() -> None:
    night = Night(playbook(do("one")))
    night.act(i.LinkItem("angry-posts-20261122-0205", "https://example.invalid/1", "answered"))
    assert night.history(e.ItemHandled)[0].outcome == "answered"
