"""Who holds what, handing over, being away (DESIGN: Order, Words)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.errors import UsageError
from tests.engine.builder import Night, do, playbook, second

CAST = {"ceo": "carla", "coo": "oona"}


def two_steps(**more: object) -> Night:
    return Night(playbook(do("call", role="ceo", **more), do("write", role="lead", after="")), CAST)


def test_without_a_team_whoever_began_holds_every_role() -> None:
    night = Night(playbook(do("one", role="legal")))
    assert set(night.run.holders.values()) == {"anna"}
    assert night.run.owner("one", night.now) == "anna"


def test_a_role_moves_only_when_the_offer_is_accepted_and_the_clock_stays_with_the_giver_until_then() -> None:
    night = two_steps(within="5m")
    night.act(i.Offer(("ceo",), "dora"), by="carla")
    assert night.run.owner("call", night.now) == "carla"
    night.wait("1m").act(i.Accept(("ceo",), "dora"), by="dora")
    assert night.run.owner("call", night.now) == "dora"
    assert second(night.state("call").due_at) == night.t("5m")


def test_a_single_step_can_be_handed_over() -> None:
    night = two_steps()
    night.act(i.Offer(("call",), "dora"), by="carla")
    assert [page.person for page in night.pages("handover") if page.step == "call"] == ["dora"]
    night.act(i.Accept(("call",), "dora"), by="dora")
    assert night.run.owner("call", night.now) == "dora"
    assert night.run.holders["ceo"] == "carla"


def test_only_the_person_accepts_unless_somebody_says_how_they_said_so() -> None:
    night = two_steps()
    night.act(i.Offer(("ceo",), "dora"), by="carla")
    assert "Only dora can accept" in night.refusal(i.Accept(("ceo",), "dora"), by="anna")
    night.act(i.Accept(("ceo",), "dora", via="phone"), by="anna")
    assert night.history(e.HandedOver)[-1] == e.HandedOver("ceo", "dora", before="carla", via="phone")


def test_somebody_who_accepted_by_phone_is_told_what_is_open_for_them_now() -> None:
    night = two_steps()
    night.act(i.Offer(("ceo",), "dora"), by="carla")
    night.act(i.Accept(("ceo",), "dora", via="phone"), by="anna")
    assert [page.step for page in night.pages("turn", "dora")] == ["call"]
    night.act(i.Offer(("write",), "bert"))
    night.act(i.Accept(("write",), "bert"), by="bert")
    assert night.pages("turn", "bert") == []


def test_what_was_not_offered_or_was_declined_cannot_be_accepted() -> None:
    night = two_steps()
    assert "was not offered" in night.refusal(i.Accept(("ceo",), "dora"), by="dora")
    night.act(i.Offer(("ceo",), "dora"), by="carla")
    night.act(i.Decline(("ceo",), "dora"), by="dora")
    assert "was not offered" in night.refusal(i.Accept(("ceo",), "dora"), by="dora")


def test_an_unknown_role_or_step_suggests_the_nearest() -> None:
    assert 'Did you mean "legal"?' in two_steps().refusal(i.Offer(("legel",), "dora"), kind=UsageError)


def test_the_deputy_stands_in_for_somebody_away_and_is_told_that_it_is_their_turn() -> None:
    night = two_steps()
    night.act(i.MarkAway("carla", night.t("1h")))
    assert night.run.owner("call", night.now) == "oona"
    assert [page.step for page in night.pages("turn", "oona")] == ["call"]
    assert night.run.owner("call", night.t("1h")) == "carla", "back at the hour they said"


def test_somebody_back_early_has_their_steps_back() -> None:
    night = two_steps()
    night.act(i.MarkAway("carla", None))
    night.act(i.MarkBack("carla"))
    assert night.run.owner("call", night.now) == "carla"
    assert "Nobody said" in night.refusal(i.MarkBack("carla"))


def test_nobody_goes_away_until_a_time_that_has_passed() -> None:
    night = two_steps().wait("5m")
    assert "passed already" in night.refusal(i.MarkAway("carla", night.t("4m")), kind=UsageError)


def test_when_everybody_asked_is_away_it_is_said_to_whoever_is_in_charge() -> None:
    night = two_steps()
    night.act(i.MarkAway("oona", None))
    night.act(i.MarkAway("carla", None))
    assert [(page.person, page.step) for page in night.pages("unheld")] == [("anna", "call")]


def test_a_try_says_who_was_tried_how_and_with_what_result() -> None:
    night = two_steps().wait("1m")
    night.act(i.RecordTry("ceo", "phone", "message"), by="dora")
    (tried,) = night.run.tries
    assert (tried.person, tried.via, tried.result, tried.by) == ("ceo", "phone", "message", "dora")
    assert "Expected one of" in night.refusal(i.RecordTry("ceo", "phone", "maybe"), kind=UsageError)


def test_only_whoever_holds_it_gives_it_or_somebody_who_says_how_they_agreed() -> None:
    night = two_steps()
    assert "carla holds Ceo" in night.refusal(i.Offer(("ceo",), "mallory"), by="mallory")
    night.act(i.Offer(("ceo",), "dora", via="phone"))
    assert night.history(e.HandoverOffered)[-1] == e.HandoverOffered("ceo", "dora", "carla", "phone")


def test_what_somebody_away_holds_may_be_given_by_anybody() -> None:
    night = two_steps()
    night.act(i.MarkAway("carla", None))
    night.act(i.Offer(("ceo",), "dora"))
    assert night.run.offers["ceo"] == "dora"
