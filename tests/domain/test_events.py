"""The catalogue of what can happen keeps to the conventions that the journal relies on."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import get_type_hints

from crisis_cli.domain.events import KINDS, Event, NoteTaken, StepDone, UnknownEvent

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def test_a_kind_is_named_for_what_happened() -> None:
    assert StepDone.kind == "step_done"
    assert KINDS["step_done"] is StepDone
    assert UnknownEvent.kind not in KINDS


def test_a_field_that_is_a_moment_is_called_so_and_no_other_is() -> None:
    for body in KINDS.values():
        for name, kind in get_type_hints(body).items():
            if name in {field.name for field in dataclasses.fields(body)}:  # type: ignore[arg-type]
                assert (kind in (datetime, datetime | None)) == name.endswith("_at"), f"{body.kind}.{name}"


def test_free_text_is_a_field_of_its_event() -> None:
    for body in KINDS.values():
        assert set(body.PROSE) <= {field.name for field in dataclasses.fields(body)}, body.kind  # type: ignore[arg-type]


def test_an_event_took_place_when_somebody_said_so_else_when_it_was_recorded() -> None:
    body = NoteTaken("seen")
    assert Event("run", 1, "id", 1, AT, None, "anna", body, "").moment == AT
    earlier = AT.replace(hour=1)
    assert Event("run", 1, "id", 1, AT, earlier, "anna", body, "").moment == earlier


def test_two_events_that_say_the_same_are_equal_and_two_kinds_never_are() -> None:
    assert StepDone("one", 1) == StepDone("one", 1)
    assert StepDone("one", 1) != StepDone("one", 2)
    assert len({StepDone("one", 1), StepDone("one", 1), NoteTaken("one")}) == 2
