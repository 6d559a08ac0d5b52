"""Events to write: short ways to say what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import count
from typing import Any

from crisis_cli.domain.events import (
    KINDS,
    Body,
    Event,
    IncidentOpened,
    NewEvent,
    NoteTaken,
    StepDone,
    TextRedacted,
)
from crisis_cli.domain.journal import Journal
from tests.fakes import NIGHT

_IDS = count(1)
HOSTILE = (
    "[/] [red]x[/red] {{ 7*7 }} \x1b[2J \x1b]52;c;AAAA\x07 \x9b31m \x00 "
    "\u202egnp.exe 😀 \u200d é é ا \udc80 \ufffe  \\ \" ' ; DROP TABLE events; --"
)


def new(body: Body, *, at: datetime = NIGHT, id_: str = "", happened_at: datetime | None = None) -> NewEvent:
    """An event of `pat`, with an id of its own unless one is given."""
    return NewEvent(id_ or f"id-{next(_IDS):06}", at, "pat", body, happened_at)


def opening(playbook: str = "product-contamination", *, drill: bool = False, item: str = "") -> IncidentOpened:
    """A run of a playbook begins."""
    text = f"playbook: {playbook}\n"
    return IncidentOpened(playbook, text, "Contaminated product", NIGHT, drill, "pat", {"lead": "pat"}, item)


def begin(journal: Journal, incident: str = "one", *bodies: Body) -> list[Event]:
    """A new incident with these events behind its opening."""
    batch = [new(opening()), *(new(body) for body in bodies)]
    return journal.append(incident, batch, after=0, next_due=None)


def add(journal: Journal, after: int, *bodies: Body, incident: str = "one", at: datetime = NIGHT) -> list[Event]:
    """One more batch."""
    return journal.append(incident, [new(body, at=at) for body in bodies], after=after, next_due=None)


def redact(journal: Journal, seq: int, after: int, incident: str = "one") -> Event:
    """Blank the free text of an event."""
    return journal.redact(incident, seq, new(TextRedacted(seq, "a name")), after=after, next_due=None)


def seqs(events: Sequence[Event]) -> list[int]:
    """Their numbers."""
    return [event.seq for event in events]


def plain(what: object) -> Any:
    """Events and bodies as values to compare: what kind each is, and all that it says."""
    if isinstance(what, (list, tuple)):
        return [plain(one) for one in what]
    if isinstance(what, (Event, Body)):
        named = [field.name for field in fields(what)]  # type: ignore[arg-type]  # all bodies are dataclasses
        return {"": type(what).__name__, **{name: plain(getattr(what, name)) for name in named}}
    return what


def note(text: str = "the plant called back") -> NoteTaken:
    """Something with free text."""
    return NoteTaken(text)


def done(step: str = "size-up") -> StepDone:
    """Something without."""
    return StepDone(step, 1)


@dataclass(frozen=True, slots=True)
class SentByPigeon(Body):
    """What only a newer version would write."""

    PROSE = ("words",)
    pigeon: str
    words: str


assert SentByPigeon.kind not in KINDS
