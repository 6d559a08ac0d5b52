"""What happened, in the past tense: one frozen class a kind of event, and the envelope that a journal keeps.

Conventions that the journal's codec relies on: a field named `*_at` is an aware UTC datetime (or None); every
other field is a string, an integer, a boolean, None, a tuple of strings or a mapping of strings to strings.
Fields named in `PROSE` are free text that a person typed: they are chained by a salted digest, so that they
can be blanked later. Kinds and fields are for ever: add, never rename.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar, dataclass_transform

from crisis_cli.domain.conditions import Value

VERSION = 1
"""The version of the event format that this program writes; it refuses to write after a higher one."""


class Body:
    """What an event says; `kind` is how the journal names it.

    Two are equal when they say the same. That, and how one shows itself, is written here once: made anew for
    each of fifty classes it would cost every command a sixth of its start.
    """

    __slots__: tuple[str, ...] = ()
    kind: ClassVar[str] = ""
    PROSE: ClassVar[tuple[str, ...]] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((self.kind, self._values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in zip(self.__slots__, self._values(), strict=True))
        return f"{type(self).__name__}({said})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __init_subclass__(cls) -> None:
        name = cls.__name__
        cls.kind = "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")


_T = TypeVar("_T")


@dataclass_transform(frozen_default=True)
def _said(body: type[_T]) -> type[_T]:
    """A frozen class of what happened; equality and looks come from Body."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(body)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal. `at`: recorded (UTC, never going back); `happened_at`: when somebody said so."""

    incident: str
    seq: int
    id: str
    v: int
    at: datetime
    happened_at: datetime | None
    actor: str
    data: Body
    hash: str

    @property
    def kind(self) -> str:
        """The name of what happened, such as `step_done`."""
        return self.data.kind

    @property
    def moment(self) -> datetime:
        """When it took place, as far as anybody said: `happened_at`, else `at`."""
        return self.happened_at or self.at


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event not yet in the journal; `id` is made by the caller, so that a retry stores nothing twice."""

    id: str
    at: datetime
    actor: str
    data: Body
    happened_at: datetime | None = None


@_said
class UnknownEvent(Body):
    """A kind that this version does not know, kept as its JSON text: readable, and a reason not to write."""

    kind_name: str
    json: str


# --- the run -------------------------------------------------------------------------------------------------


@_said
class IncidentOpened(Body):
    """A run began, pinned to the text of its playbook. `roles`: who holds each role now; `team`: the path of the
    team file that says so, and how each is reached."""

    PROSE = ("item",)
    playbook: str
    playbook_text: str
    title: str
    seen_at: datetime
    drill: bool
    starter: str
    roles: Mapping[str, str]
    item: str = ""
    linked: str = ""
    team: str = ""


@_said
class SightingCorrected(Body):
    """The public saw it earlier, or later, than we thought (which was `before_at`)."""

    seen_at: datetime
    before_at: datetime


@_said
class PlaybookSwitched(Body):
    """It is another crisis: clock, facts and statements are kept."""

    playbook: str
    playbook_text: str
    title: str
    roles: Mapping[str, str]


@_said
class IncidentClosed(Body):
    """Stand-down. `outcome` is a step's `ends` or what the closing person said."""

    PROSE = ("outcome",)
    outcome: str


@_said
class IncidentReopened(Body):
    """It was not over."""

    PROSE = ("reason",)
    reason: str = ""


@_said
class ItemHandled(Body):
    """A per-item run linked to this incident ended (one post, one letter)."""

    PROSE = ("item",)
    incident: str
    item: str
    outcome: str


# --- people --------------------------------------------------------------------------------------------------


@_said
class HandoverOffered(Body):
    """A role, or one step, was offered to a person; the clocks stay with the giver until it is accepted.

    `giver` holds it now (empty: nobody does); `via`: how the giver agreed, when somebody else offered it.
    """

    what: str
    person: str
    giver: str = ""
    via: str = ""


@_said
class HandoverDeclined(Body):
    """The person said no; nothing moved."""

    what: str
    person: str


@_said
class HandedOver(Body):
    """A person (`before`: instead of whom) holds a role, or one step, from now on. `via`: how they said so."""

    what: str
    person: str
    before: str = ""
    via: str = ""


@_said
class PersonWentAway(Body):
    """The person cannot act until then (None: until somebody says they are back)."""

    person: str
    until_at: datetime | None


@_said
class PersonCameBack(Body):
    """The person can act again."""

    person: str


@_said
class PersonTried(Body):
    """Somebody tried to reach a person by hand. `result`: none, message or reached."""

    person: str
    via: str
    result: str


# --- steps ---------------------------------------------------------------------------------------------------


@_said
class StepOpened(Body):
    """Its turn has come. `round` counts a repeated step's openings from 1; `due_at` None: no time was set."""

    step: str
    round: int
    due_at: datetime | None


@_said
class DueMoved(Body):
    """A due time changed: the sighting was corrected, a fact asked for the next round, a word was promised."""

    step: str
    due_at: datetime | None
    why: str


