"""What becomes of a page that does not go out, and of the answer to one that did."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.delivery import NO_TEAM, Outcome
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.domain.records import Page
from crisis_cli.engine.decide_pages import LEASE, MENDED_WITHIN
from crisis_cli.engine.keeper import Keeper
from crisis_cli.engine.outbox import AT_ONCE
from crisis_cli.errors import Refused, UsageError
from tests.engine.builder import SEEN, Night, do, playbook, second

CAST = {"ceo": "carla", "coo": "oona", "duty": "dora"}


def asked(*ladder: str) -> tuple[Night, str]:
    """Carla is asked for something; the number of her page."""
    night = Night(playbook(do("one"), do("two", role="ceo", within="10m", ladder=list(ladder))), CAST).done("one")
    return night, night.pages("turn")[0].id


def fail(
    night: Night, page: str, failed_as: str = "fault", *, another: bool = False, again_after: int = 0
) -> Page:
    night.act(i.AttemptPage(page, "k", night.now + LEASE))
    night.act(i.SettlePage(page, failure="no", failed_as=failed_as, another=another, again_after=again_after))
    return night.run.pages[page]


def test_after_five_tries_the_next_channel_is_tried_as_often() -> None:
    night, page = asked()
    for wait in (5, 15, 45, 120):
        fail(night, page, another=True)
        night.wait(f"{wait}s").wait("1s")
    now = fail(night, page, another=True)
    assert (now.channel, now.tries, now.state) == (1, 0, "queued")
    assert second(now.retry_at) == second(night.now), "at once"
    again = fail(night, page)
    assert (again.channel, again.tries, again.attempts) == (1, 1, 6)
    assert second(again.retry_at) == night.now.replace(microsecond=0) + (LEASE * 5 / 30)


def test_nobody_is_passed_over_for_a_team_file_that_cannot_be_read() -> None:
    night, page = asked("30m coo")
    for _ in range(12):
        now = fail(night, page, NO_TEAM)
        assert (now.state, now.tries) == ("queued", 0)
        assert second(now.retry_at) == second(night.now + MENDED_WITHIN)
        night.wait("31s")
    assert not night.history(e.RungFired)
    assert not night.pages("unreached")
    night.act(i.Skip("two", "not needed"))
    night.act(i.AttemptPage(page, "k", night.now + LEASE))
    assert night.run.pages[page].state == "dropped"


def test_what_refuses_is_not_tried_twice() -> None:
    night, page = asked()
    assert fail(night, page, "refused", another=True).channel == 1
    assert fail(night, page, "not set up", another=True).channel == 2
    assert fail(night, page, "refused").state == "failed"


def test_a_service_that_says_when_is_asked_then_but_not_in_an_hour() -> None:
    night, page = asked()
    assert second(fail(night, page, "busy", again_after=77).retry_at) == second(night.now + LEASE * 77 / 30)
    night, page = asked()
    assert second(fail(night, page, "busy", again_after=3600).retry_at) == second(night.now + LEASE * 10)


def test_whoever_cannot_be_reached_is_passed_over_at_once() -> None:
    night, page = asked("1m coo", "3m duty")
    fail(night, page, "refused")
    (fired,) = night.history(e.RungFired)
    assert (fired.person, fired.why) == ("oona", "unreached")
    (rung,) = night.pages("rung")
    assert rung.person == "oona"
    fail(night, rung.id, "refused")
    assert [page.person for page in night.pages("rung")] == ["oona", "dora"]
    fail(night, night.pages("rung")[1].id, "refused")
    (told,) = night.pages("unreached")
    assert told.person == "anna"
    assert told.text.startswith("dora could not be reached: ring them")
    assert fail(night, told.id, "refused").state == "failed"
    assert len(night.pages("unreached")) == 1, "and it ends there"


def test_a_page_that_failed_late_passes_nobody_over_who_is_not_waited_for() -> None:
    night, page = asked("1m coo")
    night.act(i.Acknowledge("two"), by="oona")
    fail(night, page, "refused")
    assert not night.history(e.RungFired)
    assert not night.pages("unreached"), "somebody has it"


def test_who_has_it_is_not_asked_again_on_another_channel() -> None:
    night, page = asked()
    fail(night, page)
    night.act(i.Acknowledge("two"), by="carla")
    assert night.run.pages[page].state == "dropped"


def test_a_page_is_answered_by_its_number_for_whom_it_was_sent_to() -> None:
    night, page = asked()
    night.act(i.AcknowledgePage(page))
    assert night.run.acked_by("two", night.now) == "carla"
    assert "There is no" not in night.refusal(i.AcknowledgePage("99"), kind=UsageError)
    night.done("two", by="carla")
    assert "was first" in night.refusal(i.AcknowledgePage(page), kind=Refused)


def test_an_offer_is_taken_by_its_page() -> None:
    night, _ = asked()
    night.act(i.Offer(("lead",), "zoe", via="phone"))
    page = night.pages("handover", "zoe")[-1]
    night.act(i.AcknowledgePage(page.id), by="anna")
    assert night.run.holders["lead"] == "zoe"
    assert "Nothing is offered" in night.refusal(i.AcknowledgePage(page.id))


def test_a_page_that_only_tells_is_read_once_and_holds_no_ladder() -> None:
    night, page = asked()
    fail(night, page, "refused")
    (told,) = night.pages("unreached")
    night.act(i.AcknowledgePage(told.id))
    assert night.run.pages[told.id].read_by == "anna"
    assert night.run.pages[told.id].state == "dropped"
    assert night.run.acked_by("two", night.now) is None
    assert not night.act(i.AcknowledgePage(told.id))


class Slow:
    """A page that is on its way until somebody says how it went."""

    def __init__(self) -> None:
        self.went: Outcome | None = None

    def outcome(self) -> Outcome | None:
        return self.went

    def end(self) -> None:
        self.went = Outcome()


class Post:
    """A sink whose pages are on their way."""

    def __init__(self) -> None:
        self.begun: dict[str, list[Slow]] = {}

    def deliver(self, page: Page, _: Incident) -> Slow:
        self.begun.setdefault(page.person, []).append(Slow())
        return self.begun[page.person][-1]


def kept(night: Night, post: Post) -> Keeper:
    return Keeper(
        night.journal,
        night.clock,
        lambda _: post,
        identity=KeeperSeen("k", "host", 1, SEEN),
        read_playbook=night.read_playbook,
        new_id=night.new_id,
        on_events=lambda _: None,
    )


def test_several_people_are_paged_at_once_and_one_person_one_after_the_other() -> None:
    night = Night(playbook(do("a"), do("b", role="ceo"), do("c", role="ceo"), do("d", role="coo")))
    for number in range(20):
        night.act(i.AddTodo("call", owner=f"p{number}"))
    night.act(i.AddTodo("call once more", owner="p0"))
    post = Post()
    keeper = kept(night, post)
    keeper.look()
    assert len(post.begun) == AT_ONCE
    assert len(post.begun["p0"]) == 1
    for sending in post.begun.values():
        sending[0].went = Outcome("phone")
    night.wait("1s")
    keeper.look()
    assert len(post.begun["p0"]) == 2
    assert len(post.begun) == 20


def test_whoever_ends_waits_for_what_is_on_its_way_but_not_for_ever() -> None:
    night = Night(playbook(do("a")))
    night.act(i.AddTodo("call", owner="zoe"))
    post = Post()
    keeper = kept(night, post)
    keeper.look()
    before = night.now
    keeper.leave()
    assert (night.now - before) < LEASE, "its lease still holds: nobody else has sent it yet"
    assert night.journal.keepers() == []
    assert post.begun["zoe"][0].went == Outcome(), "no process is left behind"
