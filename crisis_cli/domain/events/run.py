"""The run as a whole: its beginning and end, its clock, what is known, noted and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crisis_cli.domain.conditions import Value
from crisis_cli.domain.events.body import Body, said


@said
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


@said
class SightingCorrected(Body):
    """The public saw it earlier, or later, than we thought (which was `before_at`)."""

    seen_at: datetime
    before_at: datetime


@said
class PlaybookSwitched(Body):
    """It is another crisis: clock, facts and statements are kept."""

    playbook: str
    playbook_text: str
    title: str
    roles: Mapping[str, str]


@said
class IncidentClosed(Body):
    """Stand-down. `outcome` is a step's `ends` or what the closing person said."""

    PROSE = ("outcome",)
    outcome: str


@said
class IncidentReopened(Body):
    """It was not over."""

    PROSE = ("reason",)
    reason: str = ""


@said
class ItemHandled(Body):
    """A per-item run linked to this incident ended (one post, one letter)."""

    PROSE = ("item",)
    incident: str
    item: str
    outcome: str


@said
class FactRecorded(Body):
    """What we know now. `status`: unknown, unconfirmed or confirmed; a time's value is its UTC text."""

    PROSE = ("value", "source")
    name: str
    value: Value | None
    status: str
    source: str = ""


@said
class NoteTaken(Body):
    """Somebody wrote something down; a private note stays out of every report."""

    PROSE = ("text",)
    text: str
    private: bool = False


@said
class NoteStruck(Body):
    """A note was taken back by its writer; it stays in the journal."""

    note: int


@said
class ActUndone(Body):
    """The event `act` was taken back by the person who had made it; what follows in the batch mends the state."""

    act: int
    what: str


@said
class TextRedacted(Body):
    """The free text of the event `act` was blanked; its digest stays in the chain."""

    PROSE = ("reason",)
    act: int
    reason: str
