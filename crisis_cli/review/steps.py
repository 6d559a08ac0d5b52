"""Every step planned against actual, round by round: a fold of the journal, one row an opening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from crisis_cli.domain import events as e
from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind
from crisis_cli.review.reading import InForce
from crisis_cli.review.rows_done import AckRow, DueMove, LeftOpen, RungRow, StepRow


def step_rows(
    incident: Incident, history: Sequence[e.Event], as_of: datetime, in_force: InForce
) -> tuple[StepRow, ...]:
    """Every opening in the order of time in the words of its time; then the steps that never opened, as listed."""
    openings = _Openings(incident, in_force)
    for event in history:
        openings.take(event)
    return (*(_timed(row, as_of) for row in openings.rows), *openings.never_opened())


def left_open(incident: Incident, as_of: datetime) -> tuple[LeftOpen, ...]:
    """The steps that nobody finished, those that are open first."""
    rows: list[LeftOpen] = []
    for step in incident.steps():
        state = incident.state(step.id)
        if state.status not in (Status.OPEN, Status.WAITING):
            continue
        due = state.due_at if state.status is Status.OPEN else None
        owner = incident.owner(step.id, as_of) or ""
        late = as_of - due if due is not None else None
        rows.append(LeftOpen(step.id, step.title, state.status.value, owner, due, late))
    return tuple(sorted(rows, key=lambda row: row.status != "open"))


def _timed(row: StepRow, as_of: datetime) -> StepRow:
    """How late: known for what was done, so far for what is open past its time."""
    if row.due_at is None:
        return row
    if row.outcome in ("done", "answered", "skipped") and row.happened_at is not None:
        return replace(row, late=row.happened_at - row.due_at)
    if row.outcome == "open" and as_of > row.due_at:
        return replace(row, late=as_of - row.due_at)
    return row


class _Openings:
    """`rows` grows by one an opening; `_last` knows where the latest of each step stands."""

    def __init__(self, incident: Incident, in_force: InForce) -> None:
        self.rows: list[StepRow] = []
        self._incident = incident
        self._in_force = in_force
        self._last: dict[str, int] = {}
        self._giver: dict[str, str] = {}

    def take(self, event: e.Event) -> None:
        """Fold one event in; most kinds say nothing about a step."""
        self._take_opening(event)
        self._take_settling(event)
        self._take_holding(event)

    def never_opened(self) -> Iterator[StepRow]:
        """The steps whose turn never came."""
        for step in self._incident.steps():
            if step.id not in self._last:
                state = self._incident.state(step.id)
                yield replace(
                    self._blank(step.id, 0, self._incident.version),
                    outcome=state.status.value,
                    reason=state.reason,
                )

    def _blank(
        self, step: str, round_: int, seq: int, opened: e.Event | None = None, due: datetime | None = None
    ) -> StepRow:
        found = self._in_force.step(step, seq)
        return StepRow(
            step=step,
            title=self._in_force.title(step, seq),
            kind=found.kind.value if found is not None else "",
            phase=found.phase if found is not None else "",
            role=self._in_force.role(found.role, seq) if found is not None and found.role else "",
            round=round_,
            opened_at=opened.at if opened is not None else None,
            first_due_at=due,
            due_at=due,
            outcome="open",
            happened_at=None,
            typed_at=None,
            by="",
            answer="",
            reason="",
            late=None,
            again="",
            taken_back=False,
            due_moves=(),
            acks=(),
            rungs=(),
        )

    def _open(self, event: e.Event, step: str, round_: int, due: datetime | None, again: str = "") -> None:
        if self._is_open(step):
            self._change(step, outcome="replaced")
        self._last[step] = len(self.rows)
        self.rows.append(replace(self._blank(step, round_, event.seq, event, due), again=again))

    def _is_open(self, step: str) -> bool:
        return step in self._last and self.rows[self._last[step]].outcome == "open"

    def _change(self, step: str, **changes: object) -> None:
        if step in self._last:
            index = self._last[step]
            self.rows[index] = replace(self.rows[index], **changes)  # type: ignore[arg-type]  # by name

    def _settle(self, event: e.Event, step: str, outcome: str, *, answer: str = "", reason: str = "") -> None:
        """What was settled before it ever opened gets a row too. An answer changed later stays at its time."""
        if step not in self._last:
            self._last[step] = len(self.rows)
            self.rows.append(self._blank(step, 1, event.seq))
        row = self.rows[self._last[step]]
        if row.outcome == "answered" and outcome == "answered":
            self._change(step, answer=answer)
            return
        self._change(
            step,
            outcome=outcome,
            happened_at=event.moment,
            typed_at=event.at,
            by=self._who(event, step),
            answer=answer,
            reason=reason,
            taken_back=event.seq in self._incident.undone,
        )

    def _who(self, event: e.Event, step: str) -> str:
        """Whose act settled it: an approve step is done by who said yes, whoever typed it."""
        found = self._in_force.step(step, event.seq)
        if isinstance(event.data, e.StepDone) and found is not None and found.kind is Kind.APPROVE:
            return self._giver.get(found.target, event.actor)
        return event.actor

    def _take_opening(self, event: e.Event) -> None:
        match event.data:
            case e.StepOpened(step, round_, due_at):
                self._open(event, step, round_, due_at)
            case e.StepAdded(step=step, due_at=due_at):
                self._open(event, step, 1, due_at, again="came in")
            case e.StepReopened(step, due_at, why):
                round_ = self.rows[self._last[step]].round if step in self._last else 1
                # The reason of a no is told where it was given; here it would outlive its blanking.
                self._open(event, step, round_, due_at, "sent back" if why.startswith("sent back") else why)
            case e.DueMoved(step, due_at, why) if step in self._last:
                moves = self.rows[self._last[step]].due_moves
                self._change(step, due_at=due_at, due_moves=(*moves, DueMove(event.at, due_at, why)))

    def _take_settling(self, event: e.Event) -> None:
        match event.data:
            case e.StatementApproved(statement=name, giver=giver):
                self._giver[name] = giver
            case e.StepDone(step=step):
                self._settle(event, step, "done")
            case e.StepAnswered(step, choice):
                self._settle(event, step, "answered", answer=choice)
            case e.StepSkipped(step, reason):
                self._settle(event, step, "skipped", reason=reason)
            case e.StepSetBack(step, why) if self._is_open(step):
                self._change(step, outcome="set_back", happened_at=event.moment, reason=why)
            case e.StepNotNeeded(step, why) if self._is_open(step):
                self._change(step, outcome="not_needed", happened_at=event.moment, reason=why)
            case e.RepetitionEnded(step, why) if self._is_open(step):
                self._change(step, outcome="ended", happened_at=event.moment, reason=why)

    def _take_holding(self, event: e.Event) -> None:
        match event.data:
            case e.StepAcknowledged(step, person, until_at) if self._is_open(step):
                acks = self.rows[self._last[step]].acks
                self._change(step, acks=(*acks, AckRow(person, event.moment, until_at)))
            case e.RungFired(step=step, role=role, person=person, fired_at=fired_at, why=why):
                self._rung(step, RungRow(self._in_force.role(role, event.seq), person, fired_at, why, None))
            case e.RungPassed(step=step, role=role, fired_at=fired_at, why=why):
                self._rung(step, RungRow(self._in_force.role(role, event.seq), "", fired_at, why, None))
            case e.PageQueued(about="rung", step=step, person=person):
                self._paged(step, person, event.at)

    def _paged(self, step: str, person: str, at: datetime) -> None:
        """The page of that person's last rung; it is queued after everything that fired with it."""
        if step not in self._last:
            return
        rungs = list(self.rows[self._last[step]].rungs)
        waiting = [n for n, rung in enumerate(rungs) if rung.person == person and rung.paged_at is None]
        if waiting:
            rungs[waiting[-1]] = replace(rungs[waiting[-1]], paged_at=at)
            self._change(step, rungs=tuple(rungs))

    def _rung(self, step: str, rung: RungRow) -> None:
        if self._is_open(step):
            self._change(step, rungs=(*self.rows[self._last[step]].rungs, rung))
