"""What a watch has paged: a file of one line for each thing that happened to a page, kept beside its state."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crisis_cli.domain.alert import Alert
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.signals.tiers import PATIENCE

TWICE = 2
"""So often a page is begun of which no word comes back, because its watch was killed: once more, no more."""


@dataclass
class AlertPage:
    """A page about an alert. Times are seconds since 1970. `lost`: attempts whose outcome nobody knows; `settled`:
    sent, given up, or empty while it is owed."""

    id: str
    term: str
    tier: str
    alert_at: float
    queued: float
    person: str
    how: str
    title: str
    body: str
    lost: int = field(default=0, compare=False)
    settled: str = field(default="", compare=False)

    def is_of(self, alert: Alert) -> bool:
        """Whether it pages for that alert: the same tier of a term is not said again within PATIENCE."""
        return (self.term, self.tier) == (alert.term, alert.tier) and abs(self.alert_at - alert.at) < PATIENCE


class Book:
    """Every line is on the disk before what it says is done; a line that a kill cut short is passed over. Where
    nothing can be written, `say` gets one sentence, and pages go out all the same."""

    def __init__(self, path: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self._path, self._say = path, say
        self._failing = False
        self.pages: dict[str, AlertPage] = {}
        for line in self._lines():
            self._fold(line)

    def queue(self, page: AlertPage) -> None:
        """It is owed from now on."""
        made = {name: getattr(page, name) for name in _MADE}
        self._write({"what": "queued", **made}, page.queued)

    def write(self, page: AlertPage, what: str, at: float, **more: str) -> None:
        """`what`: attempted, failed, sent or given up."""
        self._write({"what": what, "id": page.id, **more}, at)

    def owed(self, since: float) -> list[AlertPage]:
        """Queued from `since` on and not settled, the oldest first."""
        return [page for page in self.pages.values() if not page.settled and page.queued >= since]

    def _write(self, line: dict[str, Any], at: float) -> None:
        text = json.dumps({**line, "at": at}, ensure_ascii=True, separators=(",", ":"))
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, f"\n{text}\n".encode())  # begun anew: what a kill cut short stays alone
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as failed:
            if not self._failing:
                then = "Pages go out all the same; after a new start one may come twice."
                self._say(f"{self._path} cannot be written: {failed.strerror}. {then}")
            self._failing = True
        else:
            if self._failing:
                self._say(f"{self._path} is written again.")
            self._failing = False
        self._fold(line)

    def _lines(self) -> list[dict[str, Any]]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return []
        except OSError as failed:
            raise SurroundingsFailed(f"{self._path} cannot be read: {failed.strerror}.", "Check it.") from None
        found = []
        for line in filter(None, text.split("\n")):
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return [line for line in found if isinstance(line, dict)]

    def _fold(self, line: dict[str, Any]) -> None:
        what, page = line.get("what"), self.pages.get(str(line.get("id")))
        if what == "queued" and all(name in line for name in _MADE):
            made = AlertPage(**{name: line[name] for name in _MADE})
            self.pages[made.id] = made
        elif page is not None:
            page.lost += {"attempted": 1, "failed": -1, "sent": -1}.get(str(what), 0)
            page.settled = str(what) if what in ("sent", "given up") else page.settled


_MADE = ("id", "term", "tier", "alert_at", "queued", "person", "how", "title", "body")
