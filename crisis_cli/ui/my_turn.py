"""What I should do now, and what Enter would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from crisis_cli.domain.corrections import outdated
from crisis_cli.domain.incident import SETTLED, Incident
from crisis_cli.domain.playbook import Kind, Step
from crisis_cli.domain.timing import clock_or_day, left_or_late
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.sends_words import sends_words
from crisis_cli.ui.step_rows import Row


@dataclass(frozen=True, slots=True)
class Turn:
    """What I should do now. `act`: answer, done, write, correct, approve, record_yes, publish; `wait`: nothing
    is mine."""

    act: str
    step: str
    statement: str
    title: str
    time: str
    guidance: str
    enter: str
    choices: tuple[tuple[str, str], ...] = ()
    checklist: tuple[tuple[bool, str], ...] = ()
    role: str = ""


def my_turn(incident: Incident, rows: tuple[Row, ...], me: str, at: datetime, zone: tzinfo) -> Turn:
    """The first late or open step that is mine; of those, what blocks others is listed first already."""
    if incident.closed is not None:
        return Turn("wait", "", "", "Nothing: the run is closed.", "", "", "crisis report tells what happened")
    mine = [row for row in rows if row.mine and row.mark in ("LATE", "NOW")]
    if not mine:
        others = [row for row in rows if row.mark in ("LATE", "NOW")]
        waits = f"Waiting for {others[0].who}: {others[0].title}" if others else "Nothing is open."
        return Turn("wait", "", "", waits, others[0].time if others else "", "", "n = next person now")
    step = incident.step(mine[0].step)
    assert step is not None
    return turn_for(incident, step, me, at, zone)


def turn_for(incident: Incident, step: Step, me: str, at: datetime, zone: tzinfo) -> Turn:
    """What Enter would do with this step, for `me`."""
    state = incident.state(step.id)
    act, enter = _act(incident, step, me, at)
    time = ""
    if state.due_at is not None and state.status not in SETTLED:
        time = f"{left_or_late(state.due_at, at)} (by {clock_or_day(state.due_at, at, zone)})"
    role = incident.playbook.roles.get(step.role or "")
    hangs = sends_words(incident, at, zone, step.target) if step.kind is Kind.PUBLISH else ()
    return Turn(
        act=act,
        step=step.id,
        statement=step.target,
        title=safe_line(step.title),
        time=time,
        guidance="\n".join((*hangs, safe(step.guidance).strip())).strip(),
        enter=enter,
        choices=tuple((key, safe_line(text)) for key, text in step.choices.items()),
        checklist=tuple((index in state.checked, safe_line(text)) for index, text in enumerate(step.checklist)),
        role=safe_line(role.title) if role is not None else "",
    )


def _act(incident: Incident, step: Step, me: str, at: datetime) -> tuple[str, str]:
    if step.kind is Kind.ASK:
        return "answer", "Enter = answer"
    if step.kind is Kind.DRAFT:
        return "write", "Enter = write here, clock in sight"
    if step.kind is Kind.PUBLISH:
        return "publish", "Enter = see what goes where, then send it or say it is out"
    if step.kind is Kind.APPROVE:
        version = incident.statement(step.target).current
        if approval_standing(incident, step.target, at).needs_countersign or (version and version.by == me):
            return "record_yes", "Enter = record a yes given by phone (you wrote the text)"
        return "approve", "Enter = read it, then yes or no"
    if step.target and outdated(incident, step.target):
        return "correct", "Enter = where it still says otherwise, then a correction"
    return "done", "Enter = done"
