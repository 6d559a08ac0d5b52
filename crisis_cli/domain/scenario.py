"""A scenario: what happens to a team in a drill, who plays, what must be achieved, by the drill's own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

Words = Mapping[str, str]
"""A text by language; under the empty name where it is one text for all."""


def in_language(words: Words, language: str) -> str:
    """The text in that language, else the one for all, else the first there is."""
    return words.get(language) or words.get("") or next(iter(words.values()), "")


NEXT_UPDATE = "{{ next_update }}"
"""Where a scenario's text for a statement says when the team speaks again, written as templates write it."""


class InjectKind(StrEnum):
    """What it is that happens to the team; exactly one an inject."""

    POST = "post"
    MAIL = "mail"
    CALL = "call"
    LEAK = "leak"
    REGULATOR = "regulator"
    WRONG = "wrong"
    OFF = "off"
    ORDER = "order"
    DISCUSS = "discuss"


class ObjectiveKind(StrEnum):
    """How it is told whether an objective was met; `observed` by the facilitator, all others from the journal."""

    PROMISE = "promise"
    APPROVED = "approved"
    CORRECTED = "corrected"
    DONE = "done"
    PAGED_ONCE = "paged_once"
    ONLY_CONFIRMED = "only_confirmed"
    OBSERVED = "observed"


class Delay(NamedTuple):
    """How long something takes: from `least` to `most`, most often `usual` (None: all between alike)."""

    least: timedelta
    most: timedelta
    usual: timedelta | None = None


class Player(NamedTuple):
    """Whoever plays a role. `absent`: nobody in the room does. `silent`: from when until when, after the start,
    they answer nobody (None: to the end). `ack`, `act`: how fast they are where the tool plays them."""

    role: str
    name: str = ""
    absent: bool = False
    silent: tuple[timedelta, timedelta | None] | None = None
    ack: Delay | None = None
    act: Delay | None = None


class Growth(NamedTuple):
    """A pile-on: how long after its post it peaks, how many posts an hour there are then, and the time in which it
    cools to the half (None: it does not)."""

    peak: timedelta
    mentions_per_hour: int
    halves: timedelta | None = None


class Told(NamedTuple):
    """A fact as an inject tells it; `value` as it was written."""

    value: str
    status: str = "unconfirmed"
    source: str = ""


class Inject(NamedTuple):
    """Something that happens to the team: at `at` after the start, or when the steps of `when` are as it says
    (looked at once at `by`, else as soon as all hold, and `after` that), or by hand only.

    `role`: whose phone is `off`, for so long (`lasts`; None: to the end). `about`: the fact that `wrong` has
    wrong. `deadline`: how long after it came an answer is wanted. `expected`, `note`: for the facilitator alone.
    `senders`: the sender by language.
    """

    id: str
    kind: InjectKind
    text: Mapping[str, str] = {}
    at: timedelta | None = None
    when: Mapping[str, str] = {}
    by: timedelta | None = None
    after: timedelta | None = None
    by_hand: bool = False
    sender: str = ""
    to: tuple[str, ...] = ()
    subject: Mapping[str, str] = {}
    network: str = ""
    reach: int = 0
    growth: Growth | None = None
    echoes: tuple[Words, ...] = ()
    reply_to: str = ""
    deadline: timedelta | None = None
    facts: Mapping[str, Told] = {}
    role: str = ""
    lasts: timedelta | None = None
    about: str = ""
    options: Mapping[str, Words] = {}
    owner: str = ""
    expected: Mapping[str, str] = {}
    note: Mapping[str, str] = {}
    senders: Mapping[str, str] = {}

    def sender_in(self, language: str) -> str:
        """Who it is from, in that language."""
        return in_language(self.senders, language) or self.sender


class Objective(NamedTuple):
    """What the team must achieve. `target`: the promise, statement, inject or step that it is about, or what the
    facilitator watches for. `by`: of which roles one must have said yes. `within`: from the wrong word on, or from
    the start. `statement`: the one that must correct it; empty: any that is published. `titles`, `watch_for`: the
    title, and what the facilitator watches for, by language."""

    id: str
    title: str
    kind: ObjectiveKind
    target: str = ""
    capability: str = ""
    by: tuple[str, ...] = ()
    within: timedelta | None = None
    statement: str = ""
    titles: Mapping[str, str] = {}
    watch_for: Mapping[str, str] = {}


@dataclass(frozen=True)
class Scenario:
    """The whole file. `starts`: the drill's own date and time, UTC; all lengths count from there, by its own
    clock. `speed`: minutes of the drill in one of ours; 0: as fast as it goes. `texts`: by statement, one a
    round. `titles`: the title by language. `text` is what was read."""

    id: str
    title: str
    playbook: str
    starts: datetime
    length: timedelta
    summary: Words = field(default_factory=dict)
    seen_before: timedelta = timedelta()
    speed: float = 1.0
    seed: int = 0
    languages: tuple[str, ...] = ("en",)
    objectives: tuple[Objective, ...] = ()
    ack: Delay | None = None
    act: Delay | None = None
    players: Mapping[str, Player] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    injects: Mapping[str, Inject] = field(default_factory=dict)
    text: str = ""
    titles: Words = field(default_factory=dict)

    @cached_property
    def acted_on(self) -> tuple[Inject, ...]:
        """The injects that change what players know or can do; of thousands of posts these are few."""
        kinds = (InjectKind.WRONG, InjectKind.OFF, InjectKind.DISCUSS)
        return tuple(one for one in self.injects.values() if one.facts or one.kind in kinds)

    def text_for(self, statement: str, round_: int, language: str, next_update: str) -> str:
        """What the tool's players write as that round's text (the first is 1), which says that they speak again at
        `next_update`; the last one serves all later rounds. Empty: there is none, and the template is used.
        """
        texts = self.texts.get(statement, ())
        if not texts:
            return ""
        words = in_language(texts[min(max(round_, 1), len(texts)) - 1], language)
        return words.replace(NEXT_UPDATE, next_update).strip() + "\n"
