"""The board as plain rows: what a tired person needs to see, in the order in which they need it.

Everything here is text already made safe; the board, plain mode, `status` and `brief` only lay it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.events import Event, PageQueued, StepNotNeeded, StepOpened, StepSetBack
from crisis_cli.domain.incident import SETTLED, Incident, Status
from crisis_cli.domain.playbook import FactType, Kind, Step
from crisis_cli.domain.promises import promise_states
from crisis_cli.domain.statement import StatementState
from crisis_cli.domain.timing import clock_time, left_or_late, spoken
from crisis_cli.engine.approvals import approval_standing
from crisis_cli.ui.forecast_words import forecast_words
from crisis_cli.ui.keeper_words import keeper_words
from crisis_cli.ui.safe import safe, safe_line
from crisis_cli.ui.sentences import QUIET, sentence


@dataclass(frozen=True, slots=True)
class Clock:
    """A time the public holds us to. `spent`: how much of it is gone, 0 to 1."""

    title: str
    due_at: datetime | None
    status: str
    left: str
    spent: float


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


@dataclass(frozen=True, slots=True)
class Turn:
    """What I should do now. `act`: answer, done, write, approve, record_yes, publish; `wait`: nothing is mine."""

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


@dataclass(frozen=True, slots=True)
class View:
    """The whole board at one moment."""

    incident: str
    number: int
    title: str
    kind: str
    at: datetime
    local: str
    utc: str
    keeper: str
    since_seen: str
    seen: str
    clocks: tuple[Clock, ...]
    turn: Turn
    offers: tuple[str, ...]
    rows: tuple[Row, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    said: tuple[str, ...]
    feed: tuple[str, ...]
    closed: str
    late: int
    forecast: tuple[str, ...] = ()


def view(
    incident: Incident,
    history: Sequence[Event],
    *,
    at: datetime,
    zone: tzinfo,
    me: str,
    number: int,
    keeper_seen_at: datetime | None,
) -> View:
    """The board for `me` at `at`, times in `zone`. `keeper_seen_at`: the latest sign of life of any keeper."""
    stopped = incident.clock_stops(at)
    rows = _rows(incident, stopped, zone, me)
    return View(
        incident=incident.id,
        number=number,
        title=safe_line(incident.title),
        kind="DRILL" if incident.drill else "REAL",
        at=at,
        local=f"{clock_time(at, zone)} {at.astimezone(zone).tzname() or ''}".strip(),
        utc=f"{at:%H:%M} UTC",
        keeper=keeper_words(keeper_seen_at, at, incident.opened_at),
        since_seen=f"T+{int((stopped - incident.seen_at).total_seconds()) // 60}",
        seen=clock_time(incident.seen_at, zone),
        clocks=_clocks(incident, stopped),
        turn=_turn(incident, rows, me, stopped, zone),
        offers=tuple(what for what, person in incident.offers.items() if person == me),
        rows=rows,
        known=_known(incident, zone),
        unknown=_unknown(incident),
        said=_said(incident, zone),
        feed=_feed(incident, history, zone),
        closed=_closed(incident, zone),
        late=sum(row.mark == "LATE" for row in rows),
        forecast=forecast_words(incident, stopped, zone),
    )


def _clocks(incident: Incident, at: datetime) -> tuple[Clock, ...]:
    clocks: list[Clock] = []
    for state in promise_states(incident, at):
        due = state.due_at
        start = due - state.promise.within if due is not None else at
        spent = (at - start) / state.promise.within if due is not None and state.promise.within else 0.0
        left = left_or_late(due, at) if due is not None and state.status in ("open", "missed") else state.status
        if state.kept_at is not None and due is not None:
            late = state.kept_at - due
            left = (
                f"kept {spoken(due - state.kept_at)} early" if late <= timedelta() else f"kept {spoken(late)} late"
            )
        title = safe_line(state.promise.name.replace("_", " "))
        clocks.append(Clock(title, due, state.status, left, min(max(spent, 0.0), 1.0)))
    word = incident.next_word
    if word is not None and word.at is not None:
        whole = (word.at - word.said_at) or timedelta(seconds=1)
        spent = min(max((at - word.said_at) / whole, 0.0), 1.0)
        status = "open" if at < word.at else "missed"
        clocks.append(Clock("next word", word.at, status, left_or_late(word.at, at), spent))
    return tuple(clocks)


# --- rows ----------------------------------------------------------------------------------------------------


def _rows(incident: Incident, at: datetime, zone: tzinfo, me: str) -> tuple[Row, ...]:
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


# --- my turn -------------------------------------------------------------------------------------------------


def _turn(incident: Incident, rows: tuple[Row, ...], me: str, at: datetime, zone: tzinfo) -> Turn:
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
        time = f"{left_or_late(state.due_at, at)} (by {clock_time(state.due_at, zone)})"
    role = incident.playbook.roles.get(step.role or "")
    return Turn(
        act=act,
        step=step.id,
        statement=step.target,
        title=safe_line(step.title),
        time=time,
        guidance=safe(step.guidance).strip(),
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
        return "publish", "Enter = see what goes where, then say it is out"
    if step.kind is Kind.APPROVE:
        version = incident.statement(step.target).current
        if approval_standing(incident, step.target, at).needs_countersign or (version and version.by == me):
            return "record_yes", "Enter = record a yes given by phone (you wrote the text)"
        return "approve", "Enter = read it, then yes or no"
    return "done", "Enter = done"


# --- known, unknown, said, feed ------------------------------------------------------------------------------


def fact_words(value: object) -> str:
    """A fact's value for a person: yes and no, not True and False."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else safe_line(str(value))


