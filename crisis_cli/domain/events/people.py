"""Who holds what, who is there, who was tried."""

from __future__ import annotations

from datetime import datetime

from crisis_cli.domain.events.body import Body, said


@said
class HandoverOffered(Body):
    """A role, or one step, was offered to a person; the clocks stay with the giver until it is accepted.

    `giver` holds it now (empty: nobody does); `via`: how the giver agreed, when somebody else offered it.
    """

    what: str
    person: str
    giver: str = ""
    via: str = ""


@said
class HandoverDeclined(Body):
    """The person said no; nothing moved."""

    what: str
    person: str


@said
class HandedOver(Body):
    """A person (`before`: instead of whom) holds a role, or one step, from now on. `via`: how they said so."""

    what: str
    person: str
    before: str = ""
    via: str = ""


@said
class ShiftChanged(Body):
    """The team file gives the role to `person` by now; here `holder` (empty: nobody) keeps it until it is handed
    over."""

    role: str
    person: str
    holder: str = ""


@said
class PersonWentAway(Body):
    """The person cannot act until then (None: until somebody says they are back)."""

    person: str
    until_at: datetime | None


@said
class PersonCameBack(Body):
    """The person can act again."""

    person: str


@said
class PersonTried(Body):
    """Somebody tried to reach a person by hand. `result`: none, message or reached."""

    person: str
    via: str
    result: str
