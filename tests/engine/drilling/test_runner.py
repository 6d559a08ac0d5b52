"""Who runs a drill: pauses, jumps, speeds, two at once, one that is killed; and nothing goes out."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from time import perf_counter

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.timing import parse_duration
from crisis_cli.engine.drilling.injects import play
from crisis_cli.engine.drilling.runner import TIME_IS_UP
from tests.engine.builder import SEEN, do, on_the_way, playbook
from tests.engine.drilling.room import Room, inject, scenario

FIVE = [inject(f"post-{minute}", f"{minute}m") for minute in (1, 3, 5, 7, 9)]


def happened(drill: Room) -> list[str]:
    """The kinds of all events but the ticks of the clock."""
    return [event.kind for event in drill.history(e.Body) if not isinstance(event.data, e.DrillTicked)]


def room(speed: str = "6") -> Room:
    return Room(playbook(do("one", within="5m", ladder=["1m duty"])), scenario(*FIVE), speed=speed)


@pytest.mark.parametrize("speed", ["1", "6", "60", "600"])
def test_at_every_speed_all_happens_at_its_own_moment(speed: str) -> None:
    drill = room(speed=speed)
    drill.watch(f"{600 // int(speed) + 1}s")
    assert drill.played() == {
        "post-1": "1:00",
        "post-3": "3:00",
        "post-5": "5:00",
        "post-7": "7:00",
        "post-9": "9:00",
    }
    late = drill.history(e.StepFellOverdue)
    assert [event.at - SEEN for event in late] == [timedelta(minutes=5)]


def test_the_clock_goes_as_fast_as_it_should_however_much_happens() -> None:
    drill = Room(playbook(do("one")), scenario(*[inject(f"post-{n}", f"{n}s") for n in range(1, 300)]), speed="60")
    drill.watch("10s")
    assert drill.now == "10:00"


def test_a_pause_loses_nothing_and_nothing_bursts_out_after_it() -> None:
    drill = room()
    drill.watch("20s")
    drill.act(i.PauseDrill())
    drill.watch("5m")
    assert (drill.now, set(drill.played())) == ("2:00", {"post-1"})
    drill.act(i.ResumeDrill())
    drill.watch("5s")
    assert set(drill.played()) == {"post-1"}
    drill.watch("80s")
    moments = [event.moment for event in drill.history(e.InjectPlayed)]
    assert {after - before for before, after in pairwise(moments)} == {timedelta(minutes=2)}


def test_what_the_facilitator_plays_is_there_at_once_also_in_a_pause() -> None:
    drill = room()
    drill.act(i.PauseDrill(), play(FIVE[4], "en", SEEN, by_hand=True))
    assert drill.played() == {"post-9": "0:00"}
    drill.act(i.ResumeDrill())
    drill.watch("100s")
    assert drill.played()["post-9"] == "0:00"


def test_what_is_put_off_comes_then_and_what_was_dropped_never() -> None:
    drill = room()
    drill.act(i.MoveInjects((("post-3", SEEN + parse_duration("6m")),)), i.DropInject("post-5", "too much"))
    drill.watch("80s")
    assert drill.played() == {"post-1": "1:00", "post-3": "6:00", "post-7": "7:00"}


def test_a_jump_lets_happen_what_lies_between_each_at_its_own_moment() -> None:
    drill = Room(playbook(do("one", within="5m"), do("two")), scenario(*FIVE), auto="lead")
    drill.watch("1s")
    drill.runner.jump(parse_duration("6m"))
    assert drill.now == "6:06"
    assert drill.played() == {"post-1": "1:00", "post-3": "3:00", "post-5": "5:00"}
    assert drill.done() == {"one": "1:00", "two": "2:00"}
    assert [event.data.seconds for event in drill.history(e.DrillJumped)] == [360]  # type: ignore[attr-defined]


def test_another_speed_counts_from_the_moment_it_was_set() -> None:
    drill = room()
    drill.watch("10s")
    drill.act(i.SetSpeed("60"))
    drill.watch("2s")
    assert drill.now == "3:00"
    drill.act(i.SetSpeed("max"))
    drill.watch("1s")
    assert drill.run.closed is not None
    assert drill.played()["post-9"] == "9:00"


def test_killed_it_waits_where_it_was_and_another_goes_on() -> None:
    drill = room()
    drill.watch("20s")
    drill.wall.advance(timedelta(hours=3))
    before = drill.now
    again = drill.another()
    drill.watch("90s", again)
    assert before in {"1:00", "2:00"}
    assert drill.played() == {
        "post-1": "1:00",
        "post-3": "3:00",
        "post-5": "5:00",
        "post-7": "7:00",
        "post-9": "9:00",
    }


def test_two_at_once_do_everything_once() -> None:
    alone = Room(on_the_way(), scenario(*FIVE), auto="all")
    alone.watch("2m")
    both = Room(on_the_way(), scenario(*FIVE), auto="all")
    other = both.another()
    for _ in range(600):
        both.wall.advance(timedelta(milliseconds=200))
        both.runner.look()
        other.look()
    assert both.done() == alone.done()
    assert happened(both) == happened(alone)


def test_at_its_time_the_drill_closes_itself() -> None:
    drill = room()
    drill.runner.run_to(drill.runner.ends_at)
    closed = drill.run.closed
    assert closed is not None
    assert (closed.outcome, closed.at) == (TIME_IS_UP, SEEN + timedelta(hours=1))
    assert drill.runner.look() is False


def test_what_hangs_on_a_step_comes_when_it_is_so() -> None:
    night = scenario(
        inject("thanks", when={"one": "done"}, after="2m"),
        inject("silence", when={"one": "not done"}, by="30s"),
        inject("why-late", when={"two": "not done"}, by="10m"),
        inject("too-late", when={"one": "skipped"}, by="5m"),
    )
    drill = Room(playbook(do("one"), do("two", role="ceo")), night, auto="lead")
    drill.runner.run_to(SEEN + timedelta(minutes=20))
    assert drill.played() == {"silence": "0:30", "thanks": "3:00", "why-late": "10:00"}
    why = "it was to come only if one is skipped, and that was not so"
    assert drill.run.exercise.dropped == {"too-late": why}  # type: ignore[union-attr]


def test_pages_of_a_drill_are_booked_and_given_to_its_own_sink_alone() -> None:
    drill = room()
    drill.runner.run_to(SEEN + timedelta(minutes=8))
    assert {page.person for page in drill.sink.pages} == {"lead", "duty"}
    assert {event.data.channel for event in drill.history(e.PageSent)} == {"drill board"}  # type: ignore[attr-defined]
    assert {page.state for page in drill.run.pages.values()} == {"sent"}


def test_a_text_with_an_error_is_said_loudly_and_tried_once() -> None:
    drill = Room(on_the_way(), scenario(), auto="all")
    drill.runner._writes = lambda *_: (i.Draft("holding", "[[ a gap ]]"), i.Edit("holding", "[[ still a gap ]]"))
    drill.runner.run_to(SEEN + timedelta(minutes=30))
    assert drill.trouble
    assert len(drill.trouble) == len(set(drill.trouble))
    assert "played by the tool, could not go on" in drill.history(e.NoteTaken)[0].data.text  # type: ignore[attr-defined]
    assert drill.run.statement("holding").published == ()
    assert "under texts: as holding: TEXT" in drill.trouble[0]


def test_where_the_scenario_has_a_text_nobody_is_told_to_write_one() -> None:
    drill = Room(on_the_way(), scenario(texts={"holding": ({"en": "We know of it."},)}), auto="all")
    drill.runner._writes = lambda *_: (i.Draft("holding", "[[ a gap ]]"), i.Edit("holding", "[[ still a gap ]]"))
    drill.runner.run_to(SEEN + timedelta(minutes=30))
    assert "could not go on: The text for holding has a gap" in drill.trouble[0]
    assert "texts:" not in drill.trouble[0]


def test_ten_thousand_injects_cost_a_look_next_to_nothing() -> None:
    many = [inject(f"post-{n}", f"{n + 60}s") for n in range(10_000)]
    drill = Room(playbook(do("one")), scenario(*many, length="5h"))
    drill.runner.look()
    began = perf_counter()
    for _ in range(100):
        drill.runner.look()
    assert perf_counter() - began < 1.0
