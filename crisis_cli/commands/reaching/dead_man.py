"""Who watches the keeper: a URL that is pinged while it lives, and that raises the alarm when the pings stop."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from crisis_cli.clocks import Clock
from crisis_cli.errors import CrisisError, UsageError
from crisis_cli.files.secrets import filled
from crisis_cli.reach.sending import Sending

VARIABLE = "CRISIS_DEAD_MAN"
"""The URL. It is a secret, so it is no option: those stand in the list of processes."""

EVERY = 60.0
"""Seconds between two pings; tell the service to wait for a few of them."""


def dead_man_url() -> str:
    """The URL with its secrets in place; empty when none was set. Raises UsageError for what is no web address."""
    given = os.environ.get(VARIABLE, "")
    url = filled(given, os.environ, Path.cwd()) if given else ""
    if url and not url.startswith(("https://", "http://")):
        raise UsageError(
            f"{VARIABLE} is no web address.", "It begins with https://; its text is not repeated here."
        )
    return url


class DeadMan:
    """`beat` after every look that went well; a ping that hangs or fails holds nothing up."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url
        self._clock = clock
        self._next = clock.monotonic()
        self._on_the_way: Sending | None = None
        self._failing = False

    def beat(self) -> None:
        """The keeper is alive and its journal can be read."""
        if self._on_the_way is not None:
            outcome = self._on_the_way.outcome()
            if outcome is None:
                return
            self._on_the_way = None
            self._say(outcome.why)
        if self._url and self._clock.monotonic() >= self._next:
            self._next = self._clock.monotonic() + EVERY
            self._on_the_way = Sending({"ping": self._url}, self._clock, channel="dead man's switch")

    def end(self) -> None:
        """The keeper ends in good order."""
        if self._on_the_way is not None:
            self._on_the_way.end()

    def _say(self, why: str) -> None:
        """Said when it begins to fail, not every minute."""
        if why and not self._failing:
            print(f"crisis: {why}. Pages go out all the same.", file=sys.stderr)
        self._failing = bool(why)


def dead_man_words() -> tuple[bool, str]:
    """For `crisis doctor`: whether all is well with it, and what was found."""
    try:
        url = dead_man_url()
    except CrisisError as failed:
        return False, failed.message
    return True, f"pinged every {EVERY:.0f} s by crisis keep" if url else f"none set ({VARIABLE})"
