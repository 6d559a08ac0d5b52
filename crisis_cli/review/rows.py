"""The rows of a review: plain frozen values with the words as they were written, for others to lay out.

A `moment` is when it took place as far as anybody said, `typed_at` when the journal took it down. Texts are raw:
whoever shows them makes them safe. These names are the names of the JSON report: add, never rename.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crisis_cli.review.drill.rows import DrillRows, DrillSummary
from crisis_cli.review.rows_done import (
    DecisionRow,
    FreezeRow,
    LeftOpen,
    PageRow,
    PromiseRow,
    StepRow,
    TryRow,
    WordRow,
)
from crisis_cli.review.rows_said import FactRow, ItemRow, NoteRow, StatementRow, UnknownFact
from crisis_cli.review.waiting import Total, Wait


@dataclass(frozen=True, slots=True)
class FirstWord:
    """The first text that the public could read; `after` counts from the first sighting."""

    statement: str
    channel: str
    url: str
    moment: datetime
    after: timedelta


@dataclass(frozen=True, slots=True)
class Summary:
    """What a director asks first. `noticed_after`: from the first sighting to the begin of the run."""

    seen_at: datetime
    noticed_at: datetime
    noticed_after: timedelta
    starter: str
    first_statement: FirstWord | None
    promises_kept: int
    promises_missed: int
    promises_released: int
    promises_open: int
    steps_late: int
    steps_done: int
    decided_by: tuple[str, ...]
    next_word_at: datetime | None
    next_word_in: str
    closed_at: datetime | None
    closed_by: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RedactionRow:
    """Words that were blanked: of which event, by whom, why."""

    act: int
    kind: str
    by: str
    moment: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ClockJump:
    """A machine's clock went ahead (it slept, or was set) or back, by that much."""

    moment: datetime
    by: timedelta


@dataclass(frozen=True, slots=True)
class KeeperGap:
    """Nobody watched the timers: `fell_due` names what was noticed only at the end."""

    since: datetime
    until: datetime
    fell_due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last event and its hash: who keeps it elsewhere can prove later that nothing was changed."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Review:
    """The record of one run to learn from. `as_of`: the moment of its end, or of this look at an open run.
    `exercise`: what a drill that followed a scenario adds; `earlier`: where a trend was asked for, the drills to
    hold it against, and itself last."""

    incident: str
    title: str
    playbook: str
    playbook_sha256: str
    drill: bool
    item: str
    linked: str
    as_of: datetime
    open: bool
    empty: bool
    summary: Summary
    promises: tuple[PromiseRow, ...]
    next_words: tuple[WordRow, ...]
    steps: tuple[StepRow, ...]
    left_open: tuple[LeftOpen, ...]
    pages: tuple[PageRow, ...]
    decisions: tuple[DecisionRow, ...]
    statements: tuple[StatementRow, ...]
    unknown: tuple[UnknownFact, ...]
    facts: tuple[FactRow, ...]
    tries: tuple[TryRow, ...]
    items: tuple[ItemRow, ...]
    notes: tuple[NoteRow, ...]
    redactions: tuple[RedactionRow, ...]
    clock_jumps: tuple[ClockJump, ...]
    keeper_gaps: tuple[KeeperGap, ...]
    newer_events: int
    chain_head: ChainHead
    waits: tuple[Wait, ...] = ()
    waited_for: tuple[Total, ...] = ()
    exercise: DrillRows | None = None
    earlier: tuple[DrillSummary, ...] = ()
    freezes: tuple[FreezeRow, ...] = ()
