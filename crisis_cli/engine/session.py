"""A run that is acted in: read what is new, decide, write it down, then believe it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from crisis_cli.domain import events as e
from crisis_cli.domain import intents as i
from crisis_cli.domain.bounds import bounded, bounded_text
from crisis_cli.domain.events import Body, Event, NewEvent
from crisis_cli.domain.evolve import ReadPlaybook
from crisis_cli.domain.findings import Finding
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import Journal
from crisis_cli.engine.decide import Decision, decide
from crisis_cli.engine.opening import Opening, begin, incident_name
from crisis_cli.engine.ports import Checks, NewId
from crisis_cli.engine.run import Run
from crisis_cli.engine.timers import next_due
from crisis_cli.errors import JournalConflict, SurroundingsFailed, UsageError

TRIES = 200
"""How often a lost race is run again. Each loss means that somebody else's act was stored meanwhile."""

RESOLUTION = timedelta(microseconds=1)
"""The smallest step of recorded time."""

KEEPER = "keeper"
"""The actor of what fires by itself."""

_TIMERS = uuid.UUID("6f2f4c58-2b8a-5f53-9d3e-0c8f6d1a7b10")


class Session(Run):
    """A run that this process may act in: `act` looks again first."""

    def __init__(
        self, journal: Journal, name: str, *, read_playbook: ReadPlaybook, new_id: NewId, checks: Checks
    ) -> None:
        super().__init__(journal, name, read_playbook=read_playbook)
        self._new_id = new_id
        self._checks = checks

    def act(
        self,
        intent: i.Intent,
        *,
        actor: str,
        happened_at: datetime | None = None,
        only_after: int | None = None,
    ) -> list[Event]:
        """Let the intent happen; returns what was written, nothing when nothing came of it.

        Somebody else's act in between is read first, and the intent decided anew; with `only_after`, the version
        that it was thought up for, it raises JournalConflict instead. Raises what `decide` and the journal raise.
        """
        bounded(intent)
        bounded_text(actor, "name")
        for _ in range(TRIES):
            self.refresh()
            if only_after is not None and self.incident.version != only_after:
                raise JournalConflict(f"{self.name} was written to meanwhile.")
            at = self._next_moment()
            if happened_at is not None and happened_at > at:
                raise UsageError("That moment is in the future.", '--at "3 min ago", or a time that has passed')
            decision = decide(
                self.incident,
                intent,
                at=at,
                actor=actor,
                happened_at=happened_at,
                read_playbook=self._playbook_reader(intent),
                checks=self._checks,
            )
            if not decision.bodies:
                return []
            try:
                return self._write(decision, at=at, actor=actor)
            except JournalConflict:
                continue
        raise self._crowded_out()

    def errors(self, statement: str, channels: Collection[str]) -> Sequence[Finding]:
        """What would keep the statement's present text from going out on these channels, asked beforehand."""
        return self._checks.errors(self.incident, statement, channels)

    def _crowded_out(self) -> SurroundingsFailed:
        return SurroundingsFailed(
            f"Others kept writing to {self.name}; after {TRIES} tries nothing was stored.",
            "Try again; if it stays so, look at the record: crisis verify",
        )

    def _next_moment(self) -> datetime:
        """Later than everything written, also when the wall clock was set back: two commands never share a
        moment, so that undo knows which acts are one command."""
        now, last = self.journal.now(), self.incident.last_at
        return now if last is None or now > last else last + RESOLUTION

    def redact(self, seq: int, reason: str, *, actor: str, happened_at: datetime | None = None) -> Event:
        """Blank the free text of one event, and say so in the journal."""
        self.refresh()
        found = next((event for event in self.history if event.seq == seq), None)
        if found is None:
            raise UsageError(f"{self.name} has no event {seq}.", "crisis log shows their numbers.")
        if not found.data.PROSE:
            raise UsageError(f"Event {seq} ({found.kind}) has no free text.", "Nothing was changed.")
        if not bounded_text(reason, "reason").strip():
            raise UsageError("A redaction needs a reason.", "crisis redact SEQ --reason …")
        for _ in range(TRIES):
            at = self._next_moment()
            event = NewEvent(self._new_id(), at, actor, e.TextRedacted(seq, reason), happened_at)
            due = self._look_again(self.incident, at)
            try:
                stored = self.journal.redact(self.name, seq, event, after=self.incident.version, next_due=due)
            except JournalConflict:
                self.refresh()
                continue
            self.forget()
            self.refresh()
            return stored
        raise self._crowded_out()

    def tidy(self) -> None:
        """Correct the keeper's derived row when nothing came of a look that it asked for."""
        incident = self.incident
        self.journal.set_next_due(self.name, self._look_again(incident, self.now()), after=incident.version)

    def _look_again(self, incident: Incident, at: datetime) -> datetime | None:
        """When a keeper must look; a drill with a clock of its own has a keeper of its own. What is due already is
        so by the wall clock too, also one that was set back."""
        if incident.exercise is not None:
            return None
        due = next_due(incident, at)
        return min(due, self.journal.now()) if due is not None and due <= at else due

    def _playbook_reader(self, intent: i.Intent) -> ReadPlaybook:
        if isinstance(intent, i.SwitchPlaybook):
            return lambda _: intent.playbook
        return self._read_playbook

    def _write(self, decision: Decision, *, at: datetime, actor: str) -> list[Event]:
        events = new_events(self.incident, decision, at=at, actor=actor, new_id=self._new_id)
        due = self._look_again(decision.after, at)
        stored = self.journal.append(self.name, events, after=self.incident.version, next_due=due)
        if [event.id for event in stored] != [event.id for event in events]:
            # The first timer was stored by another keeper at this very moment: that is what came back, not ours.
            raise JournalConflict(f"{self.name} was written to by another keeper.")
        self.refresh()
        return stored


