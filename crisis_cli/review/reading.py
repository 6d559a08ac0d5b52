"""How the journal is read for a review: what an undo mended is not told twice, blanked words stay blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident

BLANK = "[redacted]"
"""What stands where words were blanked, here as in the journal."""


def told(history: Sequence[e.Event]) -> Iterator[e.Event]:
    """The events without those by which an undo mended the state: the act and its taking back tell it all."""
    undone: tuple[datetime, str] | None = None
    for event in history:
        if isinstance(event.data, e.ActUndone):
            undone = (event.at, event.actor)
        elif undone == (event.at, event.actor):
            continue
        yield event


def blanked(history: Sequence[e.Event]) -> frozenset[int]:
    """The events whose words were blanked."""
    return frozenset(event.data.act for event in history if isinstance(event.data, e.TextRedacted))


def private(history: Sequence[e.Event]) -> frozenset[int]:
    """The private notes; neither they nor what was done about them is told."""
    notes = (event for event in history if isinstance(event.data, e.NoteTaken))
    return frozenset(event.seq for event in notes if isinstance(event.data, e.NoteTaken) and event.data.private)


def title_of(incident: Incident, step: str) -> str:
    """The step's title; of a step that only the playbook before a switch had, its name."""
    found = incident.step(step)
    return found.title if found is not None else step


def role_title(incident: Incident, role: str) -> str:
    """The role's title, or what stands in its place."""
    found = incident.playbook.roles.get(role)
    return found.title if found is not None else role