@_said
class StepSetBack(Body):
    """It waits again: what it followed is no longer settled."""

    step: str
    why: str


@_said
class StepNotNeeded(Body):
    """Its condition does not hold, now; it may come back."""

    step: str
    why: str


@_said
class StepAcknowledged(Body):
    """A person said "mine"; the ladder is held until `until_at` if it was that person's first word."""

    step: str
    person: str
    until_at: datetime


@_said
class AckWithdrawn(Body):
    """A person's last "mine" was taken back."""

    step: str
    person: str


@_said
class StepDone(Body):
    """It was done."""

    step: str
    round: int


@_said
class StepAnswered(Body):
    """An ask was answered, for the first time or anew."""

    step: str
    choice: str


@_said
class StepSkipped(Body):
    """Somebody decided to leave it out."""

    PROSE = ("reason",)
    step: str
    reason: str


@_said
class StepReopened(Body):
    """It was settled and is open again."""

    step: str
    due_at: datetime | None
    why: str


@_said
class RepetitionEnded(Body):
    """No further round: what the step repeats until has come true."""

    step: str
    why: str


@_said
class ItemChecked(Body):
    """One line of a checklist was ticked (or unticked); `item` counts from 0."""

    step: str
    item: int
    checked: bool = True


@_said
class StepAdded(Body):
    """Something came in that the playbook did not know. `owner` is a role, a person or empty (nobody yet);
    `corrects`: the statement that no longer says what is so, empty where it is about something else."""

    PROSE = ("text",)
    step: str
    text: str
    due_at: datetime | None
    owner: str = ""
    corrects: str = ""


@_said
class StepReworded(Body):
    """What is to be done is said anew, because more has changed since; its clock stays."""

    PROSE = ("text",)
    step: str
    text: str


# --- timers and pages ----------------------------------------------------------------------------------------


@_said
class StepFellOverdue(Body):
    """It was due at `due_at` and not settled."""

    step: str
    due_at: datetime


@_said
class RungFired(Body):
    """A rung of a ladder was reached at `fired_at`, whenever that was noticed. `why`: due, now, unanswered."""

    step: str
    rung: int
    role: str
    person: str
    fired_at: datetime
    until_at: datetime | None
    why: str = "due"


@_said
class RungPassed(Body):
    """A rung reached nobody, so the next one fires at once."""

    step: str
    rung: int
    role: str
    fired_at: datetime
    why: str


@_said
class PageQueued(Body):
    """A person is to be told. `page` names it; `about`: rung, turn, heads_up, unheld, promise, handover, notify or
    unreached (somebody else could not be). `late_because`: why it comes so late, when it does."""

    PROSE = ("text",)
    page: str
    about: str
    step: str
    person: str
    text: str
    due_at: datetime | None = None
    late_seconds: int = 0
    late_because: str = ""


@_said
class PageAttempted(Body):
    """A keeper is sending it and has until `lease_at` to say how it went."""

    page: str
    attempt: int
    keeper: str
    lease_at: datetime


@_said
class PageSent(Body):
    """It went out, as far as the service says."""

    page: str
    channel: str


@_said
class PageFailed(Body):
    """It did not go out; `retry_at` None: no further try. `failed_as`: a class of domain.delivery; `next_channel`:
    the next try goes another way."""

    page: str
    reason: str
    retry_at: datetime | None = None
    failed_as: str = ""
    next_channel: bool = False


@_said
class PageAcknowledged(Body):
    """The person said that they have read a page that asks for no step of its own."""

    page: str
    person: str


@_said
class PageDropped(Body):
    """It was not sent, because what it asked for had been settled."""

    page: str
    reason: str


@_said
class PromiseMissed(Body):
    """Nothing that keeps it had been published by then."""

    promise: str
    due_at: datetime


@_said
class ConsultLapsed(Body):
    """The person asked for advice stayed silent; recorded, and nothing is blocked by it."""

    statement: str
    round: int
    entry: int
    roles: tuple[str, ...]


@_said
class ClockJumped(Body):
    """The wall clock and the monotonic one went apart: the machine slept, or somebody set its clock."""

    seconds: int
    keeper: str


# --- facts, notes --------------------------------------------------------------------------------------------


@_said
class FactRecorded(Body):
    """What we know now. `status`: unknown, unconfirmed or confirmed; a time's value is its UTC text."""

    PROSE = ("value", "source")
    name: str
    value: Value | None
    status: str
    source: str = ""


@_said
class NoteTaken(Body):
    """Somebody wrote something down; a private note stays out of every report."""

    PROSE = ("text",)
    text: str
    private: bool = False


@_said
class NoteStruck(Body):
    """A note was taken back by its writer; it stays in the journal."""

    note: int


# --- statements ----------------------------------------------------------------------------------------------


