"""A drill's own state, as its events have left it: its clock, and what of the scenario has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MAX_SPEED = "max"
"""The speed at which nobody waits: the drill's clock goes from one thing to the next."""

UNKEPT_AFTER = timedelta(seconds=15)
"""How long after its last event a drill's clock goes on by itself; then it waits there. (Whoever keeps it writes a
tick every ten seconds.)"""


@dataclass(frozen=True, slots=True)
class Exercise:
    """`played`: when each inject happened; `moved`: to when one was put off; `dropped`: why one does not happen.
    `decided`: what the room decided about a question put to it. `auto`: the roles that the tool plays; `silent`:
    those that nobody plays."""

    scenario: str
    scenario_text: str
    language: str
    speed: str
    seed: int
    auto: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    paused: bool = False
    played: Mapping[str, datetime] = field(default_factory=dict)
    moved: Mapping[str, datetime] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)

    @property
    def factor(self) -> float:
        """Seconds of the drill in one of ours; 0 where only its runner moves its clock."""
        return 0.0 if self.speed == MAX_SPEED else float(self.speed)


def drill_time(exercise: Exercise, *, last_at: datetime, stored_at: datetime, wall: datetime) -> datetime:
    """What the drill's clock shows at `wall`, UTC: its last event's moment, and what has passed since that was
    stored at `stored_at`. It waits there while it is paused, and once nobody has kept it for `UNKEPT_AFTER`."""
    away = wall - stored_at
    if exercise.paused or not timedelta() <= away < UNKEPT_AFTER:
        return last_at
    return last_at + away * exercise.factor
