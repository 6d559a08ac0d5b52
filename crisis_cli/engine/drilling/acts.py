"""What a player of the tool wants to do, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from crisis_cli.domain.intents import Intent


@dataclass(frozen=True, slots=True)
class Write(Intent):
    """Write the statement's next text, or the one that `corrects` what is out; whoever runs the drill has the
    words, and makes a Draft of it."""

    statement: str
    corrects: bool = False


class PlayerAct(NamedTuple):
    """Something that `person` does at `moment`, which may have passed already."""

    moment: datetime
    person: str
    intent: Intent
