"""Who may say yes, how it is recorded, and what silence is (DESIGN: Who may say yes)."""

from __future__ import annotations

from datetime import date

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.domain.playbook import Playbook, Preapproved
from crisis_cli.engine.approvals import ApprovalStanding, approval_standing
from crisis_cli.errors import UsageError
from tests.engine.builder import Night, approve, draft, on_the_way, playbook, publish, statement

CAST = {"ceo": "carla", "coo": "oona", "legal": "leo", "duty": "dora"}


def written(*approvals: str, by: str = "anna", cast: dict[str, str] | None = None) -> Night:
    return Night(on_the_way(*approvals), CAST if cast is None else cast).write("holding", "One.", by=by)


def standing(night: Night) -> ApprovalStanding:
    return approval_standing(night.run, "holding", night.now)


def test_of_any_the_first_yes_suffices() -> None:
    assert written("ceo|coo").yes("holding", by="oona").status("yes-to-holding") is Status.DONE


def test_approvals_are_given_in_order() -> None:
    night = written("legal", "ceo")
    assert "carla cannot give the yes that is needed: a yes from Legal" in night.refusal(
        i.Approve("holding"), by="carla"
    )
    assert night.yes("holding", by="leo").yes("holding", by="carla").status("yes-to-holding") is Status.DONE


def test_the_consulted_may_speak_at_any_time_and_their_silence_blocks_nothing() -> None:
    night = written("ceo", "legal? 5m").yes("holding", by="leo")
    assert night.status("yes-to-holding") is Status.OPEN
    assert written("ceo", "legal? 5m").yes("holding", by="carla").status("yes-to-holding") is Status.DONE


def test_the_silence_of_the_consulted_is_recorded_once_their_time_is_up() -> None:
    night = written("legal? 5m", "ceo").wait("1m").yes("holding", by="carla")
    night.watch("10m", 5)
    assert night.history(e.ConsultLapsed) == [e.ConsultLapsed("holding", 1, 0, ("legal",))]
    assert standing(night).entries[0].lapsed


def test_a_word_after_the_silence_is_still_recorded() -> None:
    night = written("legal? 5m", "ceo")
    night.watch("6m", 5)
    night.yes("holding", by="leo")
    assert standing(night).entries[0].yes is not None


def test_silence_is_never_a_yes() -> None:
    night = written("ceo|coo")
    night.watch("5h", 60)
    assert night.status("yes-to-holding") is Status.OPEN
    assert not standing(night).complete


def test_one_yes_comes_from_somebody_who_did_not_make_the_last_edit() -> None:
    night = written("ceo").wait("1m")
    night.act(i.Edit("holding", "In my own words."), by="carla")
    night.yes("holding", by="carla")
    assert standing(night).needs_countersign
    assert night.status("yes-to-holding") is Status.OPEN
    assert "somebody other than carla" in night.refusal(i.Post("holding"))


def test_the_lead_or_a_deputy_countersigns_the_sole_approvers_own_text() -> None:
    for countersigner in ("anna", "oona"):
        night = written("ceo")
        night.act(i.Edit("holding", "In my own words."), by="carla")
        night.yes("holding", by="carla").yes("holding", by=countersigner)
        assert night.status("yes-to-holding") is Status.DONE
    night = written("ceo")
    night.act(i.Edit("holding", "In my own words."), by="carla")
    night.yes("holding", by="carla")
    assert "leo cannot give" in night.refusal(i.Approve("holding"), by="leo")


def test_with_two_approvers_the_writer_may_be_one_of_them() -> None:
    night = written("ceo", "coo")
    night.act(i.Edit("holding", "In my own words."), by="carla")
    assert night.yes("holding", by="carla").yes("holding", by="oona").status("yes-to-holding") is Status.DONE


def test_anybody_may_record_a_yes_with_who_gave_it_and_how() -> None:
    night = written("ceo|coo")
    night.act(i.Approve("holding", for_="coo", via="phone"), by="dora")
    (yes,) = night.run.statement("holding").yeses
    assert (yes.giver, yes.via, yes.recorded_by) == ("oona", "phone", "dora")
    assert night.status("yes-to-holding") is Status.DONE


def test_a_recorded_yes_says_how_it_was_given() -> None:
    assert "How did coo say so?" in written().refusal(i.Approve("holding", for_="coo"), kind=UsageError)


def test_a_yes_can_be_recorded_for_a_person_by_name() -> None:
    night = written("ceo")
    night.act(i.Approve("holding", for_="carla", via="phone"))
    assert night.status("yes-to-holding") is Status.DONE
    assert "bert cannot give" in written("ceo").refusal(i.Approve("holding", for_="bert", via="phone"))


def test_somebody_alone_who_holds_every_role_cannot_say_yes_to_their_own_text_but_can_record_one() -> None:
    night = written("ceo|coo", cast={})
    night.yes("holding")
    assert "somebody other than anna" in standing(night).missing
    night.yes("holding", for_="ceo")
    assert night.status("yes-to-holding") is Status.DONE
    assert [yes.giver for yes in night.run.statement("holding").yeses] == ["anna", "ceo"]


def test_somebody_handed_a_role_cannot_give_a_second_yes_by_telling_themselves_by_phone() -> None:
    night = written("ceo")
    night.act(i.Edit("holding", "In my own words."), by="carla")
    night.yes("holding", by="carla")
    assert "somebody other than carla" in night.refusal(i.Approve("holding", for_="ceo", via="phone"), by="carla")


