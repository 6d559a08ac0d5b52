"""What `crisis watch --incident` does: tells a run whether it grows or cools, as facts of its playbook."""

from __future__ import annotations

import sys

from crisis_cli.commands import wiring
from crisis_cli.domain.intents import RecordFact
from crisis_cli.domain.playbook import FactType
from crisis_cli.errors import CrisisError
from crisis_cli.signals.listener import Listener
from crisis_cli.ui.safe import safe

PER_HOUR, COOLED, HASHTAG = "mentions_an_hour", "cooled_down", "loudest_hashtag"
"""The facts that are filled in where the playbook has them (`mentions_per_hour` is a word of `crisis_when`)."""

KINDS = {PER_HOUR: FactType.INTEGER, COOLED: FactType.BOOLEAN, HASHTAG: FactType.TEXT}

EVERY = 300.0
"""Seconds of the stream between two looks; a board that changes every second is not read."""

MOVED = 0.2
"""A number that moved by less than this share is not written down again."""


class Feeding:
    """Writes into one run. `me`: in whose name."""

    def __init__(self, incident: str, me: str) -> None:
        self._name, self._me = incident, me
        self._looked = 0.0
        self._said: dict[str, int | bool | str] = {}
        facts = wiring.session(incident).incident.playbook.facts
        self._known = [name for name, kind in KINDS.items() if name in facts and facts[name].type is kind]
        if not self._known:
            wanted = ", ".join(f"{name} ({kind})" for name, kind in KINDS.items())
            print(f"The playbook of {incident} asks for none of these facts: {wanted}.", file=sys.stderr)

    def look(self, listener: Listener) -> None:
        """Write down what changed since the last look."""
        now = listener.clock.now or 0.0
        if now - self._looked < EVERY:
            return
        self._looked = now
        self._write(PER_HOUR, listener.last_hour())
        self._write(COOLED, listener.cooled())
        self._write(HASHTAG, listener.loudest_hashtag())

    def _write(self, fact: str, value: int | bool | str) -> None:
        before = self._said.get(fact)
        if fact not in self._known or value in (before, ""):
            return
        if fact == PER_HOUR and before and abs(int(value) - int(before)) < MOVED * int(value):
            return
        try:
            session = wiring.session(self._name)
            session.act(RecordFact(fact, value, "unconfirmed", "crisis watch"), actor=self._me)
            self._said[fact] = value
        except CrisisError as failed:
            print(f"crisis: {safe(failed.message)}", file=sys.stderr)
