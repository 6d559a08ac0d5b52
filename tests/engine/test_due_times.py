"""When a step is due, that being late is a fact, and what acknowledging does to it (DESIGN: Order, Time)."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Status
from crisis_cli.errors import UsageError
from tests.engine.builder import SEEN, Night, do, playbook, second


def test_within_counts_from_the_opening() -> None:
    night = Night(playbook(do("one"), do("two", within="5m"))).wait("3m").done("one")
    assert night.due("two") == night.t("8m")


def test_by_counts_from_the_first_sighting_and_the_earlier_rules() -> None:
    night = Night(
        playbook(do("one"), do("two", within="5m", by="6m"), do("three", after="one", by="30m", within="1m"))
    )
    night.wait("3m").done("one")
    assert night.due("two") == night.t("6m")
    assert night.due("three") == night.t("4m")


def test_a_step_without_times_is_never_due() -> None:
    night = Night(playbook(do("one", ladder=["1m coo"])))
    assert night.due("one") is None
    assert night.watch("10m", 30) == []


def test_overdue_stands_beside_the_status_and_needs_no_keeper() -> None:
    night = Night(playbook(do("one", within="5m"))).wait("4m")
    assert not night.run.overdue("one", night.now)
    night.wait("1m")
    assert night.run.overdue("one", night.now)
    assert night.status("one") is Status.OPEN
    assert night.history(e.StepFellOverdue) == []


def test_falling_overdue_is_stamped_once_with_the_moment_it_fell_due_however_late_it_is_noticed() -> None:
    night = Night(playbook(do("one", within="5m"))).wait("2h")
    assert night.tick() == [e.StepFellOverdue("one", night.t("5m"))]
    assert night.watch("1h", 60) == []


def test_a_due_time_that_is_moved_and_comes_back_is_not_stamped_again() -> None:
    night = Night(playbook(do("one", by="5m"))).wait("6m")
    night.tick()
    night.act(i.CorrectSighting(night.t("2m")))
    assert night.due("one") == night.t("7m")
    night.undo()
    assert night.due("one") == night.t("5m")
    assert night.tick() == []
    night.act(i.CorrectSighting(night.t("2m")))
    night.watch("2m")
    assert [body.due_at for body in night.history(e.StepFellOverdue)] == [night.t("5m"), night.t("7m")]


def test_correcting_the_sighting_moves_only_what_counts_from_it() -> None:
    night = Night(playbook(do("one", by="20m"), do("two", after="", within="20m")), start="10m")
    night.act(i.CorrectSighting(SEEN - timedelta(minutes=5)))
    assert night.due("one") == night.t("15m")
    assert night.due("two") == night.t("30m")


def test_correcting_the_sighting_leaves_a_time_that_something_else_set() -> None:
    night = Night(playbook(do("one", by="30m", within="5m"), do("two"), facts=[]))
    night.act(i.CorrectSighting(SEEN - timedelta(minutes=1)))
    assert night.due("one") == night.t("5m")
    night.act(i.CorrectSighting(SEEN - timedelta(minutes=28)))
    assert night.due("one") == night.t("2m")
    night.act(i.CorrectSighting(SEEN))
    assert night.due("one") == night.t("5m")


def test_it_cannot_have_been_seen_in_the_future() -> None:
    night = Night(playbook(do("one")))
    assert "future" in night.refusal(i.CorrectSighting(night.t("1m")), kind=UsageError)


def test_acknowledged_shows_only_while_somebodys_word_holds() -> None:
    night = Night(playbook(do("one", within="5m", ack_for="4m"))).wait("1m")
    night.act(i.Acknowledge("one"), by="bert")
    assert night.status("one") is Status.ACKNOWLEDGED
    assert night.run.acked_by("one", night.now) == "bert"
    assert night.run.ack_until("one", night.now) == night.t("5m")
    night.wait("4m")
    assert night.status("one") is Status.OPEN
    assert night.run.acked_by("one", night.now) is None


def test_ten_minutes_is_how_long_a_word_holds_unless_the_step_says_otherwise() -> None:
    night = Night(playbook(do("one")))
    night.act(i.Acknowledge("one"))
    assert second(night.run.ack_until("one", night.now)) == night.t("10m")


def test_a_step_whose_turn_has_not_come_cannot_be_acknowledged() -> None:
    night = Night(playbook(do("one"), do("two")))
    assert "not the turn" in night.refusal(i.Acknowledge("two"))


def test_a_back_dated_act_settles_the_step_when_it_happened_and_unfires_nothing() -> None:
    night = Night(playbook(do("one", within="5m", ladder=["1m coo"]), do("two", within="5m"))).wait("8m")
    night.tick()
    night.done("one", ago="6m")
    state = night.state("one")
    assert state.settled_at == night.t("2m")
    assert second(state.settled_recorded_at) == night.now
    assert len(night.history(e.StepFellOverdue)) == len(night.history(e.RungFired)) == 1
    assert night.due("two") == night.t("13m"), "nobody could begin it before it was said"
