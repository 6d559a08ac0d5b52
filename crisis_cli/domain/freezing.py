"""What goes on by itself and is held still while a crisis lasts: what is known of each such thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FREEZE, UNFREEZE = "freeze", "unfreeze"
"""The two things that can be done about scheduled posts and adverts."""

COMMAND, WEBHOOK, BY_HAND, DRILL = "command", "webhook", "by hand", "drill"
"""How it was done: the team's own command or web address, a person in the tool itself; in a drill not at all."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that somebody froze, or tried to. `frozen`: as far as anybody knows, since `since`, by `by`.
    `trying`: the act that was begun and that nobody has heard the end of; after `until` nobody will. `failed`: the
    act that did not work, and `why`; `unsure`: it may have worked all the same."""

    name: str
    title: str
    frozen: bool = False
    since: datetime | None = None
    by: str = ""
    way: str = ""
    trying: str = ""
    until: datetime | None = None
    failed: str = ""
    why: str = ""
    unsure: bool = False

    @property
    def may_be_frozen(self) -> bool:
        """Whether it is frozen, or nobody can say that it is not: a run does not end without a word about it."""
        return self.frozen or bool(self.trying) or self.unsure

    def under_way(self, at: datetime) -> bool:
        """Whether somebody is at it at `at`."""
        return bool(self.trying) and self.until is not None and at < self.until

    def nobody_knows(self, at: datetime) -> bool:
        """Whether only a look into the tool itself can tell."""
        return self.unsure or (bool(self.trying) and not self.under_way(at))
