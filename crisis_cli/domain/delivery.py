"""How sending a page went, in words that a retry can be decided by and that hold no secret."""

from __future__ import annotations

from typing import NamedTuple

BUSY = "busy"
"""The service said: not now."""
FAULT = "fault"
"""The service, or the way there, is out of order."""
SILENT = "silent"
"""No word came back in time: it may have arrived, or not."""
REFUSED = "refused"
"""The service said no, and would say no again."""
NOT_SET_UP = "not set up"
"""The address cannot be used from here: a secret is missing, or no service is called so."""
NO_TEAM = "no team file"
"""Nothing was tried: the team file cannot be read, and by what is nobody's fault nobody is passed over."""

MAY_PASS = frozenset({BUSY, FAULT, SILENT, ""})
"""What is worth another try on the same channel."""


class Outcome(NamedTuple):
    """`channel`: what it went by; empty when it failed, `failed_as` one of the classes above and `why` in words.
    `another`: the person can be reached in another way. `again_after`: seconds that the service asked for."""

    channel: str = ""
    failed_as: str = ""
    why: str = ""
    another: bool = False
    again_after: int = 0
