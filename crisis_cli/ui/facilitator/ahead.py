"""What is ahead in a drill, as rows for the facilitator: when it comes, or on what it hangs."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.scenario import Inject, Scenario, in_language
from crisis_cli.domain.timing import clock_time, spoken
from crisis_cli.engine.drilling.injects import coming
from crisis_cli.ui.inject_words import LONGEST, seen_as, sent_by
from crisis_cli.ui.safe import safe, safe_line


class Ahead(NamedTuple):
    """An inject that has not happened. `due_at` None: it waits for the team, or for the facilitator; `dropped`:
    why it does not happen by itself, None while it may."""

    inject: Inject
    due_at: datetime | None
    dropped: str | None = None


def everything_ahead(incident: Incident, scenario: Scenario) -> list[Ahead]:
    """In order of its time; then what has none yet, then what was dropped, which can still be played by hand."""
    exercise = incident.exercise
    found = [Ahead(one.inject, one.due_at) for one in coming(incident, scenario)]
    dropped = exercise.dropped if exercise is not None else {}
    played = exercise.played if exercise is not None else {}
    gone = [name for name in dropped if name in scenario.injects and name not in played]
    return found + [Ahead(scenario.injects[name], None, dropped[name]) for name in gone]


def tally(rows: list[Ahead]) -> str:
    """`12 with a time, 3 waiting for the team, 2 by hand`."""
    dropped = sum(row.dropped is not None for row in rows)
    timed = sum(row.due_at is not None for row in rows)
    by_hand = sum(row.inject.by_hand and row.due_at is None and row.dropped is None for row in rows)
    counts = (
        (timed, "with a time"),
        (len(rows) - timed - by_hand - dropped, "waiting for the team"),
        (by_hand, "by hand"),
        (dropped, "dropped"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count) or "nothing"


def when(row: Ahead, at: datetime, zone: tzinfo) -> tuple[str, str]:
    """The countdown, and the drill's own time; or that it waits."""
    if row.dropped is not None:
        return "dropped", ""
    if row.due_at is not None:
        left = f"in {spoken(row.due_at - at)}" if row.due_at > at else "now"
        return left, clock_time(row.due_at, zone)
    return ("by hand", "") if row.inject.by_hand else ("waits", "")


def hangs_on(inject: Inject) -> str:
    """`if publish-holding is not done`, with the time that is added to it; empty for what hangs on nothing."""
    if not inject.when:
        return ""
    steps = " and ".join(f"{step} is {word}" for step, word in inject.when.items())
    return f"{spoken(inject.after)} after {steps}" if inject.after is not None else f"if {steps}"


def in_a_row(row: Ahead, language: str) -> str:
    """What it is, from whom, on what it hangs, and how it begins."""
    inject = row.inject
    sender = sent_by(inject.sender_in(language))
    hangs = hangs_on(inject)
    words = safe_line(in_language(inject.subject, language) or in_language(inject.text, language), 200)
    head = " ".join(filter(None, (_kind(inject), sender, f"[{hangs}]" if hangs else "")))
    return f"{head}: {words}" if words else head


def _sender(inject: Inject, language: str) -> str:
    return in_language(inject.senders, language) or inject.sender


def _kind(inject: Inject) -> str:
    """As the team calls it, and what the facilitator knows of it beside that."""
    if inject.kind.value == "wrong":
        return f"POST (wrong: {safe_line(inject.about, 30)})"
    if inject.kind.value == "off":
        return f"PHONE OFF: {safe_line(inject.role, 30)}"
    return seen_as(inject.kind.value)


def in_full(row: Ahead, incident: Incident, language: str, at: datetime, zone: tzinfo) -> str:
    """All that the scenario says of it, also what is for the facilitator alone."""
    inject = row.inject
    titles = [role.title if (role := incident.playbook.roles.get(name)) else name for name in inject.to]
    lasts = f"for {spoken(inject.lasts)}" if inject.lasts is not None else ""
    head = (
        ("When", " ".join(filter(None, (*when(row, at, zone), hangs_on(inject))))),
        ("Dropped", safe_line(row.dropped or "", 300)),
        ("What", " ".join(filter(None, (_kind(inject), lasts)))),
        ("From", sent_by(inject.sender_in(language), inject.network, inject.reach)),
        ("To", safe_line(", ".join(titles), 200) or "everybody"),
        ("Subject", safe_line(in_language(inject.subject, language), 300)),
        ("Deadline", f"{spoken(inject.deadline)} after it came" if inject.deadline is not None else ""),
        ("Grows", _growth(inject)),
        ("Tells", ", ".join(f"{name} = {safe_line(told.value, 60)}" for name, told in inject.facts.items())),
        ("Expected", safe_line(in_language(inject.expected, language), 1000)),
        ("Note", safe_line(in_language(inject.note, language), 1000)),
    )
    lines = [f"{label:<9} {words}" for label, words in head if words]
    options = [f"  - {safe_line(in_language(words, language))}" for words in inject.options.values()]
    return "\n".join([*lines, "", safe(in_language(inject.text, language))[:LONGEST].strip(), *options])


def _growth(inject: Inject) -> str:
    growth = inject.growth
    if growth is None:
        return ""
    cools = f", then halves every {spoken(growth.halves)}" if growth.halves is not None else ""
    return f"to {growth.mentions_per_hour:,} mentions an hour within {spoken(growth.peak)}{cools}"
