"""The steps as plain rows: late first, then what is open, what comes, what is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.incident import Incident, Status
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.statement import StatementState
from crisis_cli.domain.timing import clock_time, left_or_late, spoken
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.safe import safe_line


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `mark`: LATE, NOW, next or done; `note`: a second line, such as who was paged."""

    mark: str
    step: str
    kind: str
    title: str
    who: str
    mine: bool
    time: str
    note: str = ""
    phase: str = ""


def step_rows(incident: Incident, at: datetime, zone: tzinfo, me: str) -> tuple[Row, ...]:
    """Late first, then what is open by due time, then what comes, then what is settled, the latest first."""
    late: list[tuple[datetime, Row]] = []
    now: list[tuple[datetime, Row]] = []
    coming: list[Row] = []
    done: list[tuple[datetime, Row]] = []
    for step in incident.steps():
        state = incident.state(step.id)
        if state.status is Status.OPEN:
            row = _open_row(incident, step, at, zone, me)
            due = state.due_at or datetime.max.replace(tzinfo=at.tzinfo)
            (late if row.mark == "LATE" else now).append((due, row))
        elif state.status is Status.WAITING:
            coming.append(_coming_row(incident, step, at, me))
        elif state.settled_at is not None:
            done.append((state.settled_at, _settled_row(incident, step, zone, me)))
    by_due = sorted(late, key=lambda item: item[0]), sorted(now, key=lambda item: item[0])
    latest = sorted(done, key=lambda item: item[0], reverse=True)
    return (*(row for _, row in by_due[0]), *(row for _, row in by_due[1]), *coming, *(row for _, row in latest))


def who(incident: Incident, step: Step, at: datetime, me: str) -> str:
    """`you`, `you as Counsel`, `Carla, Chief executive`, or `nobody: h gives it`."""
    owner = incident.owner(step.id, at)
    role = incident.playbook.roles.get(step.role or "")
    if owner is None:
        return "nobody: h gives it"
    if owner == me:
        several = len(set(incident.holders.values())) == 1 and len(incident.holders) > 1
        return f"you as {safe_line(role.title)}" if role is not None and several else "you"
    return safe_line(f"{owner}, {role.title}" if role is not None and role.id != owner else owner)


def is_asked(incident: Incident, step: Step, at: datetime, me: str) -> bool:
    """Whether an open step is this person's turn: theirs, or a rung of its ladder paged them for it."""
    paged = any(rung.person == me for rung in incident.state(step.id).rungs)
    return paged or incident.owner(step.id, at) == me


def _open_row(incident: Incident, step: Step, at: datetime, zone: tzinfo, me: str) -> Row:
    due = incident.state(step.id).due_at
    time = left_or_late(due, at) if due is not None else "no time set"
    if incident.acked_by(step.id, at) is not None:
        time = f"acked, {time}"
    return Row(
        mark="LATE" if incident.overdue(step.id, at) else "NOW",
        step=step.id,
        kind=step.kind.value,
        title=safe_line(step.title),
        who=who(incident, step, at, me),
        mine=is_asked(incident, step, at, me),
        time=time,
        note=_note(incident, step, zone, at),
        phase=safe_line(step.phase),
    )


def _note(incident: Incident, step: Step, zone: tzinfo, at: datetime) -> str:
    """Whom a ladder reached, and who was tried by hand."""
    said: list[str] = []
    state = incident.state(step.id)
    for rung in state.rungs:
        role = incident.playbook.roles.get(rung.role)
        title = role.title if role is not None else rung.role
        when = clock_time(rung.fired_at, zone)
        said.append(f"{title} paged {when}" if rung.person else f"{title} not there {when}")
    acked = incident.acked_by(step.id, at)
    if acked is not None and acked != incident.owner(step.id, at):
        said.append(f"{acked} has it")
    if state.rungs and acked is None:
        said.append("no ack")
    if step.kind is Kind.APPROVE:
        standing = approval_standing(incident, step.target, at)
        given = [f"{entry.yes.giver} said yes" for entry in standing.entries if entry.yes]
        said += given + ([f"needs {standing.missing}"] if given and standing.missing else [])
    if step.kind is Kind.DRAFT:
        said += _sent_back(incident.statement(step.target))
    return safe_line("; ".join(said))


def _sent_back(statement: StatementState) -> list[str]:
    """Why the text came back to its writer, until there is another one."""
    last = statement.noes[-1] if statement.noes else None
    version = statement.current
    stands = last is not None and version is not None and last.sha256 == version.sha256 and not last.objection
    return [f"{last.giver} said no: {last.reason}"] if last is not None and stands else []


def _coming_row(incident: Incident, step: Step, at: datetime, me: str) -> Row:
    length = step.within or (step.repeat.every[0].every if step.repeat else None)
    time = spoken(length) if length is not None else ""
    if step.kind is Kind.APPROVE and step.ladder and time:
        time = f"{time} + {spoken(step.ladder[-1].after + (step.ladder[-1].within or step.within or timedelta()))}"
    return Row(
        mark="next",
        step=step.id,
        kind=step.kind.value,
        title=safe_line(step.title),
        who=who(incident, step, at, me),
        mine=incident.owner(step.id, at) == me,
        time=time,
        phase=safe_line(step.phase),
    )


def _settled_row(incident: Incident, step: Step, zone: tzinfo, me: str) -> Row:
    state = incident.state(step.id)
    words = {Status.DONE: "done", Status.SKIPPED: "skipped", Status.NOT_NEEDED: "not needed"}[state.status]
    between = " " if step.title.endswith("?") else ": "
    return Row(
        mark="done",
        step=step.id,
        kind=step.kind.value,
        title=safe_line(f"{step.title}{between}{state.answer}" if state.answer else step.title),
        who="you" if state.settled_by == me else safe_line(state.settled_by),
        mine=state.settled_by == me,
        time=f"{words} {clock_time(state.settled_at, zone)}" if state.settled_at else words,
        note=safe_line(state.reason),
        phase=safe_line(step.phase),
    )
