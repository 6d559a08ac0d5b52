"""The parts of a playbook, a frozen class each: promises, roles, facts, statements, ladders, steps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from crisis_cli.domain.conditions import ALWAYS, Condition

ACK_FOR = timedelta(minutes=10)
"""How long a person's first acknowledgement holds the ladder unless the step says otherwise (DESIGN: Order)."""


SHARE_BLOCK, SHARE_WARN = 0.60, 0.30
"""Template shares above which a text's finding is an error, and a warning; from a simulation, not from readers:
see `statements.sameness`."""


class Kind(StrEnum):
    """What a step asks of somebody; exactly one a step."""

    DO = "do"
    ASK = "ask"
    DRAFT = "draft"
    APPROVE = "approve"
    PUBLISH = "publish"
    NOTIFY = "notify"


class FactType(StrEnum):
    """What kind of value a fact has; `choice` is one of the fact's own `choices`."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    TIME = "time"
    CHOICE = "choice"


class Role(NamedTuple):
    """A part somebody plays; `deputy` is a role too. `titles`: the title in further languages."""

    id: str
    title: str
    deputy: str | None = None
    titles: Mapping[str, str] = {}


class Promise(NamedTuple):
    """A clock the public holds. `counts_from` is `seen`, `start`, `change` or a step's id. `kept_by` is a step's
    id; empty, from a change on: by whatever corrects or takes down the texts that say otherwise."""

    name: str
    within: timedelta
    kept_by: str
    counts_from: str = "seen"


class FactSpec(NamedTuple):
    """A typed thing to be known, and the question that asks for it; `asks`: the same in further languages."""

    name: str
    ask: str
    type: FactType
    required: bool = False
    min: int | None = None
    max: int | None = None
    choices: Mapping[str, str] = {}
    asks: Mapping[str, str] = {}


class Checks(NamedTuple):
    """What a team sets for the checks of its texts. `share_warn`, `share_block`: shares of a text that may stand
    like this in its template before a check warns, and before it blocks. `limits`: by channel, in its own unit."""

    share_warn: float = SHARE_WARN
    share_block: float = SHARE_BLOCK
    limits: Mapping[str, int] = {}


class Approval(NamedTuple):
    """One entry of `approvals`: any of `roles` says yes, or is consulted, whose silence blocks nothing."""

    roles: tuple[str, ...]
    consult: bool = False
    within: timedelta | None = None


class Preapproved(NamedTuple):
    """A standing approval of a template: only `slots` may be filled, a person still publishes."""

    by: str
    until: date
    sha256: str
    slots: tuple[str, ...] = ()


class StatementSpec(NamedTuple):
    """Something the company will say: from which template, in whose name, who agrees, where it goes."""

    name: str
    template: str
    speaker: str
    approvals: tuple[Approval, ...]
    channels: tuple[str, ...]
    preapproved: Preapproved | None = None


class Rung(NamedTuple):
    """Who is paged, how long after the step is due, and how long that person then has."""

    after: timedelta
    page: str
    within: timedelta | None = None


class Cadence(NamedTuple):
    """One stretch of a repeat: `every` so long, `for_` so long (None: from then on)."""

    every: timedelta
    for_: timedelta | None = None


class Repeat(NamedTuple):
    """A step that comes again until its condition holds; a changed fact makes the next round due at once."""

    every: tuple[Cadence, ...]
    until: Condition
    on_change: tuple[str, ...] = ()

    def interval(self, elapsed: timedelta) -> timedelta:
        """How long to the next round, `elapsed` after the first one opened."""
        spent = timedelta()
        for cadence in self.every:
            if cadence.for_ is None or elapsed < spent + cadence.for_:
                return cadence.every
            spent += cadence.for_
        return self.every[-1].every


class Step(NamedTuple):
    """One thing somebody does. `target` is a statement's name for draft, approve and publish, else empty."""

    id: str
    kind: Kind
    role: str | None
    title: str
    target: str = ""
    choices: Mapping[str, str] = {}
    notify: tuple[str, ...] = ()
    after: tuple[str, ...] | None = None
    when: Condition = ALWAYS
    within: timedelta | None = None
    by: timedelta | None = None
    not_before: timedelta | None = None
    repeat: Repeat | None = None
    ladder: tuple[Rung, ...] = ()
    ack_for: timedelta = ACK_FOR
    checklist: tuple[str, ...] = ()
    guidance: str = ""
    required: bool = False
    ends: str | None = None
    leads_to: str | None = None
    phase: str = ""

    def due(self, *, opened_at: datetime, seen_at: datetime) -> datetime | None:
        """The earlier of opened + `within` and seen + `by`, None without either; a repeat's first round is due
        `every` after it opens. Raises OverflowError beyond the calendar."""
        lengths: list[datetime] = []
        within: timedelta | None = self.repeat.interval(timedelta()) if self.repeat else self.within
        if within is not None:
            lengths.append(opened_at + within)
        if self.by is not None:
            lengths.append(seen_at + self.by)
        return min(lengths, default=None)
