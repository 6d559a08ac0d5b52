"""When it turns out to be another crisis: clock, facts and statements are kept (the issue: Start)."""

from __future__ import annotations

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.playbook import Playbook
from tests.engine.builder import Night, approve, ask, do, draft, fact, playbook, promise, publish, statement

CAST = {"ceo": "carla", "coo": "oona"}
PATH = (draft("holding"), approve("holding"), publish("holding"))
HOLDING = statement("holding", "ceo|coo")
SOON = promise("publish-holding", "30m")


def first() -> Playbook:
    return playbook(ask("size-up"), *PATH, statements=[HOLDING], facts=[fact("ill", "integer")], promises=[SOON])


def second() -> Playbook:
    more = (ask("size-up"), do("call-the-mayor", after=""), *PATH)
    return playbook(
        *more,
        statements=[HOLDING],
        facts=[fact("ill", "integer"), fact("who", "text")],
        promises=[SOON],
        id_="fire",
    )


def switched(night: Night) -> Night:
    other = second()
    night.books[other.text] = other
    night.act(i.SwitchPlaybook(other))
    return night


def test_clock_facts_statements_and_people_are_kept() -> None:
    night = Night(first(), CAST).answer("size-up", "yes").know("ill", 3).write("holding")
    night.yes("holding", by="carla").post("holding", "x").wait("1m")
    before = night.run.statement("holding")
    switched(night)
    run = night.run
    assert (run.seen_at, run.playbook.id, run.holders["ceo"]) == (night.t("0s"), "fire", "carla")
    assert run.statement("holding") == before
    assert run.values()["ill"] == 3


def test_steps_of_the_same_name_and_kind_keep_what_happened_to_them_and_new_ones_open() -> None:
    night = switched(Night(first(), CAST).answer("size-up", "yes"))
    assert night.open() == {"write-holding", "call-the-mayor"}
    assert night.state("size-up").answer == "yes"


def test_what_came_in_is_kept() -> None:
    night = Night(first(), CAST)
    night.act(i.AddTodo("call back"))
    assert "todo-1" in switched(night).open()


def test_pages_about_steps_that_are_gone_are_not_sent() -> None:
    night = Night(playbook(do("one"), do("two", role="ceo"), id_="old"), CAST).done("one")
    assert night.pages("turn", "carla")[0].state == "queued"
    assert switched(night).pages("turn", "carla")[0].state == "dropped"


def test_a_promise_that_was_missed_is_not_missed_again() -> None:
    night = Night(first(), CAST)
    night.watch("31m", 60)
    switched(night)
    night.watch("31m", 60)
    assert len(night.history(e.PromiseMissed)) == 1


def test_the_same_playbook_again_changes_nothing() -> None:
    night = Night(first())
    assert "runs spilled-paint already" in night.refusal(i.SwitchPlaybook(night.run.playbook))


def test_a_restart_finds_the_same_run() -> None:
    from crisis_cli.engine.ports import unchecked
    from crisis_cli.engine.session import Session

    night = switched(Night(first(), CAST).answer("size-up", "yes"))
    again = Session(
        night.journal, night.session.name, read_playbook=night.read_playbook, new_id=night.new_id, checks=unchecked
    )
    assert again.incident.playbook.id == "fire"
    assert again.incident.states == night.run.states
