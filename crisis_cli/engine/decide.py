"""An intent becomes events, or is refused: the one place where somebody's wish meets the state of the run.

`decide` opens the batch, hands the intent to its rule (people, steps, statements: a file each) and lets the flow
add what follows. It reads no clock: `at` is passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from crisis_cli.domain import intents as i
from crisis_cli.domain.events import Body, ClockJumped
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.incident import Incident
from crisis_cli.engine import (
    decide_freezing,
    decide_pages,
    decide_people,
    decide_posts,
    decide_run,
    decide_sends,
    decide_steps,
    decide_texts,
    decide_yes,
)
from crisis_cli.engine.batch import Batch
from crisis_cli.engine.drilling import decide as decide_drill
from crisis_cli.engine.flow import settle
from crisis_cli.engine.ports import Checks, unchecked
from crisis_cli.engine.timers import tick
from crisis_cli.engine.undo import undo
from crisis_cli.errors import JournalTooNew, Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be written: each event's body beside when it happened (None: now); `after`: the run then."""

    bodies: list[tuple[Body, datetime | None]]
    after: Incident


STILL_ALLOWED = (
    *(i.TakeNote, i.Reopen, i.Undo, i.LinkItem, i.Tick, i.NoticeClockJump),
    *(i.AttemptPage, i.SettlePage, i.AcknowledgePage),
    *(i.SettlePost, i.LookedForPost),
    *(i.NotePlayer, i.RateObjective, i.Learn),
    *(i.BeginFreeze, i.SettleFreeze, i.RecordFreeze),  # what was left frozen is unfrozen later
)
"""What a closed run still takes."""


def decide(
    incident: Incident,
    intent: i.Intent,
    *,
    at: datetime,
    actor: str,
    happened_at: datetime | None = None,
    read_playbook: ReadPlaybook,
    checks: Checks = unchecked,
) -> Decision:
    """What comes of the intent at `at`; no bodies when nothing does.

    Raises Refused when the state of the run forbids it, UsageError when the words make no sense in this run.
    """
    if incident.too_new:
        raise JournalTooNew(
            f"{incident.id} has an event that this version cannot read: it can be looked at here, not changed.",
            "A newer crisis-cli wrote it, or it is damaged: crisis verify tells which.",
        )
    if incident.closed is not None and not isinstance(intent, STILL_ALLOWED):
        raise Refused(
            f"{incident.id} was closed by {incident.closed.by}: {incident.closed.outcome}.",
            f"If it was not over: crisis reopen --incident {incident.id}",
        )
    batch = Batch(
        incident, at=at, actor=actor, happened_at=happened_at, read_playbook=read_playbook, checks=checks
    )
    _RULES[type(intent)](batch, intent)
    if batch.bodies:
        settle(batch)
    return Decision(batch.bodies, batch.incident)


def _undo(batch: Batch, _: i.Undo) -> None:
    undo(batch)


def _tick(batch: Batch, intent: i.Tick) -> None:
    batch.late_because = intent.late_because
    tick(batch)


def _clock_jump(batch: Batch, intent: i.NoticeClockJump) -> None:
    if batch.incident.exercise is None:  # a drill has a clock of its own
        batch.act(ClockJumped(intent.seconds, intent.keeper))


# Each rule takes the very class it is listed for; a mapping cannot say so to the type checker.
_RULES: dict[type[i.Intent], Callable[..., None]] = {
    **decide_run.RULES,
    **decide_freezing.RULES,
    **decide_people.RULES,
    **decide_steps.RULES,
    **decide_texts.RULES,
    **decide_yes.RULES,
    **decide_posts.RULES,
    **decide_sends.RULES,
    **decide_pages.RULES,
    **decide_drill.RULES,
    i.Undo: _undo,
    i.Tick: _tick,
    i.NoticeClockJump: _clock_jump,
}
