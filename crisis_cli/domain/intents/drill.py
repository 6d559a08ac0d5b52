"""What a facilitator, or a player, wants of a drill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain.intents.intent import Intent


@dataclass(frozen=True, slots=True)
class PlayInject(Intent):
    """Something happens to the team, as they are to see it; `by_hand`: at once, whatever the clock says."""

    inject: str
    kind: str
    text: str
    sender: str = ""
    subject: str = ""
    to: tuple[str, ...] = ()
    deadline_at: datetime | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class MoveInjects(Intent):
    """Let these happen at other moments of the drill's clock."""

    moves: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class DropInject(Intent):
    """Let it not happen."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PauseDrill(Intent):
    """Stop the drill's clock."""


@dataclass(frozen=True, slots=True)
class ResumeDrill(Intent):
    """Let the drill's clock go on."""


@dataclass(frozen=True, slots=True)
class SetSpeed(Intent):
    """Let the drill's clock go at another speed: its minutes in one of ours, or `max`."""

    speed: str


@dataclass(frozen=True, slots=True)
class TickDrill(Intent):
    """The drill's clock is being kept; `seconds` by which it was moved ahead, 0 for a plain tick."""

    seconds: int = 0


@dataclass(frozen=True, slots=True)
class DecideTogether(Intent):
    """What the room decided about a question that was put to it."""

    inject: str
    options: str
    owner: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotePlayer(Intent):
    """The facilitator noticed something about a player."""

    player: str
    text: str


@dataclass(frozen=True, slots=True)
class RateObjective(Intent):
    """The facilitator rates an objective P, S, M or U, and says why."""

    objective: str
    rating: str
    reason: str


@dataclass(frozen=True, slots=True)
class Learn(Intent):
    """What a player wants to keep and to change, who sees to it, by when."""

    player: str
    keep: str
    change: str
    owner: str = ""
    by_when: str = ""


@dataclass(frozen=True, slots=True)
class EndDrill(Intent):
    """The drill is over for everybody."""

    reason: str
