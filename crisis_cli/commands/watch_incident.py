"""What `crisis watch --incident` does: tells a run whether it grows or cools, as facts of its playbook."""

from __future__ import annotations

import sys

from crisis_cli.commands import wiring
from crisis_cli.domain.intents import RecordFact
from crisis_cli.domain.playbook import FactType
from crisis_cli.errors import CrisisError
from crisis_cli.signals.listener import Listener
from crisis_cli.ui.safe import safe

PER_HOUR, COOLED = "mentions_per_hour", "cooled_down"
"""The facts that are filled in where the playbook has them."""

EVERY = 300.0
"""Seconds of the stream between two looks; a board that changes every second is not read."""

MOVED = 0.2
"""A number that moved by less than this share is not written down again."""


class Feeding:
    """Writes into one run. `me`: in whose name."""

    def __init__(self, incident: str, me: str) -> None:
        self._name, self._me = incident, me
        self._looked = 0.0
        self._said: dict[str, object] = {}

    def look(self, listener: Listener) -> None:
        """Write down what changed since the last look."""
        now = listener.clock.now or 0.0
        if now - self._looked < EVERY:
            return
        self._looked = now
        hour = listener.last_hour()
        self._write(PER_HOUR, FactType.INTEGER, hour)
        self._write(COOLED, FactType.BOOLEAN, listener.cooled())

    def _write(self, fact: str, kind: FactType, value: int | bool) -> None:
        before = self._said.get(fact)
        if before == value or (
            kind is FactType.INTEGER and before and abs(value - int(str(before))) < MOVED * value
        ):
            return
        try:
            session = wiring.session(self._name)
            spec = session.incident.playbook.facts.get(fact)
            if spec is not None and spec.type is kind:
                session.act(RecordFact(fact, value, "unconfirmed", "crisis watch"), actor=self._me)
                self._said[fact] = value
        except CrisisError as failed:
            print(f"crisis: {safe(failed.message)}", file=sys.stderr)
