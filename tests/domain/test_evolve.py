"""The fold: every kind of event has its effect, or none on purpose; what is written down is believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crisis_cli.domain import events as e
from crisis_cli.domain import evolve as fold
from crisis_cli.domain.events import KINDS, Event
from crisis_cli.domain.evolve import UNDOABLE, evolve, replay
from crisis_cli.domain.evolve_drill import DRILL
from crisis_cli.domain.evolve_freezing import FREEZING
from crisis_cli.domain.evolve_people import PEOPLE
from crisis_cli.domain.evolve_sending import SENDING
from crisis_cli.domain.evolve_statements import STATEMENTS
from crisis_cli.domain.evolve_steps import STEPS
from crisis_cli.domain.evolve_timers import TIMERS
from tests.engine.builder import do, playbook

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
BOOK = playbook(do("one"))
OPENED = e.IncidentOpened(BOOK.id, BOOK.text, BOOK.title, AT, False, "anna", {"lead": "anna"})

ON_RECORD_ONLY = {
    *("clock_jumped", "item_handled", "text_redacted", "left_frozen"),
    *("drill_jumped", "drill_ticked", "lesson_learned", "objective_rated", "player_noted"),
}
"""What changes nothing: a line of the record."""


def event(seq: int, body: e.Body) -> Event:
    return Event("run", seq, f"id-{seq}", 1, AT, None, "anna", body, "")


def test_nothing_is_no_incident() -> None:
    assert replay([], lambda _: BOOK) is None


def test_a_run_begins_with_its_opening() -> None:
    with pytest.raises(ValueError, match="the first event of run is note_taken"):
        evolve(None, event(1, e.NoteTaken("early")), lambda _: BOOK)


def test_every_kind_of_event_has_its_effect_or_is_listed_as_having_none() -> None:
    folded = {body.kind for body in fold._FOLDS} | {"incident_opened", "playbook_switched"}
    assert folded - {"unknown_event"} | ON_RECORD_ONLY == set(KINDS)
    assert not folded & ON_RECORD_ONLY


def test_no_kind_is_folded_in_two_places() -> None:
    parts = [PEOPLE, STEPS, TIMERS, STATEMENTS, SENDING, DRILL, FREEZING]
    assert sum(map(len, parts)) == len({body for part in parts for body in part})


def test_what_can_be_undone_is_a_kind_of_event() -> None:
    assert {body.kind for body in UNDOABLE} <= set(KINDS)


def test_an_event_of_a_newer_version_leaves_the_run_readable_and_marks_it() -> None:
    incident = replay([event(1, OPENED), event(2, e.UnknownEvent("moon_rose", "{}"))], lambda _: BOOK)
    assert incident is not None
    assert (incident.too_new, incident.version) == (True, 2)


def test_a_twin_can_be_changed_without_touching_the_first() -> None:
    incident = replay([event(1, OPENED)], lambda _: BOOK)
    assert incident is not None
    twin = incident.copy()
    evolve(twin, event(2, e.StepOpened("one", 1, None)), lambda _: BOOK)
    evolve(twin, event(3, e.NoteTaken("seen")), lambda _: BOOK)
    evolve(twin, event(4, e.PersonWentAway("anna", None)), lambda _: BOOK)
    assert (incident.states, incident.notes, incident.away, incident.acts, incident.version) == ({}, {}, {}, [], 1)
