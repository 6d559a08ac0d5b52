"""What the engine needs from outside, as Protocols; the real parts are chosen in `commands/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident, Page

NewId = Callable[[], str]
"""Makes an identity that nobody else makes (a UUID); a drill's come from its seed."""


class DeliveryFailed(Exception):
    """A page did not go out; its text says why, without secrets."""


class Sink(Protocol):
    """Where pages go: a screen, a phone, or a drill's own feed."""

    def deliver(self, page: Page, incident: Incident) -> str:
        """Send it; returns the channel it went by. Raises DeliveryFailed."""


class Checks(Protocol):
    """What is known of a text before it goes out."""

    def errors(self, incident: Incident, statement: str, channels: Collection[str]) -> Sequence[Finding]:
        """The errors in the statement's present text as it would go out on these channels (empty: on all), without
        those that somebody lives with."""

    def facts(self, incident: Incident, statement: str, channels: Collection[str]) -> Collection[str]:
        """The facts whose value stands in that text, whoever wrote it."""


class Unchecked:
    """For those who never publish."""

    def errors(self, _: Incident, __: str, ___: Collection[str]) -> Sequence[Finding]:
        return ()

    def facts(self, _: Incident, __: str, ___: Collection[str]) -> Collection[str]:
        return ()


unchecked = Unchecked()
