"""The board as plain rows: what a tired person needs to see, in the order in which they need it.

Everything here is text already made safe; the board, plain mode, `status` and `brief` only lay it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from crisis_cli.domain.events import Event
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.promises import promise_states
from crisis_cli.domain.timing import clock_time, left_or_late, spoken
from crisis_cli.ui.forecast_words import forecast_words
from crisis_cli.ui.frozen_words import frozen_words
from crisis_cli.ui.keeper_words import drill_clock_words, keeper_words
from crisis_cli.ui.knowledge import closed, feed, known, said, unknown
from crisis_cli.ui.my_turn import Turn, my_turn
from crisis_cli.ui.safe import safe_line
from crisis_cli.ui.sends_words import sends_words
from crisis_cli.ui.sentences import speed_words
from crisis_cli.ui.step_rows import Row, step_rows


@dataclass(frozen=True, slots=True)
class Clock:
    """A time the public holds us to. `spent`: how much of it is gone, 0 to 1."""

    title: str
    due_at: datetime | None
    status: str
    left: str
    spent: float


@dataclass(frozen=True, slots=True)
class View:
    """The whole board at one moment. `pace`: how the clock of a drill goes, such as `x6` or `PAUSED`. `utc`: the
    time in UTC, to stand behind `local`; empty where local time is UTC."""

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
    pace: str = ""
    frozen: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()


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
    """The board for `me` at `at`, times in `zone`. `keeper_seen_at`: the latest sign of life of any keeper; of who
    keeps its clock in a drill that has one of its own, None while nobody does."""
    stopped = incident.clock_stops(at)
    rows = step_rows(incident, stopped, zone, me)
    return View(
        incident=incident.id,
        number=number,
        title=safe_line(incident.title),
        kind="DRILL" if incident.drill else "REAL",
        at=at,
        local=f"{clock_time(at, zone)} {at.astimezone(zone).tzname() or ''}".strip(),
        utc=f" ({at:%H:%M} UTC)" if at.astimezone(zone).utcoffset() else "",
        keeper=_keeper(incident, keeper_seen_at, at),
        since_seen=f"T+{int((stopped - incident.seen_at).total_seconds()) // 60}",
        seen=clock_time(incident.seen_at, zone),
        clocks=_clocks(incident, stopped),
        turn=my_turn(incident, rows, me, stopped, zone),
        offers=tuple(what for what, person in incident.offers.items() if person == me),
        rows=rows,
        known=known(incident, zone),
        unknown=unknown(incident),
        said=said(incident, zone),
        feed=feed(incident, history, zone),
        closed=closed(incident, zone),
        late=sum(row.mark == "LATE" for row in rows),
        forecast=forecast_words(incident, stopped, zone),
        pace=pace(incident),
        frozen=frozen_words(incident, at, zone),
        sends=sends_words(incident, at, zone),
    )


def _keeper(incident: Incident, seen_at: datetime | None, at: datetime) -> str:
    if incident.exercise is not None:
        return drill_clock_words(kept=seen_at is not None or incident.closed is not None)
    return keeper_words(seen_at, at, incident.opened_at)


def pace(incident: Incident) -> str:
    """How the clock of a drill with a scenario goes: `PAUSED`, `x6`, `OVER`; empty for every other run."""
    if incident.exercise is None:
        return ""
    if incident.closed is not None:
        return "OVER"
    return "PAUSED" if incident.exercise.paused else speed_words(incident.exercise.speed)


def _clocks(incident: Incident, at: datetime) -> tuple[Clock, ...]:
    clocks: list[Clock] = []
    for state in promise_states(incident, at):
        due = state.due_at
        if due is None and state.promise.counts_from == "change":
            continue  # nothing that was said has changed
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
