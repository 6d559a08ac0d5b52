"""Who is told what, and what is never sent (DESIGN: Journal; the outbox)."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.engine.decide_pages import LEASE, WAITS
from tests.engine.builder import Night, approve, do, draft, notify, on_the_way, playbook, second, statement

CAST = {"ceo": "carla", "coo": "oona", "legal": "leo"}


def waiting(night: Night) -> list[tuple[str, str, str]]:
    return [(page.about, page.step, page.person) for page in night.run.unsent_pages() if page.about != "handover"]


def test_the_owner_is_told_that_it_is_their_turn_but_not_by_themselves() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo", within="5m"), do("three")), CAST).done("one")
    assert waiting(night) == [("turn", "two", "carla")]
    assert second(night.pages("turn")[0].due_at) == night.t("5m")
    night.done("two", by="carla")
    assert waiting(night) == [("turn", "three", "anna")]
    night = Night(playbook(do("one"), do("two")), CAST).done("one")
    assert waiting(night) == []


def test_approvers_and_consulted_get_a_heads_up_when_the_draft_opens() -> None:
    steps = (do("size-up"), draft("holding"), approve("holding"))
    night = Night(playbook(*steps, statements=[statement("holding", "ceo|coo", "legal? 5m")]), CAST).done(
        "size-up"
    )
    assert [page.person for page in night.pages("heads_up")] == ["carla", "oona", "leo"]


def asking(*approvals: str) -> Night:
    steps = (do("size-up"), draft("holding"), approve("holding", within="3m"))
    night = Night(playbook(*steps, statements=[statement("holding", *approvals)]), CAST).done("size-up")
    return night.wait("1m").write("holding")


def turns(night: Night) -> list[tuple[str, str]]:
    return [(page.person, page.text) for page in night.pages("turn") if page.step == "yes-to-holding"]


def test_each_approver_is_told_when_their_turn_comes() -> None:
    night = asking("legal", "ceo", "coo")
    assert [person for person, _ in turns(night)] == ["carla", "leo"], "whose step it is, and who is asked first"
    night.yes("holding", by="leo")
    assert turns(night)[2:] == [("carla", "Your yes is needed: yes-to-holding")]
    night.yes("holding", by="carla")
    assert turns(night)[3:] == [("oona", "Your yes is needed: yes-to-holding")]


def test_of_those_any_of_whom_may_say_yes_only_the_one_whose_step_it_is_is_told() -> None:
    assert [person for person, _ in turns(asking("ceo|coo"))] == ["carla"]


def test_the_consulted_are_told_until_when_their_advice_counts() -> None:
    night = asking("ceo", "legal? 5m")
    assert turns(night)[1:] == [("leo", "Your advice is asked: yes-to-holding")]
    assert second(night.pages("turn", "leo")[0].due_at) == night.t("6m")
    night = asking("legal? 5m", "ceo", "coo").yes("holding", by="carla")
    assert [person for person, _ in turns(night)] == ["carla", "leo", "oona"], "nobody is asked twice"


def test_when_the_only_yes_is_the_writers_own_somebody_is_asked_for_another() -> None:
    night = asking("ceo").wait("1m")
    night.act(i.Edit("holding", "My own."), by="carla")
    night.yes("holding", by="carla")
    assert turns(night)[-1] == ("anna", "A second yes is needed, carla wrote the text: yes-to-holding")


def test_somebody_alone_is_not_told_what_they_do_themselves() -> None:
    steps = (draft("holding"), approve("holding"))
    night = Night(playbook(*steps, statements=[statement("holding", "legal", "ceo|coo")])).write("holding")
    night.yes("holding", for_="legal")
    assert night.pages("turn") == []


def test_what_nobody_holds_is_said_to_whoever_holds_the_lead_else_to_whoever_began() -> None:
    night = Night(playbook(do("one"), do("call", role=None)), {"lead": "lena"}).done("one")
    assert [page.person for page in night.pages("unheld")] == ["lena"]
    night = Night(playbook(do("one"), do("call", role=None)), {"lead": "lena", "duty": "dora"})
    night.act(i.MarkAway("lena", None))
    night.act(i.MarkAway("dora", None))
    night.done("one")
    assert [page.person for page in night.pages("unheld") if page.step == "call"] == ["anna"]


def test_no_page_after_the_act() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    night.done("two", by="carla")
    assert waiting(night) == []
    assert night.history(e.PageDropped)[-1].reason == "settled before it was sent"


def test_who_has_said_yes_is_not_asked_for_it_while_the_step_waits_for_another() -> None:
    night = asking("legal", "ceo").yes("holding", by="leo")
    assert [page.person for page in night.run.unsent_pages() if page.about == "turn"] == ["carla", "carla"]
    night.act(i.Edit("holding", "Two."))
    assert "leo" in [page.person for page in night.run.unsent_pages() if page.about == "turn"], (
        "the text is another"
    )


def test_a_page_of_an_earlier_opening_is_not_sent_in_a_later_one() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo", within="1m", ladder=["1m coo"])), CAST).done("one")
    night.watch("3m", 5)
    night.done("two", by="carla").wait("1s").undo(by="carla")
    assert waiting(night) == []
    night.act(i.AttemptPage(night.pages("rung")[0].id, "k", night.now + LEASE))
    assert not night.history(e.PageAttempted)


def test_a_page_taken_while_the_step_was_settled_is_dropped() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo"), do("three")), CAST).done("one")
    page = night.pages("turn")[0].id
    night.act(i.AttemptPage(page, "dead", night.now + LEASE))
    night.done("two", by="carla").wait("31s")
    night.act(i.AttemptPage(page, "other", night.now + LEASE))
    assert night.run.pages[page].state == "dropped"


def test_what_a_notify_step_says_goes_out_even_when_the_run_is_closed() -> None:
    night = Night(playbook(do("one"), notify("tell", "ceo", "coo"), do("over", ends="over")), CAST)
    night.done("one", "over")
    assert waiting(night) == [("notify", "tell", "carla"), ("notify", "tell", "oona")]
    assert night.journal.heads()[0].next_due is not None, "a keeper still comes by"


def test_a_page_under_a_lease_is_nobody_elses_until_the_lease_ends() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    page = night.pages("turn")[0].id
    night.act(i.AttemptPage(page, "first", night.now + LEASE))
    assert not night.act(i.AttemptPage(page, "second", night.now + LEASE))
    night.wait("30s").act(i.AttemptPage(page, "second", night.now + LEASE))
    assert [(body.keeper, body.attempt) for body in night.history(e.PageAttempted)] == [
        ("first", 1),
        ("second", 2),
    ]


def test_a_failed_page_is_tried_five_times_ever_more_slowly_and_then_given_up() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    page = night.pages("turn")[0].id
    for wait in (*WAITS, None):
        night.act(i.AttemptPage(page, "k", night.now + LEASE))
        night.act(i.SettlePage(page, failure="no line"))
        retry_at = night.run.pages[page].retry_at
        if wait is None:
            assert retry_at is None
        else:
            assert second(retry_at) == second(night.now + timedelta(seconds=wait))
            assert not night.act(i.AttemptPage(page, "k", night.now + LEASE)), "not before its time"
            night.wait(f"{wait + 1}s")
    assert night.run.pages[page].state == "failed"
    assert len(night.history(e.PageAttempted)) == 5
    assert waiting(night) == [("unreached", "two", "anna")], "who is in charge is to ring them up"


def test_a_page_that_kills_every_keeper_is_given_up_too() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    page = night.pages("turn")[0].id
    for _ in range(7):
        night.act(i.AttemptPage(page, "k", night.now + LEASE))
        night.wait("31s")
    assert len(night.history(e.PageAttempted)) == 5
    assert night.run.pages[page].state == "failed"


def test_a_page_is_sent_once_and_later_news_of_it_change_nothing() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST).done("one")
    page = night.pages("turn")[0].id
    assert not night.act(i.SettlePage(page, channel="board")), "nobody has tried yet"
    night.act(i.AttemptPage(page, "k", night.now + LEASE))
    night.act(i.SettlePage(page, channel="board"))
    assert not night.act(i.SettlePage(page, failure="no line"))
    assert not night.act(i.AttemptPage(page, "k", night.now + LEASE))
    assert not night.act(i.AttemptPage("99", "k", night.now + LEASE))


def test_the_numbers_of_pages_are_short_enough_to_read_out() -> None:
    night = Night(on_the_way(), CAST)
    assert [page.id for page in night.pages()] == [str(number + 1) for number in range(len(night.pages()))]
