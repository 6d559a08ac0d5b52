"""Texts on their way: drafted, written, agreed to, posted, taken down."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
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


@said
class StatementEdited(Body):
    """A person wrote the text."""

    PROSE = ("text",)
    statement: str
    round: int
    text: str
    sha256: str


@said
class StatementApproved(Body):
    """A yes by `giver` to exactly this text. `entry`: which approval it fills (-1: a countersignature)."""

    statement: str
    round: int
    sha256: str
    entry: int
    role: str
    giver: str
    via: str = ""


@said
class ApprovalWithdrawn(Body):
    """A yes was taken back."""

    statement: str
    round: int
    sha256: str
    entry: int
    giver: str


@said
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


@said
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


@said
class PostStruck(Body):
    """It was recorded by mistake: that channel has been neither posted nor left out."""

    statement: str
    round: int
    channel: str


@said
class PostWithdrawn(Body):
    """What was out on a channel was taken down again; that it was out stays true."""

    PROSE = ("reason",)
    statement: str
    round: int
    channel: str
    reason: str


@said
class PostRestored(Body):
    """That it was taken down was a mistake: it is out there as before."""

    statement: str
    round: int
    channel: str


@said
class FindingWaived(Body):
    """Somebody lets a text go out in spite of what a check found in it. `words`: the ones it found, empty for
    something that is missing."""

    PROSE = ("words", "reason")
    statement: str
    round: int
    rule: str
    words: str
    reason: str


@said
class WaiverWithdrawn(Body):
    """Nobody lives with it any more: what the event `waiver` said is taken back."""

    statement: str
    waiver: int


@said
class ChannelSkipped(Body):
    """A channel was left out of this round."""

    PROSE = ("reason",)
    statement: str
    round: int
    channel: str
    reason: str


@said
class NextWordPromised(Body):
    """The published text says when we speak again; None: it says nothing, and no such word stands."""

    statement: str
    next_at: datetime | None
