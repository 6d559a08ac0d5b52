"""What stands on an account, beside what was approved: for a person, and for a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crisis_cli.domain.incident import Incident
from crisis_cli.ui.safe import safe_line

SAME, DIFFERS, GONE, NOT_LOOKED = "same", "differs", "gone", "could not look"

LONGEST = 200
"""Characters of a line that are shown."""


class Seen(NamedTuple):
    """One post. `approved` and `there`: the first line that differs; `why`: why nobody could look."""

    round: int
    channel: str
    part: int
    parts: int
    url: str
    state: str
    approved: str = ""
    there: str = ""
    why: str = ""


def as_text(incident: Incident, seen: Sequence[Seen]) -> list[str]:
    """A line for each post; where it differs, both lines under it."""
    drill = "DRILL " if incident.drill else ""
    lines: list[str] = []
    for one in seen:
        of = f", {one.part} of {one.parts}" if one.parts > 1 else ""
        again = f" (round {one.round})" if one.round > 1 else ""
        why = f": {one.why}" if one.why else ""
        lines.append(f"{drill}{one.state:<14} {safe_line(f'{one.channel}{again}{of} {one.url}{why}')}")
        if one.state == DIFFERS:
            lines.append(f"  approved: {safe_line(one.approved, LONGEST) or '(no such line)'}")
            lines.append(f"  there:    {safe_line(one.there, LONGEST) or '(no such line)'}")
    return lines


def as_json(incident: Incident, statement: str, seen: Sequence[Seen]) -> dict[str, Any]:
    """The same for a script."""
    posts = [
        {**one._asdict(), "url": one.url or None, "why": one.why or None}
        | ({} if one.state == DIFFERS else {"approved": None, "there": None})
        for one in seen
    ]
    return {
        "version": 1,
        "incident": incident.id,
        "drill": incident.drill,
        "statement": statement,
        "posts": posts,
    }
