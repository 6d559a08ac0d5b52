"""What the engine needs from outside, as Protocols; the real parts are chosen in `commands/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crisis_cli.domain.incident import Incident, Page

NewId = Callable[[], str]
"""Makes an identity that nobody else makes (a UUID); a drill's come from its seed."""


class DeliveryFailed(Exception):
    """A page did not go out; its text says why, without secrets."""


class Sink(Protocol):
    """Where pages go: a screen, a phone, or a drill's own feed."""

    def deliver(self, page: Page, incident: Incident) -> str:
        """Send it; returns the channel it went by. Raises DeliveryFailed."""
