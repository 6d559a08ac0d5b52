"""A process without a screen: fires what is due, sends what waits, any number of them (DESIGN: Time, Journal)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Event
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.domain.playbook import Playbook
from crisis_cli.domain.records import Page
from crisis_cli.engine.keeper import BEAT, LOOK, Keeper
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import DeliveryFailed, unchecked
from crisis_cli.engine.session import Session, open_run
from crisis_cli.errors import PlaybookUnreadable, SurroundingsFailed
from tests.engine.builder import SEEN, Night, do, notify, playbook

CAST = {"ceo": "carla", "coo": "oona", "duty": "dora"}
LADDER = ["2m coo", "5m ceo", "9m duty"]


class Phone:
    """A sink that remembers what it sent; it may be out of order, or be held up, or die."""

    def __init__(self, night: Night) -> None:
        self.night = night
        self.sent: list[tuple[str, str]] = []
        self.out_of_order = False
        self.dies = False
        self.is_faulty = False
        self.takes = timedelta()

    def deliver(self, page: Page, incident: Incident) -> str:
        assert incident.pages[page.id].state == "attempted"
        if self.dies:
            raise KeyboardInterrupt
        if self.is_faulty:
            raise ValueError("mailto://walrus:secret@mail")
        if self.out_of_order:
            raise DeliveryFailed("no line")
        self.sent.append((page.about, page.person))
        self.night.clock.advance(self.takes)
        return "phone"


class Watch:
    """A keeper over a night, and what it told."""

    def __init__(self, night: Night, name: str = "k1", phone: Phone | None = None) -> None:
        self.night = night
        self.phone = phone or Phone(night)
        self.told: list[Event] = []
        self.asked_for: set[bool] = set()
        self.keeper = Keeper(
            night.journal,
            night.clock,
            self.sink_for,
            identity=KeeperSeen(name, "host", 1, SEEN),
            read_playbook=night.read_playbook,
            new_id=night.new_id,
            on_events=self.told.extend,
        )

    def sink_for(self, drill: bool) -> Phone:
        self.asked_for.add(drill)
        return self.phone

    def look(self) -> list[str]:
        return [head.incident for head in self.keeper.look()]

    def watch(self, length: timedelta) -> None:
        until = self.night.now + length
        while self.night.now < until:
            self.night.clock.sleep(LOOK)
            self.look()


def ladder_night() -> Night:
    """Due at T+5; oona is paged at T+7, carla at T+10, dora at T+14."""
    return Night(playbook(do("warn", within="5m", ladder=LADDER), do("next", role="ceo")), CAST)


def fired(events: Iterable[Event]) -> list[tuple[str, datetime]]:
    return [(event.data.person, event.data.fired_at) for event in events if isinstance(event.data, e.RungFired)]


def test_it_fires_everything_in_order_within_a_second_of_its_moment() -> None:
    night = ladder_night()
    watch = Watch(night)
    watch.watch(timedelta(minutes=15))
    assert fired(watch.told) == [("oona", night.t("7m")), ("carla", night.t("10m")), ("dora", night.t("14m"))]
    for event in watch.told:
        if isinstance(event.data, e.RungFired):
            assert event.at - event.data.fired_at < timedelta(seconds=1.1)
    assert [about for about in watch.phone.sent if about[0] == "rung"] == [
        ("rung", "oona"),
        ("rung", "carla"),
        ("rung", "dora"),
    ]


def test_two_keepers_double_nothing() -> None:
    night = ladder_night()
    phone = Phone(night)
    watches = [Watch(night, "k1", phone), Watch(night, "k2", phone)]
    for _ in range(1000):
        night.clock.sleep(1)
        for watch in watches:
            watch.look()
    assert [person for about, person in phone.sent if about == "rung"] == ["oona", "carla", "dora"]
    assert len(night.history(e.StepFellOverdue)) == 1
    told = [event.seq for watch in watches for event in watch.told]
    assert len(told) == len(set(told)), "each event is told by the keeper that wrote it"


def test_a_late_keeper_sends_one_page_to_the_highest_rung_and_says_how_late() -> None:
    night = ladder_night().wait("2h")
    watch = Watch(night)
    watch.look()
    assert [page for page in watch.phone.sent if page[0] == "rung"] == [("rung", "dora")]
    (page,) = night.pages("rung")
    assert page.late_seconds == 106 * 60


def test_a_page_is_dropped_when_the_step_was_settled_meanwhile() -> None:
    night = ladder_night().wait("8m")
    night.tick()
    assert [page.person for page in night.run.unsent_pages() if page.about == "rung"] == ["oona"]
    night.done("warn")
    watch = Watch(night)
    watch.look()
    assert not [page for page in watch.phone.sent if page[0] == "rung"]


def test_a_keeper_that_dies_while_sending_is_relieved_when_its_lease_ends() -> None:
    night = ladder_night().wait("8m")
    first = Watch(night, "k1")
    first.phone.dies = True
    with pytest.raises(KeyboardInterrupt):
        first.look()
    (taken,) = [page for page in night.pages() if page.state == "attempted"]
    second = Watch(night, "k2")
    night.wait("29s")
    second.look()
    assert night.run.pages[taken.id].state == "attempted", "nobody else's until the lease ends"
    night.wait("2s")
    second.look()
    assert {page.state for page in night.pages()} == {"sent"}
    assert len(night.pages()) == len(second.phone.sent)


def test_a_page_that_does_not_go_out_is_tried_five_times() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), {}).hand_over("ceo", "carla").done("one")
    watch = Watch(night)
    watch.phone.out_of_order = True
    watch.watch(timedelta(minutes=5))
    page = night.pages("turn", "carla")[0]
    assert (page.state, page.attempts) == ("failed", 5)
    tries = [
        event.at for event in watch.told if isinstance(event.data, e.PageAttempted) and event.data.page == page.id
    ]
    gaps = [(after - before).total_seconds() for before, after in pairwise(tries)]
    assert all(0 <= gap - wait < 1 for gap, wait in zip(gaps, (5, 15, 45, 120), strict=True))


def test_a_fault_in_sending_one_page_ends_no_keeper_and_is_told_without_its_words() -> None:
    watch = Watch(ladder_night())
    watch.phone.is_faulty = True
    watch.watch(timedelta(minutes=8))
    reasons = {event.data.reason for event in watch.told if isinstance(event.data, e.PageFailed)}
    assert reasons == {"sending it ran into a fault (ValueError)"}
    watch.phone.is_faulty = False
    watch.watch(timedelta(minutes=4))
    assert ("rung", "carla") in watch.phone.sent


def test_timers_come_between_pages_however_slow_a_page_is() -> None:
    book = playbook(notify("tell", "ceo", "coo", "duty"), do("warn", after="", within="10s", ladder=["1s coo"]))
    night = Night(book, CAST)
    watch = Watch(night)
    watch.phone.takes = timedelta(seconds=20)
    watch.look()
    (overdue,) = [event for event in watch.told if isinstance(event.data, e.StepFellOverdue)]
    assert overdue.at - night.t("10s") <= timedelta(seconds=21), "one page late, not all of them"


def test_a_machine_that_slept_wakes_to_the_truth_and_says_so() -> None:
    night = ladder_night()
    watch = Watch(night)
    watch.look()
    night.clock.suspend(timedelta(hours=2))
    watch.look()
    jumps = [event.data for event in watch.told if isinstance(event.data, e.ClockJumped)]
    assert jumps == [e.ClockJumped(7200, "k1")]
    assert [moment for _, moment in fired(watch.told)] == [night.t("7m"), night.t("10m"), night.t("14m")]
    assert [page for page in watch.phone.sent if page[0] == "rung"] == [("rung", "dora")]


def test_a_clock_set_back_is_said_and_fires_nothing_twice() -> None:
    night = ladder_night()
    watch = Watch(night)
    watch.watch(timedelta(minutes=8))
    night.clock.set_wall(SEEN)
    watch.watch(timedelta(minutes=16))
    assert [event.data.seconds for event in watch.told if isinstance(event.data, e.ClockJumped)] == [-480]
    assert [person for person, _ in fired(watch.told)] == ["oona", "carla", "dora"]
    moments = [event.at for event in night.session.history]
    assert moments == sorted(moments)


def test_a_page_asked_for_after_the_clock_was_set_back_goes_out_at_once() -> None:
    night = ladder_night().wait("30m")
    watch = Watch(night)
    watch.look()
    night.clock.set_wall(SEEN)
    night.act(i.AddTodo("call back", owner="leo"))
    watch.look()
    assert watch.phone.sent[-1] == ("turn", "leo")


def test_small_drifts_are_no_jumps() -> None:
    night = ladder_night()
    watch = Watch(night)
    watch.look()
    night.clock.suspend(timedelta(seconds=1.5))
    watch.look()
    assert not night.history(e.ClockJumped)


def test_it_gives_a_sign_of_life_every_few_seconds_and_takes_leave() -> None:
    night = ladder_night()
    watch = Watch(night)
    watch.look()
    (seen,) = night.journal.keepers()
    night.clock.sleep(BEAT.total_seconds())
    watch.look()
    assert night.journal.keepers()[0].seen_at - seen.seen_at == BEAT
    watch.keeper.leave()
    assert night.journal.keepers() == []


def test_it_is_needed_as_long_as_a_run_is_open_or_has_pages_to_send() -> None:
    book = playbook(do("one"), notify("tell", "ceo"), do("two", ends="over"))
    night = Night(book).done("one", "two")
    watch = Watch(night)
    watch.phone.out_of_order = True
    assert watch.look() == [night.session.name], "closed, but a page is still to be tried again"
    watch.phone.out_of_order = False
    night.wait("6s")
    assert watch.look() == []
    assert watch.phone.sent == [("notify", "anna")]


def test_nothing_due_costs_no_look_at_the_run() -> None:
    night = Night(playbook(do("one", within="1h")))
    watch = Watch(night)
    watch.look()
    lines = night.journal._lines
    night.journal._lines = {}  # whoever reads now finds nothing, and would say so
    watch.watch(timedelta(minutes=1))
    night.journal._lines = lines
    assert watch.told == []


def test_one_run_that_cannot_be_read_keeps_no_other_waiting_and_is_said_once_a_while() -> None:
    night = ladder_night()
    night.wait("1s")
    other = open_run(
        night.journal,
        Opening(night.run.playbook, SEEN, "bert"),
        read_playbook=night.read_playbook,
        new_id=night.new_id,
        checks=unchecked,
    )
    real = night.read_playbook

    def read(text: str) -> Playbook:
        if reads:
            return real(text)
        reads.append(text)
        raise PlaybookUnreadable("the first one cannot be read", [])

    reads: list[str] = []
    night.wait("8m")
    watch = Watch(night)
    watch.keeper._read_playbook = read
    with pytest.raises(SurroundingsFailed, match="the first one cannot be read"):
        watch.look()
    assert {event.incident for event in watch.told} == {other.name}, "the other one was kept"
    watch.look()
    night.wait("61s")
    watch.look()
    assert {event.incident for event in watch.told} == {other.name, night.session.name}


def test_it_sends_through_the_sink_for_drills_or_the_real_one() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo")), CAST)
    opening = Opening(night.run.playbook, SEEN, "anna", drill=True)
    drill = open_run(
        night.journal, opening, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    drill.act(i.Offer(("ceo",), "carla"), actor="anna")
    watch = Watch(night)
    watch.look()
    assert watch.asked_for == {True, False}


def test_a_look_that_found_nothing_to_do_is_not_asked_for_again() -> None:
    night = Night(playbook(do("one", within="5m")))
    night.journal.set_next_due(night.session.name, night.t("0s"), after=night.run.version)
    Watch(night).look()
    assert night.journal.heads()[0].next_due == night.t("5m")


def test_a_session_knows_what_a_keeper_wrote() -> None:
    night = ladder_night()
    session = Session(
        night.journal, night.session.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    Watch(night).watch(timedelta(minutes=6))
    assert any(isinstance(event.data, e.StepFellOverdue) for event in session.refresh())