def _known(incident: Incident, zone: tzinfo) -> tuple[str, ...]:
    found: list[str] = []
    for name, spec in incident.playbook.facts.items():
        record = incident.fact(name)
        if record is not None and record.status != "unknown":
            status = "confirmed" if record.status == "confirmed" else "UNCONFIRMED"
            is_time = spec.type is FactType.TIME and isinstance(record.value, str)
            value = clock_time(datetime.fromisoformat(str(record.value)), zone) if is_time else record.value
            found.append(f"{name.replace('_', ' ')} {fact_words(value)} ({status})")
    return tuple(found)


def _unknown(incident: Incident) -> tuple[str, ...]:
    records = ((name, incident.fact(name)) for name in incident.playbook.facts)
    return tuple(
        name.replace("_", " ") for name, record in records if record is None or record.status == "unknown"
    )


def _said(incident: Incident, zone: tzinfo) -> tuple[str, ...]:
    """What is out: each statement once a round, with where and since when."""
    found: list[str] = []
    for state in incident.statements.values():
        for round_ in sorted({post.round for post in state.published}):
            posts = [post for post in state.published if post.round == round_]
            where = ", ".join(safe_line(post.channel) for post in posts)
            again = f" {round_}" if round_ > 1 else ""
            found.append(f"{state.name}{again} {clock_time(posts[0].moment, zone)} ({where})")
    return tuple(found)


def is_news(event: Event) -> bool:
    """Whether an event is worth a line where the rows are in sight: not an opening, not a page with a cause."""
    body = event.data
    if isinstance(body, PageQueued):
        return body.about not in ("turn", "heads_up", "rung", "handover")
    return not isinstance(body, (StepOpened, StepNotNeeded, StepSetBack, *QUIET))


def _feed(incident: Incident, history: Sequence[Event], zone: tzinfo, most: int = 200) -> tuple[str, ...]:
    """What happened, the newest first, without what is said already: openings by the rows, a page by its cause."""
    told: list[str] = []
    for event in reversed(history):
        if is_news(event):
            told.append(f"{clock_time(event.moment, zone)} {sentence(event, incident, zone)}")
        if len(told) == most:
            break
    return tuple(told)


def _closed(incident: Incident, zone: tzinfo) -> str:
    if incident.closed is None:
        return ""
    closed = incident.closed
    return f"CLOSED {clock_time(closed.at, zone)} by {safe_line(closed.by)}: {safe_line(closed.outcome)}"
