"""How the journal is read for a review: what an undo mended is not told twice, blanked words stay blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.playbook import Playbook, Step

BLANK = "[redacted]"
"""What stands where words were blanked, here as in the journal."""


def told(history: Sequence[e.Event]) -> Iterator[e.Event]:
    """The events without those by which an undo mended the state: the act and its taking back tell it all."""
    undone: tuple[datetime, str] | None = None
    for event in history:
        if isinstance(event.data, e.ActUndone):
            undone = (event.at, event.actor)
        elif undone == (event.at, event.actor):
            continue
        yield event


def blanked(history: Sequence[e.Event]) -> frozenset[int]:
    """The events whose words were blanked."""
    return frozenset(event.data.act for event in history if isinstance(event.data, e.TextRedacted))


def private(history: Sequence[e.Event]) -> frozenset[int]:
    """The private notes; neither they nor what was done about them is told."""
    notes = (event for event in history if isinstance(event.data, e.NoteTaken))
    return frozenset(event.seq for event in notes if isinstance(event.data, e.NoteTaken) and event.data.private)


class InForce:
    """The playbook that a run followed at each of its events: what was decided is told in the words of its time.

    A pinned text that a switch replaced is turned back by `read_playbook`; without it the steps, roles and
    choices of that time are told by their names.
    """

    def __init__(
        self, incident: Incident, history: Sequence[e.Event], read_playbook: ReadPlaybook | None = None
    ) -> None:
        self._added = incident.added
        self._from: list[tuple[int, Playbook | None]] = []
        pinned = [
            (event.seq, event.data.playbook_text)
            for event in history
            if isinstance(event.data, e.IncidentOpened | e.PlaybookSwitched)
        ]
        for seq, text in pinned[:-1]:
            self._from.append((seq, read_playbook(text) if read_playbook is not None else None))
        self._from.append((pinned[-1][0], incident.playbook))

    def playbook(self, seq: int) -> Playbook | None:
        """The playbook in force at that event (a switch's own is the new one); None: its text was not read."""
        return next((book for since, book in reversed(self._from) if since <= seq), None)

    def step(self, step: str, seq: int) -> Step | None:
        """The step as it was then, or None."""
        book = self.playbook(seq)
        found = book.steps.get(step) if book is not None else None
        return found or self._added.get(step)

    def title(self, step: str, seq: int) -> str:
        """The step's title then, or its name."""
        found = self.step(step, seq)
        return found.title if found is not None else step

    def choice(self, step: str, choice: str, seq: int) -> str:
        """The words of a choice then; empty when they are not known."""
        found = self.step(step, seq)
        return found.choices.get(choice, "") if found is not None else ""

    def is_role(self, what: str, seq: int) -> bool:
        """Whether that was a role then."""
        book = self.playbook(seq)
        return book is not None and what in book.roles

    def role(self, role: str, seq: int) -> str:
        """The role's title then, or what stands in its place."""
        book = self.playbook(seq)
        found = book.roles.get(role) if book is not None else None
        return found.title if found is not None else role


def title_of(incident: Incident, step: str) -> str:
    """The step's title now, or its name."""
    found = incident.step(step)
    return found.title if found is not None else step


def role_title(incident: Incident, role: str) -> str:
    """The role's title now, or what stands in its place."""
    found = incident.playbook.roles.get(role)
    return found.title if found is not None else role
