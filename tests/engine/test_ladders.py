"""Who is paged when nobody has finished a step, and when (DESIGN: Order)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Body
from tests.engine.builder import SEEN, Night, ask, do, draft, every, playbook, second, statement, when
from tests.engine.builder import fact as known

CAST = {"ceo": "carla", "coo": "oona", "duty": "dora", "legal": "leo"}
LADDER = ["2m coo", "5m ceo 4m", "9m duty"]


def warned(**more: object) -> Night:
    """A step due at T+5 whose ladder reaches oona at T+7, carla at T+10, dora at T+14."""
    return Night(playbook(do("warn", within="5m", ladder=LADDER, **more), do("next")), CAST)


def rungs(night: Night) -> list[tuple[str, int]]:
    """Who was reached, and how many seconds after T+0; "-" where a rung was passed."""
    fired = night.history(e.RungFired, e.RungPassed)
    return [(getattr(body, "person", "-"), _seconds(body)) for body in fired]


def _seconds(body: Body) -> int:
    moment = second(getattr(body, "fired_at", None))
    assert moment is not None
    return int((moment - SEEN) / timedelta(seconds=1))


def minutes(*pairs: tuple[str, float]) -> list[tuple[str, int]]:
    return [(person, round(60 * minute)) for person, minute in pairs]


def test_each_rung_fires_its_own_time_after_the_step_was_due() -> None:
    night = warned()
    night.watch("20m", 5)
    assert rungs(night) == minutes(("oona", 7), ("carla", 10), ("dora", 14))


def test_the_paged_person_has_the_rungs_time_or_the_steps() -> None:
    night = warned()
    night.watch("11m", 5)
    fired = night.history(e.RungFired)
    assert [second(body.until_at) for body in fired] == [night.t("12m"), night.t("14m")]
    assert [second(page.due_at) for page in night.pages("rung")] == [night.t("12m"), night.t("14m")]


def test_nothing_fires_once_the_step_is_settled() -> None:
    night = warned()
    night.watch("8m", 5)
    night.done("warn", by="oona")
    assert night.watch("20m", 5) == []
    assert rungs(night) == minutes(("oona", 7))


def test_an_acknowledgement_holds_the_ladder_then_the_next_rung_fires_at_once_and_later_ones_keep_distance() -> (
    None
):
    night = warned(ack_for="6m").wait("6m")
    night.act(i.Acknowledge("warn"), by="anna")
    night.watch("20m", 5)
    assert rungs(night) == minutes(("oona", 12), ("carla", 15), ("dora", 19))


def test_an_acknowledgement_never_makes_a_rung_earlier() -> None:
    night = warned(ack_for="30s").wait("1m")
    night.act(i.Acknowledge("warn"), by="anna")
    night.watch("8m", 5)
    assert rungs(night) == minutes(("oona", 7))


def test_only_the_first_acknowledgement_of_a_person_holds_the_ladder() -> None:
    night = warned(ack_for="6m").wait("6m")
    for _ in range(4):
        night.act(i.Acknowledge("warn"), by="anna")
        night.wait("1m")
    night.watch("4m", 5)
    assert rungs(night) == minutes(("oona", 12))


def test_another_persons_acknowledgement_holds_it_again() -> None:
    night = warned(ack_for="6m").wait("6m")
    night.act(i.Acknowledge("warn"), by="anna")
    night.wait("4m").act(i.Acknowledge("warn"), by="oona")
    night.watch("14m", 5)
    assert rungs(night) == minutes(("oona", 16), ("carla", 19), ("dora", 23))


def test_an_acknowledgement_taken_back_no_longer_holds() -> None:
    night = warned(ack_for="1h").wait("6m")
    night.act(i.Acknowledge("warn"), by="anna")
    night.undo()
    night.watch("2m", 5)
    assert rungs(night) == minutes(("oona", 7))


def test_a_rung_whose_person_is_away_is_passed_at_once_and_said() -> None:
    night = warned()
    night.act(i.MarkAway("oona", None))
    night.watch("10m", 5)
    passed = night.history(e.RungPassed)[0]
    assert (passed.role, passed.why) == ("coo", "oona is away")
    assert rungs(night) == minutes(("-", 7), ("carla", 7))
    night.watch("5m", 5)
    assert rungs(night)[2:] == minutes(("dora", 11))


def test_a_rung_for_a_role_that_nobody_holds_is_passed_at_once_and_said() -> None:
    night = Night(playbook(do("warn", within="5m", ladder=["2m agency", "5m ceo"])), CAST)
    night.watch("8m", 5)
    assert rungs(night) == minutes(("-", 7), ("carla", 7))
    assert night.history(e.RungPassed)[0].why == "nobody holds this role"


def test_somebody_away_until_an_hour_is_paged_again_after_it() -> None:
    night = warned()
    night.act(i.MarkAway("oona", night.t("6m")))
    night.watch("8m", 5)
    assert rungs(night) == minutes(("oona", 7))


def test_escalating_pages_the_next_person_now_and_later_rungs_count_from_there() -> None:
    night = warned().wait("1m")
    night.act(i.Escalate("warn"))
    assert [page.person for page in night.pages("rung")] == ["oona"]
    night.watch("8m", 5)
    assert rungs(night) == minutes(("oona", 1), ("carla", 4), ("dora", 8))


def test_escalating_passes_over_who_is_away_and_ends_when_nobody_is_left() -> None:
    night = warned()
    night.act(i.MarkAway("oona", None))
    night.act(i.Escalate("warn"))
    assert rungs(night) == minutes(("-", 0), ("carla", 0))
    night.act(i.Escalate("warn"))
    assert "nobody further" in night.refusal(i.Escalate("warn"))


def test_a_try_without_an_answer_moves_the_ladder_on() -> None:
    night = warned().wait("6m")
    night.act(i.RecordTry("anna", "phone", "none"))
    assert rungs(night) == minutes(("oona", 6))
    night.wait("30s").act(i.RecordTry("coo", "phone", "none"))
    assert rungs(night)[1:] == minutes(("carla", 6.5))
    assert [body.why for body in night.history(e.RungFired)] == ["unanswered", "unanswered"]


def test_a_message_left_moves_nothing_and_reaching_somebody_is_their_word() -> None:
    night = warned(ack_for="10m").wait("6m")
    night.act(i.RecordTry("anna", "phone", "message"))
    assert rungs(night) == []
    night.act(i.RecordTry("lead", "phone", "reached"))
    assert night.run.acked_by("warn", night.now) == "anna"
    night.watch("11m", 5)
    assert rungs(night) == minutes(("oona", 16))


def test_a_try_moves_only_what_waits_for_that_person() -> None:
    steps = (do("warn", role="ceo", within="5m", ladder=LADDER), do("other", after="", within="5m", ladder=LADDER))
    night = Night(playbook(*steps), CAST).wait("1m")
    night.act(i.RecordTry("ceo", "phone", "none"))
    assert {body.step for body in night.history(e.RungFired)} == {"warn"}


def test_a_step_nobody_holds_is_shouted_about_not_waited_out() -> None:
    night = (
        Night(playbook(do("one"), do("call", role=None, within="10m", ladder=LADDER)), CAST).wait("1m").done("one")
    )
    assert [page.person for page in night.pages("unheld")] == ["anna"]
    night.watch("9m", 5)
    assert rungs(night) == minutes(("oona", 1), ("carla", 4), ("dora", 8))


def test_a_step_whose_holder_goes_away_with_nobody_to_stand_in_is_shouted_about_from_then_on() -> None:
    night = Night(playbook(do("call", role="legal", within="30m", ladder=["5m ceo"])), CAST)
    night.hand_over("call", "leo").wait("3m")
    night.act(i.MarkAway("oona", None))
    night.act(i.MarkAway("carla", None))
    assert rungs(night) == []
    night.wait("1m").act(i.MarkAway("leo", None))
    night.wait("5m").tick()
    assert rungs(night) == minutes(("-", 4))


def test_a_late_keeper_stamps_every_rung_with_its_own_moment_and_sends_one_page_to_the_highest() -> None:
    night = warned().wait("2h")
    wrote = night.tick()
    assert [type(body) for body in wrote[:4]] == [e.StepFellOverdue, e.RungFired, e.RungFired, e.RungFired]
    assert rungs(night) == minutes(("oona", 7), ("carla", 10), ("dora", 14))
    (page,) = night.pages("rung")
    assert (page.person, page.late_seconds) == ("dora", 106 * 60)


def test_a_page_in_time_does_not_say_that_it_is_late() -> None:
    night = warned()
    night.watch("8m")
    assert [page.late_seconds for page in night.pages("rung")] == [0]


def test_a_step_that_opens_again_climbs_its_ladder_again() -> None:
    night = warned()
    night.watch("8m", 5)
    night.done("warn")
    night.wait("1m").undo()
    assert second(night.state("warn").due_at) == night.t("5m"), "it is open again with the time it had"
    night.watch("30s", 5)
    assert rungs(night) == minutes(("oona", 7), ("oona", 7))
    night.watch("1m", 5)
    assert rungs(night)[2:] == minutes(("carla", 10))


def test_a_due_time_moved_later_holds_the_next_rung_back() -> None:
    steps = (draft("update", repeat=every("10m"), ladder=["1m coo", "3m ceo"]),)
    night = Night(playbook(*steps, statements=[statement("update"), statement("holding")]), CAST)
    night.watch("11m", 5)
    assert rungs(night) == minutes(("oona", 11))
    night.write("holding", "We speak again at 02:30.").post("holding", next_word="30m")
    night.watch("30m", 5)
    assert rungs(night) == minutes(("oona", 11), ("carla", 33))


def test_a_due_time_moved_before_the_last_rung_counts_no_more() -> None:
    steps = (draft("update", repeat=every("10m"), ladder=["1m coo", "3m ceo"]),)
    night = Night(playbook(*steps, statements=[statement("update"), statement("holding")]), CAST).wait("1m")
    night.write("holding", "We speak again at 02:30.").post("holding", next_word="30m").wait("1m")
    night.act(i.Escalate("write-update"))
    night.watch("10m", 5)
    assert rungs(night) == minutes(("oona", 2), ("carla", 4))


def test_a_step_nobody_holds_and_nobody_timed_is_shouted_about_too() -> None:
    night = Night(playbook(do("call", role=None, ladder=LADDER)), CAST)
    night.watch("4m", 5)
    assert rungs(night) == minutes(("oona", 0), ("carla", 3))


@pytest.mark.parametrize("late", [1, 3, 600])
def test_however_seldom_a_keeper_looks_the_moments_are_the_same(late: int) -> None:
    night = warned(ack_for="5m").wait("6m")
    night.act(i.Acknowledge("warn"), by="oona")
    night.watch("20m", late)
    assert rungs(night) == minutes(("oona", 11), ("carla", 14), ("dora", 18))


def test_a_step_that_is_not_needed_climbs_nothing() -> None:
    steps = (ask("big"), do("call", after="", within="1m", when=when({"over": {"unknown": True}}), ladder=LADDER))
    night = Night(playbook(*steps, facts=[known("over")]), CAST)
    night.watch("2m", 5)
    night.know("over", False)
    assert night.watch("10m", 5) == []
