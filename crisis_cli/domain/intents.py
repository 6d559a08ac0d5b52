"""What somebody, or a timer, wants to happen: one frozen class a wish. The engine decides what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.playbook import Playbook


class Intent:
    """A wish; `engine.decide` turns it into events, or refuses it."""

    __slots__ = ()


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
class Offer(Intent):
    """Offer roles or steps to a person; `via`: how their holder agreed, when somebody else offers them."""

    what: tuple[str, ...]
    person: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Accept(Intent):
    """Accept what was offered; `via` when somebody else types it for the person."""

    what: tuple[str, ...]
    person: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Decline(Intent):
    """Say no to what was offered."""

    what: tuple[str, ...]
    person: str


@dataclass(frozen=True, slots=True)
class MarkAway(Intent):
    """The person cannot act until then (None: until somebody says otherwise)."""

    person: str
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class MarkBack(Intent):
    """The person can act again."""

    person: str


@dataclass(frozen=True, slots=True)
class RecordTry(Intent):
    """Somebody tried to reach a person by hand; result none, message or reached."""

    person: str
    via: str
    result: str


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
class Draft(Intent):
    """Put a text made from the template in place; `facts` are the names of those it used, `corrects` the round
    that it puts right, 0 for none."""

    statement: str
    text: str
    facts: tuple[str, ...] = ()
    template_sha256: str = ""
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class Edit(Intent):
    """Put a person's text in place."""

    statement: str
    text: str


@dataclass(frozen=True, slots=True)
class Approve(Intent):
    """Say yes to the current text; `for_` and `via` when it is recorded for somebody else.

    `sha256` (or the start of it): the text that was seen; another text in the meantime refuses the yes.
    """

    statement: str
    for_: str = ""
    via: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reject(Intent):
    """Say no to the current text, with a reason."""

    statement: str
    reason: str
    for_: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Waive(Intent):
    """Let the current text go out in spite of a finding: its rule, and the words found (empty: in the text as a
    whole). `also`: further words in which it was found."""

    statement: str
    rule: str
    words: str
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdraw(Intent):
    """It was taken down from a channel."""

    statement: str
    channel: str
    reason: str


@dataclass(frozen=True, slots=True)
class Post(Intent):
    """Somebody posted the text; no channels: all that remain. `next_word_at`: when it says we speak again.

    `sha256` (or the start of it): the text that was posted; if it was changed meanwhile, the post is refused.
    """

    statement: str
    channels: tuple[str, ...] = ()
    url: str = ""
    next_word_at: datetime | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SkipChannel(Intent):
    """A channel is left out of this round."""

    statement: str
    channel: str
    reason: str


@dataclass(frozen=True, slots=True)
class Close(Intent):
    """Stand down."""

    reason: str


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


@dataclass(frozen=True, slots=True)
class Tick(Intent):
    """Fire what is due. `late_because`: why that is later than it was due, as far as the keeper knows."""

    late_because: str = ""


@dataclass(frozen=True, slots=True)
class NoticeClockJump(Intent):
    """A keeper saw wall clock and monotonic clock go apart by that many seconds."""

    seconds: int
    keeper: str


@dataclass(frozen=True, slots=True)
class AttemptPage(Intent):
    """A keeper takes a page from the outbox and has until `lease_at` to say how it went."""

    page: str
    keeper: str
    lease_at: datetime


@dataclass(frozen=True, slots=True)
class SettlePage(Intent):
    """A keeper says how sending went: sent through `channel`, or failed for `failure`; `failed_as` is a class of
    domain.delivery. `another`: the person can be reached in another way; `again_after`: seconds, not sooner."""

    page: str
    channel: str = ""
    failure: str = ""
    failed_as: str = ""
    another: bool = False
    again_after: int = 0


@dataclass(frozen=True, slots=True)
class AcknowledgePage(Intent):
    """Answer a page by its number: mine, where it asks for a step; accepted, where something is offered; else
    read. `person`: who answers, when it is not the one who was paged."""

    page: str
    person: str = ""


# --- a drill with a scenario ---------------------------------------------------------------------------------


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
