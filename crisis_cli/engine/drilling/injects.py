"""What a scenario still has in store: what comes when, and what each waits for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from crisis_cli.domain import intents as i
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.scenario import Inject, Scenario, in_language


class Coming(NamedTuple):
    """An inject that has not happened. `due_at` None: it hangs on what the team does, or on the facilitator."""

    inject: Inject
    due_at: datetime | None


def coming(incident: Incident, scenario: Scenario) -> list[Coming]:
    """All that is still ahead, in order of its time; what has none yet comes last, as the file has it."""
    found = _ahead(incident, scenario, scenario.injects.values())
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or scenario.starts))


def due_at(incident: Incident, scenario: Scenario, inject: Inject) -> datetime | None:
    """When it happens as things stand; with `by` that is when its steps are looked at."""
    moved = incident.exercise.moved.get(inject.id) if incident.exercise is not None else None
    if moved is not None:
        return moved
    length = inject.at if inject.at is not None else inject.by
    if length is not None:
        return scenario.starts + length
    moments = [_since(incident, step, word) for step, word in inject.when.items()]
    if not moments or None in moments:
        return None
    latest = max(moment for moment in moments if moment is not None)
    return latest + inject.after if inject.after is not None else latest


def occurs(incident: Incident, inject: Inject, moment: datetime) -> bool:
    """Whether what it was waiting for is so at `moment`, for one that looks once; all others do occur."""
    return inject.by is None or all(_holds(incident, step, word, moment) for step, word in inject.when.items())


def play(inject: Inject, language: str, at: datetime, *, by_hand: bool = False, text: str = "") -> i.PlayInject:
    """The intent that lets it happen at `at`, as the team is to see it; `text` in place of its own."""
    return i.PlayInject(
        inject.id,
        inject.kind.value,
        text or in_language(inject.text, language) or inject.role,
        inject.sender_in(language),
        in_language(inject.subject, language),
        inject.to,
        at + inject.deadline if inject.deadline is not None else None,
        by_hand,
    )


class Timeline:
    """The same for whoever asks five times a second: it looks at what is next, however much lies ahead."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        injects = scenario.injects.values()
        self._timed = sorted(
            (one for one in injects if one.at is not None),
            key=lambda one: scenario.length if one.at is None else one.at,
        )
        self._others = [one for one in injects if one.at is None]
        self._first = 0

    def next(self, incident: Incident) -> Coming | None:
        """What happens first, None while nothing has a time."""
        exercise = incident.exercise
        if exercise is None:
            return None
        gone = (exercise.played, exercise.dropped, exercise.moved)
        while self._first < len(self._timed) and any(self._timed[self._first].id in names for names in gone):
            self._first += 1
        moved = (self._scenario.injects[name] for name in exercise.moved if name in self._scenario.injects)
        candidates = [*self._timed[self._first : self._first + 1], *self._others, *moved]
        found = (one for one in _ahead(incident, self._scenario, candidates) if one.due_at is not None)
        return min(found, key=lambda one: one.due_at or self._scenario.starts, default=None)


def _ahead(incident: Incident, scenario: Scenario, injects: Iterable[Inject]) -> list[Coming]:
    exercise = incident.exercise
    if exercise is None:
        return []
    left = (one for one in injects if one.id not in exercise.played and one.id not in exercise.dropped)
    return [Coming(one, due_at(incident, scenario, one)) for one in left]


def _since(incident: Incident, step: str, word: str) -> datetime | None:
    """Since when the step is what the word says; None: it is not."""
    state = incident.state(step)
    settled = {"done": Status.DONE, "skipped": Status.SKIPPED}.get(word)
    if settled is not None:
        return state.settled_at if state.status is settled or (word == "done" and state.rounds_done) else None
    if word == "open":
        return state.first_opened_at
    return min(state.stamped, default=None) if word == "late" else None


def _holds(incident: Incident, step: str, word: str, moment: datetime) -> bool:
    state = incident.state(step)
    if word == "open":
        return state.status is Status.OPEN
    if word == "late":
        return incident.overdue(step, moment) or bool(state.stamped)
    since = _since(incident, step, word.removeprefix("not "))
    is_so = since is not None and since <= moment
    return not is_so if word.startswith("not ") else is_so
