"""A drill's own clock, and what happens to the team in it."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class DrillBegan(Body):
    """The exercise is pinned to the text of its scenario. `speed`: its minutes in one of ours, or `max`; `seed`:
    all chance is drawn from it; `auto`: the roles that the tool plays; `silent`: those that nobody plays."""

    scenario: str
    scenario_text: str
    language: str
    speed: str
    seed: int
    auto: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@said
class DrillPaused(Body):
    """The drill's clock stands still."""


@said
class DrillResumed(Body):
    """The drill's clock goes on from where it stood."""


@said
class SpeedSet(Body):
    """The drill's clock goes at another speed from here on."""

    speed: str


@said
class DrillTicked(Body):
    """The drill's clock is being kept: it was here."""


@said
class DrillJumped(Body):
    """The drill's clock was moved ahead, to where this event stands; what fell between happened meanwhile."""

    seconds: int


@said
class InjectPlayed(Body):
    """Something happened to the team. `kind_name`: post, mail, call …; `by_hand`: the facilitator played it now;
    `sender`, `subject`, `to` as the team sees them; `deadline_at`: an answer is wanted by then."""

    PROSE = ("text", "subject", "sender")
    inject: str
    kind_name: str
    text: str
    sender: str = ""
    subject: str = ""
    to: tuple[str, ...] = ()
    deadline_at: datetime | None = None
    by_hand: bool = False


@said
class InjectMoved(Body):
    """It is to happen at another moment of the drill's clock."""

    inject: str
    due_at: datetime


@said
class InjectDropped(Body):
    """It is not to happen; why, for the record."""

    PROSE = ("reason",)
    inject: str
    reason: str


@said
class DecisionMade(Body):
    """The room talked something through. `options`: what was on the table, as it was said."""

    PROSE = ("decision", "reason", "options")
    inject: str
    options: str
    owner: str
    decision: str
    reason: str


@said
class PlayerNoted(Body):
    """What the facilitator noticed about a player; for the report alone."""

    PROSE = ("text",)
    player: str
    text: str


@said
class ObjectiveRated(Body):
    """The facilitator's own rating: P, S, M or U, and why; what the journal says stays beside it."""

    PROSE = ("reason",)
    objective: str
    rating: str
    reason: str


@said
class LessonLearned(Body):
    """What a player wants to keep and to change: who sees to it, by when (a date as text)."""

    PROSE = ("keep", "change")
    player: str
    keep: str
    change: str
    owner: str = ""
    by_when: str = ""
