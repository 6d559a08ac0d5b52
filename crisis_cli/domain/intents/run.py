"""What somebody wants of the run as a whole: notes, facts, undo, its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.intents.intent import Intent
from crisis_cli.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class TakeNote(Intent):
    """Write something down."""

    text: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class RecordFact(Intent):
    """Say what is known; `status` is unknown, unconfirmed or confirmed."""

    name: str
    value: Value | None
    status: str = "unconfirmed"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Undo(Intent):
    """Take back the last thing that the actor did."""


@dataclass(frozen=True, slots=True)
class CorrectSighting(Intent):
    """The public saw it at another time."""

    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SwitchPlaybook(Intent):
    """It is another crisis. `holders`: who holds the roles that this run did not have, empty where nobody does;
    whoever began it holds the others."""

    playbook: Playbook
    holders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Close(Intent):
    """Stand down. `still_frozen`: why what is frozen stays so; empty, and something is: refused."""

    reason: str
    still_frozen: str = ""


@dataclass(frozen=True, slots=True)
class Reopen(Intent):
    """It was not over."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkItem(Intent):
    """A per-item run linked to this incident ended."""

    incident: str
    item: str
    outcome: str
