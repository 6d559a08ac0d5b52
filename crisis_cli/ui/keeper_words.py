"""Whether anybody watches the timers, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from crisis_cli.domain.timing import spoken
from crisis_cli.engine.session import KEEPER

NOTICED = timedelta(seconds=15)
"""How long a keeper may be out of sight before everybody says so (DESIGN: The board)."""

FINE = ("keeper ok", "clock kept")
"""The words that need nobody's attention."""


def drill_clock_words(*, kept: bool) -> str:
    """Whether the clock of a drill that follows a scenario goes on."""
    return "clock kept" if kept else "CLOCK NOT KEPT: the drill stands still"


def keeper_words(seen_at: datetime | None, at: datetime, opened_at: datetime | None = None) -> str:
    """`keeper ok`, or how long nobody has watched the timers; in the first 15 s of a run: not seen yet."""
    if seen_at is None:
        new = opened_at is not None and at - opened_at < NOTICED
        return "keeper not seen yet" if new else "NO KEEPER: nothing fires by itself"
    gone = at - seen_at
    return "keeper ok" if gone < NOTICED else f"NO KEEPER for {spoken(gone)}"


def closer_words(actor: str) -> str:
    """`by ana`; what nobody closed was closed by itself, as a drill whose time is up."""
    return "by itself" if actor == KEEPER else f"by {actor}"
