"""What the engine needs from outside, as Protocols; the real parts are chosen in `commands/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident, Page

NewId = Callable[[], str]
"""Makes an identity that nobody else makes (a UUID); a drill's come from its seed."""


Checks = Callable[[Incident, str, Collection[str]], Sequence[Finding]]
"""The errors in a statement's present text as it would go out on these channels, without those that somebody lives
with."""


class DeliveryFailed(Exception):
    """A page did not go out; its text says why, without secrets."""


class Sink(Protocol):
    """Where pages go: a screen, a phone, or a drill's own feed."""

    def deliver(self, page: Page, incident: Incident) -> str:
        """Send it; returns the channel it went by. Raises DeliveryFailed."""


def unchecked(_: Incident, __: str, ___: Collection[str]) -> Sequence[Finding]:
    """For those who never publish."""
    return ()
