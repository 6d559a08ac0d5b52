"""Who took part in a drill: who played which role, who was absent or silent, what the facilitator noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.exercise import Exercise
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import InjectKind, Player, Scenario
from crisis_cli.review.drill.rows import PlayerRow
from crisis_cli.review.reading import BLANK, blanked, role_title


def player_rows(incident: Incident, history: Sequence[e.Event], scenario: Scenario) -> tuple[PlayerRow, ...]:
    """Everybody by role, in the playbook's order; then those of whom the facilitator noted something and who
    played none."""
    exercise = incident.exercise
    assert exercise is not None
    notes = _notes(history)
    rows = []
    for role in incident.playbook.roles:
        played_by = _played_by(role, exercise)
        person = incident.holders.get(role, "") if played_by != "nobody" else ""
        player = scenario.players.get(role, Player(role))
        silent_from, silent_until = _silence(player, exercise, scenario, incident.opened_at)
        rows.append(
            PlayerRow(
                role=role,
                title=role_title(incident, role),
                person=person,
                played_by=played_by,
                absent=player.absent,
                silent_from=silent_from,
                silent_until=silent_until,
                notes=tuple(notes.pop(role, [])),
            )
        )
    return tuple(rows) + tuple(_others(notes, incident))


def _played_by(role: str, exercise: Exercise) -> str:
    if role in exercise.silent:
        return "nobody"
    return "tool" if role in exercise.auto else "person"


def _silence(
    player: Player, exercise: Exercise, scenario: Scenario, begun: datetime
) -> tuple[datetime | None, datetime | None]:
    """From when until when nobody could reach them: by the scenario, or because their phone was off."""
    if player.role in exercise.silent:
        return begun, None
    if player.silent is not None:
        start, end = player.silent
        return begun + start, begun + end if end is not None else None
    for name, inject in scenario.injects.items():
        if inject.kind is InjectKind.OFF and inject.role == player.role and name in exercise.played:
            off = exercise.played[name]
            return off, off + inject.lasts if inject.lasts is not None else None
    return None, None


def _notes(history: Sequence[e.Event]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    blank = blanked(history)
    for event in history:
        if isinstance(body := event.data, e.PlayerNoted):
            found.setdefault(body.player, []).append(BLANK if event.seq in blank else body.text)
    return found


def _others(notes: dict[str, list[str]], incident: Incident) -> Iterator[PlayerRow]:
    """Notes by a person's name: they may hold several roles, or none."""
    for name, texts in notes.items():
        roles = [role for role, person in incident.holders.items() if person == name]
        titles = ", ".join(role_title(incident, role) for role in roles)
        yield PlayerRow("", titles, name, "person", False, None, None, tuple(texts))