@_said
class StatementDrafted(Body):
    """A text was made from the template and the facts. `facts`: the names of those that it used; `corrects`: the
    round whose text it puts right, 0 for none."""

    PROSE = ("text",)
    statement: str
    round: int
    text: str
    sha256: str
    facts: tuple[str, ...] = ()
    template_sha256: str = ""
    corrects: int = 0


@_said
class StatementEdited(Body):
    """A person wrote the text."""

    PROSE = ("text",)
    statement: str
    round: int
    text: str
    sha256: str


@_said
class StatementApproved(Body):
    """A yes by `giver` to exactly this text. `entry`: which approval it fills (-1: a countersignature)."""

    statement: str
    round: int
    sha256: str
    entry: int
    role: str
    giver: str
    via: str = ""


@_said
class ApprovalWithdrawn(Body):
    """A yes was taken back."""

    statement: str
    round: int
    sha256: str
    entry: int
    giver: str


@_said
class StatementRejected(Body):
    """A no, with its reason; of somebody only consulted it is an objection on record."""

    PROSE = ("reason",)
    statement: str
    round: int
    sha256: str
    giver: str
    reason: str
    via: str = ""
    objection: bool = False


@_said
class StatementPosted(Body):
    """Somebody put the approved text out on a channel, at the event's `moment`. `facts`: those whose value stands
    in it, whoever wrote it; `records`: for each of them, in that order, the number of the event that recorded that
    value."""

    PROSE = ("url",)
    statement: str
    round: int
    channel: str
    sha256: str
    url: str = ""
    facts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@_said
class PostStruck(Body):
    """It was recorded by mistake: that channel has been neither posted nor left out."""

    statement: str
    round: int
    channel: str


@_said
class PostWithdrawn(Body):
    """What was out on a channel was taken down again; that it was out stays true."""

    PROSE = ("reason",)
    statement: str
    round: int
    channel: str
    reason: str


@_said
class PostRestored(Body):
    """That it was taken down was a mistake: it is out there as before."""

    statement: str
    round: int
    channel: str


@_said
class FindingWaived(Body):
    """Somebody lets a text go out in spite of what a check found in it. `words`: the ones it found, empty for
    something that is missing."""

    PROSE = ("words", "reason")
    statement: str
    round: int
    rule: str
    words: str
    reason: str


@_said
class WaiverWithdrawn(Body):
    """Nobody lives with it any more: what the event `waiver` said is taken back."""

    statement: str
    waiver: int


@_said
class ChannelSkipped(Body):
    """A channel was left out of this round."""

    PROSE = ("reason",)
    statement: str
    round: int
    channel: str
    reason: str


@_said
class NextWordPromised(Body):
    """The published text says when we speak again; None: it says nothing, and no such word stands."""

    statement: str
    next_at: datetime | None


# --- a drill with a scenario ---------------------------------------------------------------------------------


@_said
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


@_said
class DrillPaused(Body):
    """The drill's clock stands still."""


@_said
class DrillResumed(Body):
    """The drill's clock goes on from where it stood."""


@_said
class SpeedSet(Body):
    """The drill's clock goes at another speed from here on."""

    speed: str


@_said
class DrillTicked(Body):
    """The drill's clock is being kept: it was here."""


@_said
class DrillJumped(Body):
    """The drill's clock was moved ahead, to where this event stands; what fell between happened meanwhile."""

    seconds: int


@_said
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


@_said
class InjectMoved(Body):
    """It is to happen at another moment of the drill's clock."""

    inject: str
    due_at: datetime


@_said
class InjectDropped(Body):
    """It is not to happen; why, for the record."""

    PROSE = ("reason",)
    inject: str
    reason: str


@_said
class DecisionMade(Body):
    """The room talked something through. `options`: what was on the table, as it was said."""

    PROSE = ("decision", "reason", "options")
    inject: str
    options: str
    owner: str
    decision: str
    reason: str


@_said
class PlayerNoted(Body):
    """What the facilitator noticed about a player; for the report alone."""

    PROSE = ("text",)
    player: str
    text: str


@_said
class ObjectiveRated(Body):
    """The facilitator's own rating: P, S, M or U, and why; what the journal says stays beside it."""

    PROSE = ("reason",)
    objective: str
    rating: str
    reason: str


@_said
class LessonLearned(Body):
    """What a player wants to keep and to change: who sees to it, by when (a date as text)."""

    PROSE = ("keep", "change")
    player: str
    keep: str
    change: str
    owner: str = ""
    by_when: str = ""


# --- the record ----------------------------------------------------------------------------------------------


@_said
class ActUndone(Body):
    """The event `act` was taken back by the person who had made it; what follows in the batch mends the state."""

    act: int
    what: str


@_said
class TextRedacted(Body):
    """The free text of the event `act` was blanked; its digest stays in the chain."""

    PROSE = ("reason",)
    act: int
    reason: str


KINDS: Mapping[str, type[Body]] = {
    body.kind: body for body in Body.__subclasses__() if body.kind != UnknownEvent.kind
}
"""Every kind of event by its name."""
