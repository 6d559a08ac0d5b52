"""The fold of a drill's own events: its clock, and what of the scenario has happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crisis_cli.domain import events as e
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident


def _began(body: e.DrillBegan, incident: Incident, event: e.Event) -> None:
    incident.exercise = Exercise(
        body.scenario, body.scenario_text, body.language, body.speed, body.seed, body.auto, body.silent
    )


def _change(incident: Incident, **changes: Any) -> None:
    if incident.exercise is not None:
        incident.exercise = replace(incident.exercise, **changes)


def _paused(body: e.DrillPaused, incident: Incident, event: e.Event) -> None:
    _change(incident, paused=True)


def _resumed(body: e.DrillResumed, incident: Incident, event: e.Event) -> None:
    _change(incident, paused=False)


def _speed_set(body: e.SpeedSet, incident: Incident, event: e.Event) -> None:
    _change(incident, speed=body.speed)


def _played(body: e.InjectPlayed, incident: Incident, event: e.Event) -> None:
    if incident.exercise is not None:
        _change(incident, played={**incident.exercise.played, body.inject: event.moment})


def _moved(body: e.InjectMoved, incident: Incident, event: e.Event) -> None:
    if incident.exercise is not None:
        _change(incident, moved={**incident.exercise.moved, body.inject: body.due_at})


def _dropped(body: e.InjectDropped, incident: Incident, event: e.Event) -> None:
    if incident.exercise is not None:
        _change(incident, dropped={**incident.exercise.dropped, body.inject: body.reason})


def _decided(body: e.DecisionMade, incident: Incident, event: e.Event) -> None:
    if incident.exercise is not None:
        _change(incident, decided={**incident.exercise.decided, body.inject: body.decision})


DRILL: Mapping[type[e.Body], Callable[[Any, Incident, e.Event], None]] = {
    e.DrillBegan: _began,
    e.DrillPaused: _paused,
    e.DrillResumed: _resumed,
    e.SpeedSet: _speed_set,
    e.InjectPlayed: _played,
    e.InjectMoved: _moved,
    e.InjectDropped: _dropped,
    e.DecisionMade: _decided,
}
