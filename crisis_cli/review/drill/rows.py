"""Rows of a drill that followed a scenario (see ../rows.py): what a report in HSEEP's shape is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from crisis_cli.review.drill.rated import Rated


@dataclass(frozen=True, slots=True)
class Counts:
    """How many objectives have which rating; what was `not_evaluated` is in no score. `overridden`: how many of
    the ratings are the facilitator's own."""

    p: int
    s: int
    m: int
    u: int
    not_evaluated: int
    overridden: int

    @property
    def met(self) -> int:
        """P and S."""
        return self.p + self.s

    @property
    def evaluated(self) -> int:
        """Those of which there is a rating."""
        return self.p + self.s + self.m + self.u


class Stopped(NamedTuple):
    """A drill that somebody ended before its time was up. `after`: how far it got, by its own clock, of its
    `length`; `not_reached`: the objectives, of all, that the journal could not yet tell."""

    after: timedelta
    length: timedelta
    not_reached: int
    objectives: int


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """A capability and the objectives that tested it. `rating`: the worst of theirs; empty: none was evaluated."""

    capability: str
    objectives: tuple[str, ...]
    rating: str


@dataclass(frozen=True, slots=True)
class InjectRow:
    """Something that happened to the team. `what`: post, mail, call …; `expected`: what a good team does."""

    seq: int
    moment: datetime
    inject: str
    what: str
    sender: str
    subject: str
    text: str
    to: tuple[str, ...]
    deadline_at: datetime | None
    by_hand: bool
    expected: str


@dataclass(frozen=True, slots=True)
class NotPlayed:
    """What the scenario had and the drill did not. `reason`: why the facilitator dropped it, where they did."""

    inject: str
    dropped: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DiscussionRow:
    """A question that the room talked through."""

    seq: int
    moment: datetime
    inject: str
    question: str
    options: str
    owner: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlayerRow:
    """Who played a role. `played_by`: person, tool or nobody; `absent`: nobody in the room did. `silent_from`:
    from then on they answered nobody (`silent_until` None: to the end). `notes` are the facilitator's."""

    role: str
    title: str
    person: str
    played_by: str
    absent: bool
    silent_from: datetime | None
    silent_until: datetime | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """What a player wants to keep, and to change."""

    seq: int
    player: str
    keep: str
    change: str
    owner: str
    by_when: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the improvement plan. `source`: the objective that was missed, or the player who said so; empty
    `action`, `owner` and `by_when` are to be filled in."""

    source: str
    capability: str
    issue: str
    action: str
    owner: str
    by_when: str


@dataclass(frozen=True, slots=True)
class DrillRows:
    """What a drill adds to the review of a run. `speed` and the clock's times are as they were at the end."""

    scenario: str
    title: str
    summary: str
    language: str
    speed: str
    seed: int
    starts: datetime
    length: timedelta
    met: bool
    counts: Counts
    objectives: tuple[Rated, ...]
    capabilities: tuple[CapabilityRow, ...]
    plan: tuple[PlanRow, ...]
    lessons: tuple[LessonRow, ...]
    players: tuple[PlayerRow, ...]
    injects: tuple[InjectRow, ...]
    not_played: tuple[NotPlayed, ...]
    discussions: tuple[DiscussionRow, ...]
    stopped: Stopped | None


class Mark(NamedTuple):
    """The rating of one objective that counts; empty: not evaluated. `title`: in the language of its drill."""

    objective: str
    rating: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class DrillSummary:
    """One drill in a line. `held_at`: when it was last written to, by our clock and not the drill's.
    `first_after`: from the first sighting to the first statement; None: there was none. `stopped`: None unless it
    was ended before all could be evaluated; such a drill has met nothing as a whole."""

    incident: str
    number: int
    scenario: str
    title: str
    held_at: datetime
    open: bool
    met: bool
    ratings: tuple[Mark, ...]
    objectives_met: int
    objectives_evaluated: int
    first_after: timedelta | None
    stopped: Stopped | None = None
