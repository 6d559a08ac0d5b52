"""How a live source stands: connected, or lost since when and tried again when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where the connection is."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """`since`: when that began; `why` and `next_try` of a lost one. `polled`: asked now and then, so that silence
    means nothing."""

    source: str
    state: State
    since: datetime
    why: str = ""
    next_try: datetime | None = None
    polled: bool = False
