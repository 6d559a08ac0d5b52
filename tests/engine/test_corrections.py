"""A published text that no longer holds opens a correction by itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.corrections import outdated
from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.promises import promise_states
from crisis_cli.engine.forecast import forecast
from crisis_cli.engine.ports import Unchecked
from crisis_cli.engine.session import Session
from tests.engine.builder import Night, do, fact, on_the_way, promise

CAST = {"ceo": "carla", "lead": "leo"}
POSTED = ("x", "website")


def out(*channels: str, **more: Any) -> Night:
    """The holding statement is out, made when three people were ill."""
    night = Night(on_the_way(facts=[fact("people_ill", "integer")], **more), CAST).know("people_ill", 3)
    night.act(i.Draft("holding", "3 people are ill.", ("people_ill",)))
    night.done("write-holding", by="leo").yes("holding", by="carla")
    return night.post("holding", *(channels or POSTED))


def test_a_changed_fact_opens_a_to_do_for_whoever_writes_the_statement() -> None:
    night = out().wait("5m").know("people_ill", 5)
    step = night.run.added["correct-holding"]
    assert step.title == "Correct the holding statement: people ill 3 -> 5"
    assert (step.role, step.target) == ("lead", "holding")
    assert night.status("correct-holding") is Status.OPEN


def test_it_lists_each_address_that_carries_the_old_value() -> None:
    night = out("website").wait("1m")
    night.act(i.Post("holding", ("x",), "https://x.example/1"))
    night.wait("5m").know("people_ill", 5)
    assert night.run.added["correct-holding"].guidance == "website\nx https://x.example/1"


def test_it_has_a_quarter_of_an_hour_unless_a_promise_says_otherwise() -> None:
    assert out().wait("5m").know("people_ill", 5).due("correct-holding") == Night.t("20m")
    soon = promise("", "7m", "change", "correction")
    assert out(promises=[soon]).wait("5m").know("people_ill", 5).due("correct-holding") == Night.t("12m")


def test_it_pages_its_owner() -> None:
    night = out().wait("5m").know("people_ill", 5)
    assert [page.person for page in night.pages("turn") if page.step == "correct-holding"] == ["leo"]


def test_the_same_value_again_opens_nothing() -> None:
    night = out().wait("5m").know("people_ill", 3)
    assert night.history(e.StepAdded) == []


def test_a_fact_that_is_not_in_the_text_opens_nothing() -> None:
    night = Night(on_the_way(facts=[fact("people_ill", "integer")]), CAST)
    night.write("holding").yes("holding", by="carla").post("holding").wait("1m").know("people_ill", 3)
    assert night.history(e.StepAdded) == []


def test_nothing_opens_before_the_text_is_out() -> None:
    night = Night(on_the_way(facts=[fact("people_ill", "integer")]), CAST).know("people_ill", 3)
    night.act(i.Draft("holding", "3 people are ill.", ("people_ill",)))
    assert night.know("people_ill", 5).history(e.StepAdded) == []


def test_it_is_done_once_every_channel_heard_otherwise() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m")
    correct(night).post("holding", "x")
    assert night.status("correct-holding") is Status.OPEN
    night.post("holding", "website")
    assert night.status("correct-holding") is Status.DONE


def correct(night: Night) -> Night:
    night.act(i.Draft("holding", "5 people are ill.", ("people_ill",), corrects=1))
    return night.yes("holding", by="carla")


def test_a_correction_with_gaps_asks_nobody_for_a_yes_until_they_are_filled() -> None:
    night = out("x").wait("5m").know("people_ill", 5).wait("1m")
    night.act(i.Draft("holding", "5 people are ill. [[ How do we know? ]]", ("people_ill",), corrects=1))
    assert "yes-to-holding" not in night.open()
    assert "gap" in night.refusal(i.Approve("holding"), by="carla")
    night.wait("1m").act(i.Edit("holding", "5 people are ill, says the clinic."), by="leo")
    assert "yes-to-holding" in night.open()
    assert night.due("yes-to-holding") == Night.t("10m")


def test_a_correction_goes_where_the_text_is_that_it_corrects() -> None:
    night = out("x")
    night.act(i.SkipChannel("holding", "website", "down"))
    correct(night.wait("5m").know("people_ill", 5).wait("1m")).post("holding")
    assert [(post.round, post.channel) for post in night.run.statement("holding").published] == [
        (1, "x"),
        (2, "x"),
    ]
    assert night.status("publish-holding") is Status.DONE


def test_taking_the_post_down_is_an_answer_too() -> None:
    night = out("x").wait("5m").know("people_ill", 5).wait("1m")
    night.act(i.Withdraw("holding", "x", "the number was wrong"))
    assert outdated(night.run) == []
    assert night.status("correct-holding") is Status.DONE


def test_another_statement_that_gives_the_fact_on_that_channel_is_an_answer() -> None:
    from tests.engine.builder import approve, draft, playbook, publish, statement

    book = playbook(
        *(draft("holding"), approve("holding"), publish("holding")),
        *(draft("update"), approve("update"), publish("update")),
        statements=[statement("holding", "ceo", channels="x"), statement("update", "ceo", channels="x")],
        facts=[fact("people_ill", "integer")],
    )
    night = Night(book, CAST).know("people_ill", 3)
    for name, ill in (("holding", 3), ("update", 5)):
        night.wait("1m").know("people_ill", ill)
        night.act(i.Draft(name, f"{ill} people are ill.", ("people_ill",)))
        night.done(f"write-{name}").yes(name, by="carla").post(name)
    assert night.status("correct-holding") is Status.DONE
    assert night.status("write-update") is Status.DONE


def test_a_change_that_is_taken_back_needs_no_correction() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m").know("people_ill", 3)
    assert night.status("correct-holding") is Status.NOT_NEEDED
    night.wait("1m").know("people_ill", 6)
    assert night.status("correct-holding-2") is Status.OPEN


def test_a_further_change_falls_to_the_correction_that_is_open() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m").know("people_ill", 6)
    assert [body.step for body in night.history(e.StepAdded)] == ["correct-holding"]


def test_a_fact_that_changes_in_the_correction_itself_opens_the_next_one() -> None:
    night = out("x").wait("5m").know("people_ill", 5).wait("1m")
    correct(night).post("holding", "x").wait("1m").know("people_ill", 6)
    assert night.status("correct-holding-2") is Status.OPEN
    (change,) = outdated(night.run)
    assert (change.post.round, change.before, change.now) == (2, 5, 6)


def test_somebody_may_say_that_it_is_done_and_is_not_asked_again() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m").done("correct-holding", by="leo")
    night.wait("1m").act(i.TakeNote("It was said on the phone."))
    assert [body.step for body in night.history(e.StepAdded)] == ["correct-holding"]
    assert night.wait("1m").know("people_ill", 9).status("correct-holding-2") is Status.OPEN


def test_undoing_the_change_takes_the_correction_back() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m").undo()
    assert night.status("correct-holding") is Status.NOT_NEEDED
    assert outdated(night.run) == []


def test_the_round_that_corrects_says_which_one_it_corrects() -> None:
    night = correct(out().wait("5m").know("people_ill", 5).wait("1m"))
    night.act(i.Edit("holding", "5 people are ill. We were wrong."), by="leo")
    state = night.run.statement("holding")
    assert (state.round, state.corrects(2)) == (2, 1)


def test_a_promise_without_a_step_is_kept_when_every_address_heard_otherwise() -> None:
    night = out(promises=[promise("", "15m", "change", "correction")]).wait("5m")
    status = lambda: promise_states(night.run, night.now)[0].status  # noqa: E731
    assert status() == "open"
    night.know("people_ill", 5).wait("1m")
    assert status() == "open"
    correct(night).post("holding")
    assert status() == "kept"
    night.know("people_ill", 6).watch("16m", 60)
    assert status() == "missed"
    assert [body.promise for body in night.history(e.PromiseMissed)] == ["correction"]


def test_a_correction_that_is_due_hides_no_forecast_of_the_other_promises() -> None:
    promises = [promise("", "15m", "change", "correction"), promise("todo", "2h", name="all_told")]
    night = out(promises=promises, and_then=[do("todo", within="30m")]).wait("5m").know("people_ill", 5)
    found = forecast(night.run, night.now)
    assert found is not None
    assert found.worst.promise.name == "all_told"


def test_a_fact_that_a_person_typed_into_the_text_counts_as_one_of_it() -> None:
    night = typed("3 people are ill.").post("holding").wait("1m").know("people_ill", 5)
    assert {change.post.channel for change in outdated(night.run)} == {"x", "website"}


def typed(text: str) -> Night:
    """Three are ill, a person wrote this text, and it has its yes."""
    night = Night(on_the_way(facts=[fact("people_ill", "integer")]), CAST).know("people_ill", 3)
    night.session = Session(
        night.journal, night.session.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=Says()
    )
    return night.write("holding", text, by="leo").yes("holding", by="carla")


def test_a_fact_that_was_so_before_the_post_and_is_typed_after_it_opens_a_correction() -> None:
    night = out().wait("2m")
    night.act(i.RecordFact("people_ill", 5, "confirmed"), ago="7m")
    assert night.status("correct-holding") is Status.OPEN
    assert [(change.before, change.now) for change in outdated(night.run)] == [(3, 5), (3, 5)]
    assert {change.changed_at for change in outdated(night.run)} == {
        night.run.statement("holding").posts[0].moment
    }


def test_what_is_typed_late_does_not_take_a_correction_back() -> None:
    night = out().wait("5m").know("people_ill", 5).wait("1m")
    night.act(i.RecordFact("people_ill", 6, "confirmed"), ago="4m")
    assert night.status("correct-holding") is Status.OPEN


def test_a_text_that_was_put_back_says_what_it_was_made_from() -> None:
    night = Night(on_the_way(facts=[fact("people_ill", "integer")], channels="x"), CAST).know("people_ill", 3)
    night.act(i.Draft("holding", "3 people are ill.", ("people_ill",)))
    night.wait("1m").act(i.Edit("holding", "Some people are ill."), by="leo")
    night.wait("1m").know("people_ill", 5).wait("1m").undo(by="leo")
    night.done("write-holding", by="leo").yes("holding", by="carla").post("holding")
    assert [(change.before, change.now) for change in outdated(night.run)] == [(3, 5)]


def test_a_post_that_is_recorded_after_the_fact_changed_is_held_against_what_was_known_when_it_went_out() -> None:
    night = typed("3 people are ill.").wait("2m").know("people_ill", 5).wait("1m")
    assert "no fact gives it" in night.refusal(i.Post("holding", ("x",)))
    night.act(i.Post("holding", ("x",)), ago="2m")
    assert [(change.before, change.now) for change in outdated(night.run)] == [(3, 5)]
    assert night.status("correct-holding") is Status.OPEN


def test_a_later_text_that_does_not_give_the_new_value_is_no_answer() -> None:
    night = (
        out("x", promises=[promise("", "15m", "change", "correction")]).wait("5m").know("people_ill", 5).wait("1m")
    )
    night.act(i.Edit("holding", "We are sorry. We say more at noon."), by="leo")
    night.yes("holding", by="carla").post("holding", "x")
    assert night.status("correct-holding") is Status.OPEN
    assert promise_states(night.run, night.now)[0].status == "open"


def test_a_promise_of_a_publish_step_is_kept_by_a_text_that_says_otherwise_and_by_no_other() -> None:
    night = out("x", promises=[promise("publish-holding", "15m", "change", "correction")]).wait("5m")
    night.know("people_ill", 5).wait("1m")
    night.act(i.Edit("holding", "We are sorry."), by="leo")
    night.yes("holding", by="carla").post("holding", "x")
    status = lambda: promise_states(night.run, night.now)[0].status  # noqa: E731
    assert status() == "open"
    correct(night.wait("1m")).post("holding", "website")
    assert status() == "kept"


def test_a_number_that_is_not_confirmed_any_more_opens_a_correction() -> None:
    night = out("x").wait("5m")
    night.act(i.RecordFact("people_ill", 3, "unconfirmed"))
    assert (
        night.run.added["correct-holding"].title
        == "Correct the holding statement: people ill 3 is no longer confirmed"
    )
    night.wait("1m").know("people_ill", 3)
    assert night.status("correct-holding") is Status.NOT_NEEDED


def test_a_number_that_is_confirmed_after_the_post_opens_none() -> None:
    night = Night(on_the_way(facts=[fact("people_ill", "integer")]), CAST)
    night.act(i.RecordFact("people_ill", 3, "unconfirmed"))
    night.act(i.Draft("holding", "unconfirmed: 3 people are ill.", ("people_ill",)))
    night.done("write-holding", by="leo").yes("holding", by="carla").post("holding").wait("1m").know(
        "people_ill", 3
    )
    assert night.history(e.StepAdded) == []


def test_the_to_do_says_the_value_of_now() -> None:
    night = out().wait("5m").know("people_ill", 4).wait("1m").know("people_ill", 5)
    step = night.run.added["correct-holding"]
    assert step.title == "Correct the holding statement: people ill 3 -> 5"
    assert (step.guidance, step.target) == ("x\nwebsite", "holding")
    assert night.due("correct-holding") == Night.t("20m")


def test_a_correction_that_is_recorded_late_is_done_and_not_needless() -> None:
    night = out("x").wait("5m").know("people_ill", 5).wait("5m")
    correct(night)
    night.wait("1m").act(i.Post("holding", ("x",)), ago="7m")
    assert night.status("correct-holding") is Status.DONE


class Says(Unchecked):
    """Every text gives the number of the ill, the newest of those that were ever known and stand in it."""

    def facts(self, incident: Incident, statement: str, _: Collection[str]) -> dict[str, int]:
        current = incident.statement(statement).current
        known = incident.facts.get("people_ill", ())
        said = [record.seq for record in known if current is not None and str(record.value) in current.text]
        return {"people_ill": said[-1]} if said else {}

    def errors(self, incident: Incident, statement: str, _: Collection[str]) -> list[Finding]:
        """A number that no fact gives keeps a text from going out."""
        current, record = incident.statement(statement).current, incident.fact("people_ill")
        backed = current is None or record is None or str(record.value) in current.text
        return [] if backed else [Finding("unbacked-number", Severity.ERROR, "no fact gives it", "")]
