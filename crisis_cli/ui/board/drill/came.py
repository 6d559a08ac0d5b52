"""What came in during a drill, as the team may see it: only what has happened, and nothing of what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from crisis_cli.domain.events import DecisionMade, Event, InjectPlayed
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Inject, Scenario, in_language
from crisis_cli.domain.timing import clock_time, left_or_late
from crisis_cli.ui.inject_words import LONGEST, seen_as, sent_by
from crisis_cli.ui.safe import safe, safe_line


@dataclass(frozen=True, slots=True)
class Came:
    """One thing that happened. `options`: what may be decided about it, by key; `decided`: what was."""

    seq: int
    inject: str
    kind: str
    moment: datetime
    sender: str
    subject: str
    text: str
    to: tuple[str, ...]
    deadline_at: datetime | None
    network: str = ""
    reach: int = 0
    options: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    decided: str = ""

    @property
    def is_question(self) -> bool:
        """Whether the room is to decide something."""
        return self.kind == "discuss"

    @property
    def is_open(self) -> bool:
        """Whether that is still to be done."""
        return self.is_question and not self.decided


def came_in(incident: Incident, history: Sequence[Event], scenario: Scenario | None) -> tuple[Came, ...]:
    """Everything that has happened to the team, oldest first."""
    decided = {event.data.inject: event.data.decision for event in history if isinstance(event.data, DecisionMade)}
    language = incident.exercise.language if incident.exercise is not None else ""
    found: list[Came] = []
    for event in history:
        body = event.data
        if isinstance(body, InjectPlayed):
            known = scenario.injects.get(body.inject) if scenario is not None else None
            found.append(_came(event, body, known, language, decided.get(body.inject, "")))
    return tuple(found)


def _came(event: Event, body: InjectPlayed, known: Inject | None, language: str, decided: str) -> Came:
    off = body.kind_name == "off"
    return Came(
        seq=event.seq,
        inject=body.inject,
        kind=body.kind_name,
        moment=event.moment,
        sender=body.sender,
        subject=body.subject,
        text=_phone_off(known) if off else body.text,
        to=(known.role,) if off and known is not None else body.to,
        deadline_at=body.deadline_at,
        network=known.network if known is not None else "",
        reach=known.reach if known is not None else 0,
        options=tuple((key, in_language(words, language)) for key, words in known.options.items())
        if known
        else (),
        owner=known.owner if known is not None else "",
        decided=decided,
    )


def _phone_off(known: Inject | None) -> str:
    """Only whoever plays that role is told, because nobody else would be."""
    until = ""
    if known is not None and known.lasts is not None:
        until = f" for {int(known.lasts.total_seconds()) // 60} minutes of the drill"
    return f"Your phone is off from now on{until}. Say nothing, answer nobody; the others do not know why."


def is_for(came: Came, incident: Incident, me: str, *, room: bool) -> bool:
    """Whether this board shows it: to everybody, to a role of `me`, or all of it where a room has one keyboard."""
    return room or not came.to or bool(incident.roles_of(me) & set(came.to))


def heading(came: Came, zone: tzinfo) -> str:
    """`CAME IN 03:12: MAIL from Rita Holm`."""
    return f"CAME IN {clock_time(came.moment, zone)}: {in_short(came)}"


def in_short(came: Came) -> str:
    """What it is and whom it is from, in one line."""
    sender = sent_by(came.sender, came.network)
    subject = f": {safe_line(came.subject, 120)}" if came.subject else ""
    return f"{seen_as(came.kind)}{f' from {sender}' if sender else ''}{subject}"


def _unfolded(text: str) -> str:
    """Lines that were broken only to fit a file are one again; short ones, lists and empty lines stay."""
    rows: list[str] = []
    last = 0
    for row in text.split("\n"):
        goes_on = rows and last >= FOLDED and row[:1].isalnum()
        last = len(row)
        if goes_on:
            rows[-1] = f"{rows[-1].rstrip()} {row}"
        else:
            rows.append(row)
    return "\n".join(rows)


FOLDED = 60
"""Characters from which on a line is taken for one that was broken to fit a file."""


def in_list(came: Came, zone: tzinfo) -> str:
    """One line of the inbox."""
    words = "" if came.subject else f": {safe_line(came.text, 80)}"
    decided = f" (DECIDED: {safe_line(came.decided, 40)})" if came.decided else ""
    return f"{clock_time(came.moment, zone)} {in_short(came)}{words}{decided}"


def in_full(came: Came, incident: Incident, at: datetime, zone: tzinfo) -> str:
    """The whole of it, to read; text from outside is shown as text, and bounded."""
    titles = [role.title if (role := incident.playbook.roles.get(name)) else name for name in came.to]
    deadline = came.deadline_at
    by = f"{clock_time(deadline, zone)}   {left_or_late(deadline, at)}" if deadline is not None else ""
    told = (
        ("From", sent_by(came.sender, came.network, came.reach)),
        ("To", safe_line(", ".join(titles), 200)),
        ("Subject", safe_line(came.subject, 300)),
        ("Answer by", by),
    )
    head = [f"{label:<10} {words}" for label, words in told if words]
    text = _unfolded(safe(came.text).strip())
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}\n… ({len(text) - LONGEST:,} more characters are not shown)"
    decided = ["", f"DECIDED: {safe_line(came.decided)}"] if came.decided else []
    return "\n".join([*head, *([""] if head else []), text, *decided])
