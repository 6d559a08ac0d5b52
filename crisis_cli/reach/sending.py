"""A page on its way in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crisis_cli.clocks import Clock
from crisis_cli.domain.delivery import Outcome
from crisis_cli.reach.process import Child

LIMIT = 22.0
"""Seconds after which the process is ended from here; it ends itself after 20."""


class Sending:
    """`channel`: the name under which it is recorded; `another`: whether the person has a further address."""

    def __init__(self, job: Mapping[str, str], clock: Clock, *, channel: str, another: bool = False) -> None:
        self._channel = channel
        self._another = another
        self._child = Child(job, clock, LIMIT)

    @property
    def pid(self) -> int:
        """Of the process that sends it."""
        return self._child.pid

    def outcome(self) -> Outcome | None:
        """How it went; None: it is still on its way."""
        said = self._child.said()
        return None if said is None else self._told(said)

    def wait(self) -> Outcome:
        """The same, waited for."""
        return self._told(self._child.wait())

    def end(self) -> None:
        """Whatever became of it: leave no process behind."""
        self._child.end()

    def _told(self, said: Mapping[str, Any]) -> Outcome:
        if said.get("sent"):
            return Outcome(self._channel)
        why = f"{self._channel}: {said['why']}"
        return Outcome("", said["failed_as"], why, self._another, said.get("again_after", 0))
