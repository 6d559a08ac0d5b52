"""What a commit changes in the derived row of its incident, beside where the chain ends and what is due next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from crisis_cli.domain.events import Event, IncidentClosed, IncidentOpened, IncidentReopened, PlaybookSwitched


class Summary(TypedDict, total=False):
    """The fields of `Head` that say what the incident is; those that change."""

    playbook: str
    title: str
    drill: bool
    open: bool


_TELLING = frozenset({IncidentOpened, PlaybookSwitched, IncidentClosed, IncidentReopened})


def summary_of(events: Iterable[Event]) -> Summary:
    """What these events say about the incident, the last word winning; mostly nothing."""
    found: Summary = {}
    for event in events:
        body = event.data
        if type(body) not in _TELLING:
            continue
        if isinstance(body, IncidentOpened):
            found.update({"playbook": body.playbook, "title": body.title, "drill": body.drill})
        elif isinstance(body, PlaybookSwitched):
            found.update({"playbook": body.playbook, "title": body.title})
        else:
            found["open"] = isinstance(body, IncidentReopened)
    return found
