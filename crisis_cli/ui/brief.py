"""One page for whoever takes over: said, promised, unknown, tried, next. As Markdown, readable as it is; what is
very long stands there with its beginning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from crisis_cli.domain.incident import Incident
from crisis_cli.domain.timing import clock_time
from crisis_cli.ui.knowledge import known
from crisis_cli.ui.safe import safe_line, shortened
from crisis_cli.ui.shift_words import on_shift
from crisis_cli.ui.view import View

Json = dict[str, object]


def as_json(view: View, incident: Incident, zone: tzinfo) -> Json:
    """The page as lists of lines, all of it."""
    return _page(view, incident, zone, _whole)


def as_markdown(view: View, incident: Incident, zone: tzinfo) -> str:
    """The page for a person."""
    page = _page(view, incident, zone, shortened)
    drill = "DRILL. " if page["drill"] else ""
    lines = [f"# {drill}{page['title']}", "", f"{page['incident']}. {page['state']}"]
    for key, heading in HEADINGS.items():
        rows = page[key]
        assert isinstance(rows, list)
        lines += ["", f"## {heading}", *(f"- {row}" for row in rows or ["nothing"])]
    return "\n".join(lines)


Show = Callable[[str], str]


def _whole(text: str) -> str:
    return text


def _page(view: View, incident: Incident, zone: tzinfo, show: Show) -> Json:
    return {
        "incident": view.incident,
        "title": show(view.title),
        "drill": incident.drill,
        "state": show(view.closed) or f"{view.since_seen} min since first seen {view.seen}",
        "promised": [f"{clock.title}: {clock.left}{_due(clock.due_at, zone)}" for clock in view.clocks],
        "said": list(view.said),
        "frozen": [show(line) for line in view.frozen],
        "sending": list(view.sends),
        "known": list(known(incident, zone, whole=show is _whole)),
        "unknown": list(view.unknown),
        "people": [_person(incident, role, view.at) for role in incident.playbook.roles],
        "tried": [
            f"{clock_time(one.moment, zone)} {show(safe_line(f'{one.person} by {one.via}'))}: {one.result}"
            for one in incident.tries
        ],
        "open": [_row(view, index, show) for index, row in enumerate(view.rows) if row.mark in ("LATE", "NOW")],
        "next": [_row(view, index, show) for index, row in enumerate(view.rows) if row.mark == "next"][:8],
        "last": [show(line) for line in view.feed if " (private): " not in line][:10],
    }


def _due(moment: datetime | None, zone: tzinfo) -> str:
    return f" (by {clock_time(moment, zone)})" if moment is not None else ""


def _person(incident: Incident, role: str, at: datetime) -> str:
    held = incident.holders.get(role, "nobody")
    away = ", away" if incident.is_away(held, at) else ""
    offered = f", offered to {safe_line(incident.offers[role])}" if role in incident.offers else ""
    shift = f", by the team file {safe_line(now)}'s" if (now := on_shift(incident, role)) else ""
    return f"{safe_line(incident.playbook.roles[role].title)}: {safe_line(held)}{away}{offered}{shift}"


def _row(view: View, index: int, show: Show) -> str:
    row = view.rows[index]
    late = "LATE " if row.mark == "LATE" else ""
    return f"{late}{show(row.title)} [{row.who}] {row.time}" + (f" ({row.note})" if row.note else "")


HEADINGS = {
    "promised": "Promised",
    "said": "Said so far",
    "open": "Open now",
    "next": "Next",
    "known": "Known",
    "unknown": "Not known",
    "frozen": "Held still",
    "sending": "Half-way out, or nobody knows",
    "tried": "Who was tried",
    "people": "Who holds what",
    "last": "Last events",
}
