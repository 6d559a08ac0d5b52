"""What came of it, counted: in the record, and on the wire."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.chaos.machine import fired

Event = Mapping[str, Any]

_SETTLED = ("page_sent", "page_dropped")
_CODE = re.compile(r"crisis ack \d(\d{3,})")
"""The incident is the journal's only one, so the rest of a code is the page's number."""


class Tally:
    """All of it as numbers; `events` is the record, `heard` the receiver's file, `acts` what a person typed, and
    whether it was acknowledged."""

    def __init__(
        self, events: Sequence[Event], heard: Path, acts: Sequence[tuple[str, bool]], timers: Sequence[object]
    ) -> None:
        self.due = len(timers)
        self.timers = fired(list(events))
        self.notes = [event["data"]["text"] for event in events if event["kind"] == "note_taken"]
        self.done = {event["data"]["step"]: event["seq"] for event in events if event["kind"] == "step_done"}
        self.missing = [
            timer
            for timer in timers
            if timer not in self.timers and timer[1] not in self.done  # type: ignore[index]
        ]
        self.after_done = [
            event
            for event in events
            if event["kind"] in ("step_fell_overdue", "rung_fired") and self._is_done(event, event["data"]["step"])
        ]
        self.acts = acts
        self.lost = [word for word, sure in acts if sure and word not in self.notes and word not in self.done]
        self._count_pages(events, heard)

    def _is_done(self, event: Event, step: str) -> bool:
        return event["seq"] > self.done.get(step, event["seq"])

    def _count_pages(self, events: Sequence[Event], heard: Path) -> None:
        steps = {
            event["data"]["page"]: event["data"]["step"] for event in events if event["kind"] == "page_queued"
        }
        self.pages = steps
        self.attempts = Counter(event["data"]["page"] for event in events if event["kind"] == "page_attempted")
        self.tried_after_done = [
            event
            for event in events
            if event["kind"] == "page_attempted" and self._is_done(event, steps[event["data"]["page"]])
        ]
        self.dropped = {event["data"]["page"] for event in events if event["kind"] == "page_dropped"}
        lines = heard.read_text(encoding="utf-8").splitlines() if heard.exists() else []
        codes = [found[1] for line in lines if (found := _CODE.search(json.loads(line)["message"]))]
        assert len(codes) == len(lines)
        self.wire = Counter(str(int(code)) for code in codes)
        self.undelivered = set(steps) - self.dropped - set(self.wire)

    def table(self, killed: Mapping[str, int]) -> str:
        """For people."""
        rows = {
            **killed,
            "timers": self.due,
            "timers fired": len(self.timers),
            "timers doubled": len(self.timers) - len(set(self.timers)),
            "timers lost": len(self.missing),
            "timers after the step was done": len(self.after_done),
            "acts": len(self.acts),
            "acts acknowledged": sum(sure for _, sure in self.acts),
            "acts lost": len(self.lost),
            "acts doubled": len(self.notes) - len(set(self.notes)),
            "pages queued": len(self.pages),
            "pages settled before they were sent": len(self.dropped),
            "pages attempted after the step was done": len(self.tried_after_done),
            "pages delivered": len(self.wire),
            "pages lost": len(self.undelivered),
            "attempts": self.attempts.total(),
            "duplicates on the wire": self.wire.total() - len(self.wire),
        }
        return "\n".join(f"{what:<40}{number:>6}" for what, number in rows.items())

    def check(self) -> None:
        """Raises AssertionError for whatever must not be."""
        assert len(self.timers) == len(set(self.timers))
        assert not self.missing
        assert not self.after_done
        assert not self.lost
        assert any(sure for _, sure in self.acts)
        assert len(self.notes) == len(set(self.notes))
        assert not self.tried_after_done
        assert not self.undelivered
        assert self.wire
        assert not {page: count for page, count in self.wire.items() if count > self.attempts[page]}


def all_settled(events: Sequence[Event]) -> bool:
    """Whether every page went out or was dropped."""
    last = {
        event["data"]["page"]: event["kind"]
        for event in events
        if event["kind"].startswith("page_") and "page" in event["data"]
    }
    return all(kind in _SETTLED for kind in last.values())
