"""A drill: its clock, what happens to the team, what is said of it afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.engine.drilling.clock import DrillJournal, by_its_own_clock
from crisis_cli.engine.opening import Opening
from crisis_cli.engine.ports import unchecked
from crisis_cli.engine.session import Session, open_run
from crisis_cli.errors import Refused, UsageError
from crisis_cli.journal.memory import MemoryJournal
from tests.engine.builder import SEEN, do, playbook
from tests.fakes import FakeClock

MINUTE = timedelta(minutes=1)
BEGAN = e.DrillBegan("night", "scenario: night\n", "en", "6", 7)
POST = i.PlayInject("first-post", "post", "My daughter is ill.", "@lena")


class Drill:
    """A drill at six minutes a minute; `wall` is our clock, the session's is the drill's."""

    def __init__(self, began: e.DrillBegan = BEGAN) -> None:
        self.wall = FakeClock(SEEN)
        book = playbook(do("one", within="5m"))
        opening = Opening(book, SEEN, "anna", drill=True, exercise=began, holders={"ceo": "carla"})
        self.journal = MemoryJournal(self.wall)
        ids = iter(f"id-{number}" for number in range(1, 1000))
        self.session: Session = open_run(
            self.journal, opening, read_playbook=lambda _: book, new_id=ids.__next__, checks=unchecked
        )
        by_its_own_clock(self.session)

    def act(self, *intents: i.Intent) -> None:
        for intent in intents:
            self.session.act(intent, actor="anna")

    def refused(self, intent: i.Intent, kind: type[Exception] = Refused) -> str:
        with pytest.raises(kind) as refused:
            self.act(intent)
        return str(refused.value)

    def gone(self) -> timedelta:
        """How far its clock is."""
        since = self.session.now() - SEEN
        return timedelta(seconds=round(since.total_seconds()))


@pytest.fixture
def drill() -> Drill:
    return Drill()


def test_a_role_may_have_its_player_from_the_start(drill: Drill) -> None:
    assert drill.session.incident.holders["ceo"] == "carla"
    assert drill.session.incident.holders["lead"] == "anna"


def test_its_minutes_are_its_own(drill: Drill) -> None:
    drill.wall.advance(10 * timedelta(seconds=1))
    assert drill.gone() == MINUTE
    drill.act(i.TickDrill(), i.SetSpeed("60"))
    drill.wall.advance(timedelta(seconds=1))
    assert drill.gone() == 2 * MINUTE


def test_no_keeper_of_real_runs_fires_its_timers(drill: Drill) -> None:
    drill.act(POST)
    assert drill.journal.heads()[0].next_due is None


def test_a_pause_holds_the_clock_and_not_what_people_do(drill: Drill) -> None:
    drill.act(i.PauseDrill())
    drill.wall.advance(10 * MINUTE)
    drill.act(i.TakeNote("coffee"))
    assert drill.gone() == timedelta()
    drill.act(i.ResumeDrill())
    drill.wall.advance(timedelta(seconds=10))
    assert drill.gone() == MINUTE


def test_in_a_pause_nothing_happens_but_what_the_facilitator_plays(drill: Drill) -> None:
    drill.act(i.PauseDrill(), POST)
    assert drill.session.incident.exercise.played == {}
    drill.act(i.PlayInject("first-post", "post", "My daughter is ill.", by_hand=True))
    assert set(drill.session.incident.exercise.played) == {"first-post"}


def test_what_happened_does_not_happen_twice(drill: Drill) -> None:
    drill.act(POST, POST)
    assert [event.kind for event in drill.session.history].count("inject_played") == 1
    assert "happened already" in drill.refused(i.PlayInject("first-post", "post", "x", by_hand=True))


def test_what_was_dropped_happens_only_by_hand(drill: Drill) -> None:
    drill.act(i.DropInject("first-post", "too much"), POST)
    assert drill.session.incident.exercise.played == {}
    drill.act(i.PlayInject("first-post", "post", "After all.", by_hand=True))
    assert set(drill.session.incident.exercise.played) == {"first-post"}


def test_what_is_ahead_can_be_put_off_and_never_into_the_past(drill: Drill) -> None:
    drill.act(i.MoveInjects((("first-post", SEEN - MINUTE), ("plant", SEEN + 9 * MINUTE))))
    moved = drill.session.incident.exercise.moved
    assert moved["first-post"] >= SEEN
    assert moved["plant"] == SEEN + 9 * MINUTE
    drill.act(POST)
    assert "happened already" in drill.refused(i.MoveInjects((("first-post", SEEN + 9 * MINUTE),)))


@pytest.mark.parametrize("speed", ["0", "-1", "fast", "4000", ""])
def test_a_speed_is_a_number_or_max(drill: Drill, speed: str) -> None:
    assert "is no speed" in drill.refused(i.SetSpeed(speed), UsageError)


def test_ratings_lessons_and_notes_come_after_the_end_too(drill: Drill) -> None:
    drill.act(i.EndDrill("this is real"))
    assert drill.session.incident.closed.outcome == "this is real"
    drill.act(i.RateObjective("calm", "S", "They shouted once."), i.Learn("lead", "the phone list", ""))
    drill.act(i.NotePlayer("ceo", "Read the text aloud."))
    assert "needs a reason" in drill.refused(i.RateObjective("calm", "P", " "), UsageError)
    assert "is no rating" in drill.refused(i.RateObjective("calm", "A", "good"), UsageError)


def test_a_real_run_has_nothing_of_this() -> None:
    clock, book = FakeClock(SEEN), playbook(do("one"))
    ids = iter("abcdefgh").__next__
    run = open_run(
        MemoryJournal(clock),
        Opening(book, SEEN, "anna"),
        read_playbook=lambda _: book,
        new_id=ids,
        checks=unchecked,
    )
    by_its_own_clock(run)
    assert not isinstance(run.journal, DrillJournal)
    for intent in (POST, i.PauseDrill(), i.EndDrill("over")):
        with pytest.raises(Refused, match="is real"):
            run.act(intent, actor="anna")
