"""What can be read off a run at a moment."""

from __future__ import annotations

from datetime import timedelta

from crisis_cli.domain import intents as i
from crisis_cli.domain.conditions import Unknown
from tests.engine.builder import SEEN, Night, ask, do, every, fact, playbook, when

CAST = {"ceo": "carla", "coo": "oona"}


def test_a_holder_who_is_away_is_stood_in_for_and_nobody_is_nobody() -> None:
    night = Night(playbook(do("one", role="ceo")), CAST)
    assert night.run.holder("ceo", night.now) == "carla"
    night.act(i.MarkAway("carla", night.t("10m")))
    assert night.run.holder("ceo", night.now) == "oona"
    night.act(i.MarkAway("oona", None))
    assert night.run.holder("ceo", night.now) is None
    assert night.run.holder("ceo", night.t("10m")) == "carla"
    assert night.run.holder("agency", night.now) is None


def test_the_roles_of_a_person_are_those_they_hold_and_the_one_they_are_called_by() -> None:
    night = Night(playbook(do("one")), CAST)
    assert night.run.roles_of("carla") == {"ceo"}
    assert night.run.roles_of("ceo") == frozenset(), "carla took it over: nobody goes by its name now"
    assert night.run.roles_of("legal") == {"legal"}
    assert night.run.roles_of("bert") == frozenset()


def test_answers_and_facts_are_one_namespace_with_three_ways_of_not_knowing() -> None:
    steps = (ask("asked"), ask("never", when=when({"over": True})), ask("left-out", after=""))
    night = Night(playbook(*steps, facts=[fact("over"), fact("ill", "integer")]))
    night.act(i.Skip("left-out", "no time"))
    night.know("over", False)
    assert night.run.values() == {
        "asked": Unknown.UNANSWERED,
        "never": Unknown.NEVER_ASKED,
        "left-out": Unknown.NEVER_ASKED,
        "over": False,
        "ill": Unknown.FACT,
    }


def test_a_step_nothing_happened_to_is_waiting() -> None:
    night = Night(playbook(do("one"), do("two")))
    assert night.run.state("two").opened_at is None
    assert night.run.step("three") is None


def test_due_is_the_earlier_of_within_and_by_and_a_repeat_counts_its_first_interval() -> None:
    opened = SEEN + timedelta(minutes=10)
    for one, minutes in (
        (do("a", within="5m"), 15),
        (do("a", within="5m", by="12m"), 12),
        (do("a", by="40m"), 40),
        (do("a", within="5m", repeat=every("20m", "1h")), 30),
    ):
        assert one.due(opened_at=opened, seen_at=SEEN) == SEEN + timedelta(minutes=minutes)
    assert do("a").due(opened_at=opened, seen_at=SEEN) is None
