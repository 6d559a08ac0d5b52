"""What is held still while a crisis lasts: tried, frozen, failed, nobody knows; and no run ends without a word."""

from __future__ import annotations

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.freezing import FREEZE, UNFREEZE, Held
from crisis_cli.domain.intents import BeginFreeze, RecordFreeze, SettleFreeze
from crisis_cli.errors import UsageError
from tests.engine.builder import Night, ask, do, notify, playbook


class Frost(Night):
    """A night on which one thing after the other is done about what goes on by itself."""

    def then(self, intent: i.Intent, by: str = "anna") -> Frost:
        self.act(intent, by)
        return self

    def later(self, length: str) -> Frost:
        self.wait(length)
        return self


def night(*, drill: bool = False) -> Frost:
    return Frost(playbook(do("call", after=""), do("stand-down", after="", ends="stood down")), drill=drill)


def begin(act: str = FREEZE) -> BeginFreeze:
    return BeginFreeze(act, "scheduler", "Scheduled posts", "command", f"walrus-scheduler {act}", 70)


def settle(act: str = FREEZE, why: str = "", **more: object) -> SettleFreeze:
    return SettleFreeze(act, "scheduler", "command", f"walrus-scheduler {act}", why, **more)  # type: ignore[arg-type]


def held(night: Frost) -> Held:
    return night.run.frozen["scheduler"]


def frozen() -> Frost:
    return night().then(begin()).then(settle())


def test_it_is_frozen_once_the_tool_has_said_so_and_not_before() -> None:
    found = night().then(begin())
    assert (held(found).frozen, held(found).under_way(found.now)) == (False, True)
    found.later("10s").then(settle(exit_code=0, said="42 paused"))
    assert (held(found).frozen, held(found).by, held(found).since) == (True, "anna", found.now)
    assert found.history(e.Frozen)[-1].said == "42 paused"


def test_while_somebody_is_at_it_nobody_else_begins() -> None:
    found = night().then(begin())
    assert "Somebody is at it" in found.later("69s").refusal(begin(), by="bert")
    found.later("2s").then(begin(), by="bert")


def test_a_try_of_whose_end_nobody_has_heard_is_known_to_nobody() -> None:
    found = night().then(begin()).later("71s")
    assert held(found).nobody_knows(found.now)
    assert held(found).may_be_frozen
    assert "nobody knows: Scheduled posts" in found.refusal(i.Close("over"))


def test_what_certainly_failed_goes_on_and_may_be_what_it_was_before() -> None:
    found = night().then(begin()).then(settle(why="it ended with 1", exit_code=1))
    assert (held(found).may_be_frozen, held(found).failed) == (False, FREEZE)
    found.then(begin()).then(settle()).then(begin(UNFREEZE)).then(settle(UNFREEZE, why="it ended with 1"))
    assert (held(found).frozen, held(found).failed) == (True, UNFREEZE)


def test_a_try_that_may_have_worked_is_asked_about_at_the_end() -> None:
    found = night().then(begin()).then(settle(why="no word within 60 s", unknown=True))
    assert "Scheduled posts" in found.refusal(i.Close("over"))
    found.then(RecordFreeze(UNFREEZE, "scheduler", "Scheduled posts")).then(i.Close("over"))


def test_what_a_person_says_of_it_stands_against_a_late_failure() -> None:
    found = night().then(begin())
    found.then(RecordFreeze(FREEZE, "scheduler", "Scheduled posts"), by="bert").then(settle(why="too late"))
    assert (held(found).frozen, held(found).by, held(found).failed) == (True, "bert", "")


def test_a_person_freezes_by_hand_what_no_file_knows() -> None:
    found = night().then(RecordFreeze(FREEZE, "", "the agency's  queue"))
    assert found.history(e.Frozen) == [e.Frozen("by-hand-1", "the agency's queue", "by hand")]
    found.then(RecordFreeze(UNFREEZE, "by-hand-1", "the agency's queue"))
    assert found.run.still_frozen() == []


@pytest.mark.parametrize("title", ["", "  ", "x" * 101])
def test_a_thing_needs_a_name_of_a_few_words(title: str) -> None:
    assert "expected 1 to 100" in night().refusal(RecordFreeze(FREEZE, "", title), kind=UsageError)


def test_what_nobody_froze_is_not_unfrozen_by_hand() -> None:
    assert "Nobody froze adverts" in night().refusal(RecordFreeze(UNFREEZE, "", "adverts"))


def test_in_a_drill_nothing_is_begun_and_it_counts_as_done() -> None:
    found = night(drill=True).then(begin())
    assert found.history(e.FreezeBegun) == []
    assert found.history(e.Frozen) == [
        e.Frozen("scheduler", "Scheduled posts", "drill", "walrus-scheduler freeze")
    ]
    found.then(begin(UNFREEZE))
    assert found.history(e.FreezeBegun) == []
    assert not held(found).may_be_frozen


def test_a_run_is_not_closed_while_something_is_frozen_unless_somebody_says_why() -> None:
    found = frozen()
    assert "Still frozen" in found.refusal(i.Close("over"))
    found.then(i.Close("over", "adverts wait for Monday"))
    assert found.history(e.LeftFrozen) == [e.LeftFrozen(("scheduler",), "adverts wait for Monday")]
    assert found.run.closed is not None


def test_a_reason_where_nothing_is_frozen_leaves_nothing_behind() -> None:
    assert night().then(i.Close("over", "no reason to ask")).history(e.LeftFrozen) == []


def test_a_step_that_ends_the_run_waits_for_the_same_word() -> None:
    found = frozen()
    assert "Still frozen" in found.refusal(i.Complete("stand-down"))
    found.then(begin(UNFREEZE)).then(settle(UNFREEZE)).then(i.Complete("stand-down"))
    assert found.run.closed is not None


def test_a_question_or_a_message_that_ends_the_run_does_not_end_it_either() -> None:
    asked = Frost(playbook(ask("over", after="", ends="over"))).then(begin()).then(settle())
    assert "Still frozen" in asked.refusal(i.Answer("over", "yes"))
    told = Frost(playbook(do("call", after=""), notify("tell", "lead", after="call", ends="told")))
    told.then(begin()).then(settle()).then(i.Complete("call"))
    assert told.run.closed is None


def test_after_the_close_things_are_unfrozen_and_no_more_are_frozen() -> None:
    found = frozen().then(i.Close("over", "until Monday"))
    assert "was closed by anna" in found.refusal(begin())
    assert "was closed by anna" in found.refusal(RecordFreeze(FREEZE, "", "adverts"))
    found.then(begin(UNFREEZE)).then(settle(UNFREEZE))
    assert found.run.still_frozen() == []
