"""What somebody wants of a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class Complete(Intent):
    """Say that a step is done (a do, or a draft whose writer is finished)."""

    step: str


@dataclass(frozen=True, slots=True)
class Answer(Intent):
    """Answer an ask, for the first time or anew."""

    step: str
    choice: str


@dataclass(frozen=True, slots=True)
class Skip(Intent):
    """Leave a step out, with a reason."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Acknowledge(Intent):
    """Say "mine" to a step; `person` when somebody says it for another."""

    step: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Check(Intent):
    """Tick a line of a checklist, counted from 0."""

    step: str
    item: int
    checked: bool = True


@dataclass(frozen=True, slots=True)
class AddTodo(Intent):
    """Something came in that must be done, perhaps by a time; `owner` a role, a person or empty."""

    text: str
    due_at: datetime | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Escalate(Intent):
    """Fire the next rung of a step now."""

    step: str
