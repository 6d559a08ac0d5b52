"""What the engine needs from outside, as Protocols; the real parts are chosen in `commands/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from crisis_cli.domain.delivery import Outcome
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident, Page
from crisis_cli.domain.posting import Answer, Checked, Looked, Outgoing

NewId = Callable[[], str]
"""Makes an identity that nobody else makes (a UUID); a drill's come from its seed."""


class DeliveryFailed(Exception):
    """A page did not go out; its text says why, without secrets. `outcome` says of what kind that is."""

    def __init__(self, why: str, failed_as: str = "", *, another: bool = False) -> None:
        super().__init__(why)
        self.outcome = Outcome("", failed_as, why, another)


class Sending(Protocol):
    """A page that is on its way."""

    def outcome(self) -> Outcome | None:
        """How it went, asked as often as one likes without waiting; None: nobody knows yet."""

    def end(self) -> None:
        """Nobody waits for it any longer."""


class Sink(Protocol):
    """Where pages go: a screen, a phone, or a drill's own feed."""

    def deliver(self, page: Page, incident: Incident) -> str | Sending:
        """Send it; returns the channel it went by, or what will know. Raises DeliveryFailed."""


class Account(Protocol):
    """One account that texts are published on. Nothing here raises for what a service does."""

    service: str
    """Its name, as in a channels file."""
    account: str
    """Who posts, as the public sees it."""
    remembers: timedelta | None
    """How long the service itself makes one post of two tries with the same key; None: it takes no key."""
    finds: bool
    """Whether `find` can look for an earlier try."""

    def post(self, outgoing: Outgoing) -> Answer:
        """Try it once."""

    def find(self, outgoing: Outgoing, since: datetime) -> Answer:
        """The same post among those made since, if an earlier try of it arrived; not `unknown` and without an id:
        it is certainly not there."""

    def look(self, post_id: str, url: str) -> Looked:
        """What stands there now."""

    def check(self) -> Checked:
        """Prove the credentials and read the server's own limits; nothing is posted."""


class Checks(Protocol):
    """What is known of a text before it goes out."""

    def errors(self, incident: Incident, statement: str, channels: Collection[str]) -> Sequence[Finding]:
        """The errors in the statement's present text as it would go out on these channels (empty: on all), without
        those that somebody lives with."""

    def facts(self, incident: Incident, statement: str, channels: Collection[str]) -> Mapping[str, int]:
        """The facts that this text gives, whoever wrote it: each with the number of the event that recorded the
        value which stands there, of several the newest."""


class Unchecked:
    """For those who never publish."""

    def errors(self, _: Incident, __: str, ___: Collection[str]) -> Sequence[Finding]:
        return ()

    def facts(self, _: Incident, __: str, ___: Collection[str]) -> Mapping[str, int]:
        return {}


unchecked = Unchecked()
