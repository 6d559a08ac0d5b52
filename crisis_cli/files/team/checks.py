"""What one field of a team file cannot see alone: turns, stand-ins, people nobody could wake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from crisis_cli.domain.findings import Finding, Severity
from crisis_cli.domain.nearest import unknown
from crisis_cli.domain.team import Team
from crisis_cli.domain.timing import show_duration
from crisis_cli.files.parsing.nodes import ListNode, MapNode, Node
from crisis_cli.files.parsing.report import listed, quoted
from crisis_cli.files.shapes.reading import Reading

Values = dict[str, Any]
_HOUR = timedelta(hours=1)


def check_person(_: Values, node: MapNode, reading: Reading) -> None:
    """Somebody who is on call can be woken."""
    if "loud" not in node.entries and "phone" not in node.entries:
        message = "nothing here wakes this person at night"
        reading.report.warning("no-loud-address", node, message, "add loud: and an address, or phone:")


def check_rotation(values: Values, node: MapNode, reading: Reading) -> None:
    """Turns of whole hours, so that they change when people expect it."""
    every = values.get("every")
    if every is not None and every % _HOUR:
        message = "turns that are not whole hours long change at another minute every time"
        reading.report.error("uneven-turns", node.entries["every"][1], message, "write 12h, 1d or 7d")
        values.pop("every")


def check_stand_in(values: Values, node: MapNode, reading: Reading) -> None:
    """It ends after it begins."""
    if "from" in values and "until" in values and values["until"] <= values["from"]:
        message = "this stand-in ends before it begins"
        reading.report.error("bad-stretch", node.entries["until"][1], message, "swap from and until")
        values.pop("until")


def check_duty(values: Values, node: MapNode, reading: Reading) -> None:
    """Somebody holds the role, at every hour, and one at a time."""
    if not {"person", "rotation", "calendar", "dates"} & node.entries.keys():
        reading.report.error("missing-key", node, "nobody holds this role", "add person: and the name of a person")
    elif not {"person", "rotation", "calendar"} & node.entries.keys():
        message = "outside these dates nobody holds this role"
        hint = "add person: and who holds it on all other days"
        reading.report.warning("nobody-on-duty", node.entries["dates"][0], message, hint)
    if "rotation" in node.entries and "calendar" in node.entries:
        message = "a rotation and a calendar: nobody could tell which one counts"
        first = [("the rotation is here", node.entries["rotation"][0])]
        reading.report.error("misplaced", node.entries["calendar"][0], message, "delete one of the two", first)
    dates = node.entries["dates"][1] if "dates" in node.entries else None
    if "dates" in values and isinstance(dates, ListNode) and len(values["dates"]) == len(dates.items):
        _check_overlaps(values["dates"], dates, reading)


def _check_overlaps(stand_ins: tuple[Values, ...], node: ListNode, reading: Reading) -> None:
    spans = [
        (one["from"], one["until"], item)
        for one, item in zip(stand_ins, node.items, strict=True)
        if "from" in one and "until" in one
    ]
    spans.sort(key=lambda span: span[0])
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            message = "two stand-ins at one time: nobody could tell who holds the role"
            others: list[tuple[str, Node]] = [("the other is here", before[2])]
            reading.report.error("two-stand-ins", after[2], message, "end one before the other begins", others)


def check_team(values: Values, node: MapNode, reading: Reading) -> None:
    """Somebody who is written down holds something."""
    held = set(_held(values.get("roles", {}).values()))
    by_calendar = any(isinstance(duty, dict) and "calendar" in duty for duty in values.get("roles", {}).values())
    people = node.entries["people"][1] if "people" in node.entries else None
    unread = not all(values.get("roles", {}).values()) or len(values.get("roles", {})) < _roles(node)
    if by_calendar or unread or not isinstance(people, MapNode):
        return
    for name, (key, _) in people.entries.items():
        if name not in held:
            message = f"{quoted(name)} holds no role, so nobody is ever told to call them"
            hint = "give them a role, or take them out of this file"
            reading.report.error("idle-person", key, message, hint, severity=Severity.HINT)


def _roles(node: MapNode) -> int:
    roles = node.entries["roles"][1] if "roles" in node.entries else None
    return len(roles.entries) if isinstance(roles, MapNode) else 0


def _held(duties: Iterable[str | Values]) -> Iterator[str]:
    for duty in duties:
        if isinstance(duty, str):
            yield duty
            continue
        if "person" in duty:
            yield duty["person"]
        yield from duty.get("rotation", {}).get("people", ())
        yield from (one["person"] for one in duty.get("dates", ()) if "person" in one)


def team_against_playbooks(team: Team, roles: Iterable[str]) -> Iterator[Finding]:
    """Roles that are held and that are not among those of the playbooks: a slip of the pen, or a playbook that
    went. `roles` is asked no further than it takes to find all of them."""
    not_there, known = unknown(team.holders, roles)
    for role, meant in not_there.items():
        hint = f'did you mean "{meant}"?' if meant else f"the playbooks' roles are: {listed(sorted(known))}"
        message = f"no playbook has a role {quoted(role)}"
        yield Finding("unknown-name", Severity.ERROR, message, hint, ("roles", role))


def contacts_to_review(team: Team, today: date) -> Iterator[Finding]:
    """People whose addresses nobody ever checked, or last checked longer ago than the team wants to rely on."""
    if team.review_every is None:
        return
    for name, person in team.people.items():
        if person.reviewed is None:
            message = f"nothing says when the addresses of {quoted(name)} were last checked"
            hint = "ring them up on each of these, then write the day: reviewed: 2026-11-01"
            yield Finding("contact-review-past", Severity.WARNING, message, hint, ("people", name))
        elif today - person.reviewed > team.review_every:
            ago = (today - person.reviewed).days
            message = f"the addresses of {quoted(name)} were last checked {ago} days ago, on {person.reviewed};"
            message += f" they count for {show_duration(team.review_every)} (review_every)"
            hint = "ring them up on each of these, then write the day"
            yield Finding("contact-review-past", Severity.WARNING, message, hint, ("people", name, "reviewed"))
