"""What a page about an alert says: what is unusual, since when, how rare, and the command to type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from crisis_cli.domain.alert import Alert
from crisis_cli.domain.timing import clock_or_day, clock_time, spoken
from crisis_cli.reach.words import MOST_TITLE, harmless
from crisis_cli.ui.watch.words import command_of, length, number, once_in

LATE = timedelta(minutes=10)
"""What an alert tells of may be that old before the page says so first of all."""


def alert_message(alert: Alert, at: datetime, zone: tzinfo, *, role: str, started: str = "") -> tuple[str, str]:
    """The title and the text, times in `zone` and in UTC. `started`: the run that was opened for it."""
    term, tier = harmless(alert.term, 60), alert.tier.upper()
    heard = f"{number(alert.observed)} posts in {length(alert.window)}, about {number(alert.expected)} expected"
    title = harmless(f"{tier}: {term}, {heard}", MOST_TITLE)
    said = datetime.fromtimestamp(alert.at, UTC)
    since = datetime.fromtimestamp(alert.since, UTC)
    lines = [f"{tier}: much more is written about {term} than usual."]
    if at - said > LATE:
        lines.append(f"THIS WAS {spoken(at - said)} AGO: it was only read now.")
    shown = f"{clock_or_day(since, at, zone)} ({clock_time(since, UTC)} UTC)"
    lines.append(f"Since when: {shown}, {spoken(max(at - since, timedelta()))} ago")
    lines.append(f"How much: {heard}")
    lines.append(f"How rare: {once_in(alert.days)}")
    if alert.crowd is not None:
        people = "1 person" if alert.crowd.authors == 1 else f"{alert.crowd.authors} people"
        lines.append(f"How many people: {people} in the last hour")
    lines += [harmless(line, 300) for line in _doubts(alert)]
    lines += _what_to_do(alert, started)
    lines.append(f"Why you: you hold {harmless(role, 60)} now, by the team file.")
    return title, "\n".join(lines)


def _doubts(alert: Alert) -> list[str]:
    found = []
    if alert.crowd is not None and alert.crowd.bots:
        found.append(f"POSSIBLY BOTS or one loud person: {alert.crowd.bots}.")
    return found + ([alert.held] if alert.held else [])


def _what_to_do(alert: Alert, started: str) -> list[str]:
    if started:
        return ["The incident is open, and its clock runs.", f"Type: crisis board -i {started}"]
    playbook = f" Suggested playbook: {harmless(alert.suggests, 70)}." if alert.suggests else ""
    if alert.tier == "red":
        now = f"Start the playbook now.{playbook}" if playbook else "Start a playbook now; crisis list shows them."
        return [now, f"Type: {command_of(alert)}"]
    return [
        f"Look at the posts. Is it more than one unhappy customer?{playbook}",
        f"If so, type: {command_of(alert)}",
    ]
