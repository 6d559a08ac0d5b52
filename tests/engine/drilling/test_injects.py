"""What is ahead in a drill, and how it is shown to the team."""

from __future__ import annotations

from crisis_cli.domain import intents as i
from crisis_cli.engine.drilling.injects import Timeline, coming, play
from tests.engine.builder import SEEN, do, playbook
from tests.engine.drilling.room import Room, inject, scenario, shown

NIGHT = scenario(
    inject("late", "30m"),
    inject("by-hand", by_hand=True),
    inject("early", "5m", "mail", sender="Rita", subject={"": "Hello"}, deadline="20m", to=("lead",)),
    inject("thanks", when={"one": "done"}, after="2m"),
)


def ahead(drill: Room) -> list[tuple[str, str]]:
    return [(one.inject.id, shown(one.due_at) if one.due_at else "") for one in coming(drill.run, NIGHT)]


def test_it_is_told_in_order_of_time_and_what_has_none_comes_last() -> None:
    drill = Room(playbook(do("one")), NIGHT)
    assert ahead(drill) == [("early", "5:00"), ("late", "30:00"), ("by-hand", ""), ("thanks", "")]
    drill.act(i.Complete("one"), by="lead")
    assert ahead(drill)[0][0] == "thanks"


def test_what_happened_was_moved_or_dropped_is_reckoned_with() -> None:
    drill = Room(playbook(do("one")), NIGHT)
    drill.act(i.MoveInjects((("late", SEEN),)), i.DropInject("early"))
    first = Timeline(NIGHT).next(drill.run)
    assert first is not None
    assert (first.inject.id, shown(first.due_at or SEEN)) == ("late", "0:00")
    drill.act(play(NIGHT.injects["late"], "en", SEEN, by_hand=True))
    assert ahead(drill) == [("by-hand", ""), ("thanks", "")]
    assert Timeline(NIGHT).next(drill.run) is None


def test_the_team_sees_who_writes_to_whom_and_until_when() -> None:
    intent = play(NIGHT.injects["early"], "fr", SEEN)
    assert (intent.kind, intent.sender, intent.subject, intent.to) == ("mail", "Rita", "Hello", ("lead",))
    assert shown(intent.deadline_at or SEEN) == "20:00"
    assert play(NIGHT.injects["early"], "fr", SEEN, by_hand=True, text="Other words").text == "Other words"