def test_somebody_who_acts_under_a_roles_own_name_plays_that_role() -> None:
    assert written("ceo", cast={}).yes("holding", by="ceo").status("yes-to-holding") is Status.DONE


def test_nobody_says_yes_for_a_role_they_do_not_play() -> None:
    night = written("ceo")
    for person in ("bert", "leo", "oona"):
        assert f"{person} cannot give" in night.refusal(i.Approve("holding"), by=person)


def test_a_deputy_may_say_yes_once_a_rung_has_paged_them() -> None:
    night = written("ceo")
    assert "oona cannot give" in night.refusal(i.Approve("holding"), by="oona")
    night.watch("5m", 5)
    assert night.yes("holding", by="oona").status("yes-to-holding") is Status.DONE


def test_a_deputy_may_say_yes_once_handed_the_role() -> None:
    night = written("ceo").hand_over("ceo", "oona")
    assert night.yes("holding", by="oona").status("yes-to-holding") is Status.DONE


def test_who_is_paged_but_is_no_deputy_may_not() -> None:
    steps = (draft("holding"), approve("holding", within="3m", ladder=["1m duty"]))
    night = Night(playbook(*steps, statements=[statement("holding", "ceo")]), CAST).write("holding")
    night.watch("5m", 5)
    assert "dora cannot give" in night.refusal(i.Approve("holding"), by="dora")


def test_a_page_from_before_the_edit_lets_no_deputy_say_yes_after_it() -> None:
    night = written("ceo")
    night.watch("5m", 5)
    night.yes("holding", by="oona")
    night.act(i.Edit("holding", "Two."))
    assert "oona cannot give" in night.refusal(i.Approve("holding"), by="oona")


def test_when_every_yes_is_there_another_is_refused_with_what_to_do_next() -> None:
    night = written("ceo|coo").yes("holding", by="carla")
    assert "has all its yeses" in night.refusal(i.Approve("holding"), by="oona")


def test_a_yes_taken_back_is_none() -> None:
    night = written("ceo").yes("holding", by="carla").wait("1s").undo(by="carla")
    assert night.open() == {"yes-to-holding"}
    assert "needs a yes" in night.refusal(i.Post("holding"))


def test_a_yes_under_one_playbook_fills_no_entry_of_another_that_asks_somebody_else() -> None:
    night = written("coo").yes("holding", by="oona")
    other = on_the_way("legal")
    night.books[other.text] = other
    night.act(i.SwitchPlaybook(other))
    assert not standing(night).complete
    assert "needs a yes from Legal" in night.refusal(i.Post("holding"))


def test_taking_back_an_edit_brings_back_no_yes_from_before_the_playbook_was_switched() -> None:
    night = written("coo").yes("holding", by="oona").wait("1m")
    night.act(i.Edit("holding", "Two."))
    other = on_the_way("legal")
    night.books[other.text] = other
    night.act(i.SwitchPlaybook(other), by="dora")
    night.wait("1m").undo()
    assert "needs a yes from Legal" in night.refusal(i.Post("holding"))


# --- standing approvals --------------------------------------------------------------------------------------

TEMPLATE = "ab" * 32


def preapproved(until: date = date(2027, 5, 1), slots: tuple[str, ...] = ("product",)) -> Playbook:
    spec = statement("holding", "ceo", preapproved=Preapproved("ceo", until, TEMPLATE, slots))
    return playbook(draft("holding"), approve("holding"), publish("holding"), statements=[spec])


def drafted(book: Playbook, facts: tuple[str, ...] = ("product",), template: str = TEMPLATE) -> Night:
    night = Night(book, CAST)
    night.act(i.Draft("holding", "Oat 500 g: we know of it.", facts, template))
    return night.done("write-holding")


def test_a_standing_approval_passes_the_approve_step_over_but_a_person_still_publishes() -> None:
    night = drafted(preapproved())
    assert night.statuses() == {"write-holding": "done", "yes-to-holding": "done", "publish-holding": "open"}
    assert standing(night).standing_by == "ceo"
    assert not [page for page in night.pages("turn", "carla") if page.state != "dropped"], "nobody is bothered"
    night.post("holding")
    assert night.run.statement("holding").published


def test_a_standing_approval_binds_the_template_its_slots_and_its_date() -> None:
    for night in (
        drafted(preapproved(), template="cd" * 32),
        drafted(preapproved(), facts=("product", "cause")),
        drafted(preapproved(until=date(2026, 11, 21))),
    ):
        assert night.open() == {"yes-to-holding"}
        assert "needs a yes" in night.refusal(i.Post("holding"))


def test_a_word_changed_by_hand_ends_a_standing_approval_and_taking_it_back_restores_it() -> None:
    night = drafted(preapproved())
    night.wait("1m").act(i.Edit("holding", "Oat 500 g: it is not our fault."))
    assert night.open() == {"yes-to-holding"}
    assert night.undo().open() == {"publish-holding"}


def test_a_no_ends_a_standing_approval_of_that_text() -> None:
    night = drafted(preapproved())
    night.act(i.Reject("holding", "not tonight"), by="carla")
    assert night.done("write-holding").open() == {"yes-to-holding"}


def test_the_missing_word_names_the_titles() -> None:
    night = written("ceo|coo")
    assert standing(night).missing == "a yes from Ceo or Coo"