def new_events(
    incident: Incident | None, decision: Decision, *, at: datetime, actor: str, new_id: NewId
) -> list[NewEvent]:
    """The decision as events to write; a timer's event has an identity of its own, so that it is stored once."""
    opened = {name: state.opened_seq for name, state in incident.states.items()} if incident else {}
    events: list[NewEvent] = []
    for seq, (body, happened_at) in enumerate(decision.bodies, incident.version + 1 if incident else 1):
        if isinstance(body, e.StepOpened | e.StepReopened | e.StepAdded):
            opened[body.step] = seq
        key = _timer_key(body, opened)
        id_ = str(uuid.uuid5(_TIMERS, f"{decision.after.id} {key}")) if key else new_id()
        events.append(NewEvent(id_, at, actor, body, happened_at))
    return events


def _timer_key(body: Body, opened: Mapping[str, int]) -> str:
    """What makes a timer the same timer: which opening of which step, which due time, which rung."""
    match body:
        case e.StepFellOverdue(step, due_at):
            return f"overdue {step} {opened.get(step, 0)} {due_at.isoformat()}"
        case e.RungFired(step, rung) | e.RungPassed(step, rung):
            return f"rung {step} {opened.get(step, 0)} {rung}"
        case e.PromiseMissed(promise, due_at):
            return f"missed {promise} {due_at.isoformat()}"
        case _:
            return ""


def open_run(
    journal: Journal,
    opening: Opening,
    *,
    read_playbook: ReadPlaybook,
    new_id: NewId,
    checks: Checks,
    name: Callable[[int], str] | None = None,
) -> Session:
    """Begin a run and return its session; two begun in one minute get names of their own."""
    for attempt in range(1, TRIES):
        at = journal.now()
        if opening.seen_at > at:
            raise UsageError("It cannot have been seen in the future.", 'Write it like "12 min ago" or 03:05.')
        called = (
            name(attempt) if name else incident_name(opening.playbook.id, at, drill=opening.drill, attempt=attempt)
        )
        decision = begin(called, opening, at=at)
        events = new_events(None, decision, at=at, actor=opening.starter, new_id=new_id)
        try:
            due = None if opening.exercise is not None else next_due(decision.after, at)
            journal.append(called, events, after=0, next_due=due)
        except JournalConflict:
            continue
        return Session(journal, called, read_playbook=read_playbook, new_id=new_id, checks=checks)
    raise SurroundingsFailed(f"{TRIES} runs of {opening.playbook.id} began in this minute.", "Wait a minute.")
