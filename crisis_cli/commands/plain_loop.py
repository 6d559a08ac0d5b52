"""Plain mode: one line an event, countdown marks, commands typed on a line; end of input detaches."""

from __future__ import annotations

import queue
import shlex
import sys
import threading
from datetime import datetime
from inspect import signature

from crisis_cli.commands import wiring
from crisis_cli.commands.looking import view_of
from crisis_cli.domain.events import Event, PageQueued, StepFellOverdue
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, SurroundingsFailed
from crisis_cli.ui import plain
from crisis_cli.ui.sentences import QUIET, may_read, sentence

LOOK = 0.2
"""Seconds between two looks at the journal: two terminals see each other's acts within half a second."""

LEAVE = {"quit", "exit", "detach", "q"}


def follow(session: Session, me: str, *, fresh: bool, facilitator: bool = False) -> int:
    """Print the board once, then what happens, and take commands, until the input ends. Returns the exit code.

    `facilitator`: what the players of a drill do not read is printed too.
    """
    number = next(head.number for head in wiring.journal().heads() if head.incident == session.name)
    if not fresh:
        _tell_meanwhile(session, me, everything=facilitator)
    print("\n".join(plain.status_lines(view_of(session, number, me))), flush=True)
    if sys.stdin.isatty():
        print(plain.HELP, flush=True)
    typed: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(typed,), daemon=True).start()
    _loop(session, me, number, typed, everything=facilitator)
    print(f"The run goes on without you. Come back: crisis board --incident {session.name}", flush=True)
    return 0


def _listen(typed: queue.Queue[str | None]) -> None:
    for line in sys.stdin:
        typed.put(line)
    typed.put(None)


def _loop(session: Session, me: str, number: int, typed: queue.Queue[str | None], *, everything: bool) -> None:
    last_marks, seen = session.now(), session.journal.version()
    while True:
        line = _next_line(typed)
        if line is None or line.strip() in LEAVE:
            return
        if line.strip():
            _type(line, session, me)
        try:
            if session.journal.version() != seen:
                seen = session.journal.version()
                _tell(session, me, session.refresh(), everything=everything)
            last_marks = _mark(session, me, number, last_marks)
        except SurroundingsFailed as failure:
            print(f"STALE: {failure.message}", flush=True)


def _next_line(typed: queue.Queue[str | None]) -> str | None:
    """What was typed, an empty line when nothing was; None at the end of input."""
    try:
        return typed.get(timeout=LOOK)
    except queue.Empty:
        return ""


def _type(line: str, session: Session, me: str) -> None:
    """Run what was typed as the command of that name, for this run and this person."""
    from crisis_cli.__main__ import run
    from crisis_cli.commands.catalogue import NAMES, load

    try:
        words = shlex.split(line)
    except ValueError:
        print("A quotation mark is missing.", file=sys.stderr)
        return
    words = words[1:] if words[:1] == ["crisis"] else words
    if words[:1] in (["help"], ["?"]):
        print(plain.HELP)
        return
    takes = signature(load(words[0])).parameters if words[0] in NAMES else {}
    options = ["--incident", session.name] if "incident" in takes else []
    options += ["--as", me] if "as_" in takes and "--as" not in words else []
    run([words[0], *options, *words[1:]])


def _tell(session: Session, me: str, events: list[Event], *, everything: bool) -> None:
    drill = "DRILL " if session.incident.drill else ""
    for event in events:
        if isinstance(event.data, QUIET) or not (everything or may_read(event, session.incident, me)):
            continue
        rings = isinstance(event.data, PageQueued | StepFellOverdue) and sys.stdout.isatty()
        when = clock_time(event.moment, wiring.zone(), seconds=True)
        print(
            f"{chr(7) if rings else ''}{when}  {drill}{sentence(event, session.incident, wiring.zone())}",
            flush=True,
        )


def _tell_meanwhile(session: Session, me: str, *, everything: bool) -> None:
    """What happened since this person's last act, once."""
    own = [event.seq for event in session.history if event.actor == me]
    missed = [event for event in session.history if event.seq > (own[-1] if own else 0)]
    if missed:
        print("While you were away:", flush=True)
        _tell(session, me, missed, everything=everything)


def _mark(session: Session, me: str, number: int, since: datetime) -> datetime:
    """Say each clock again at 10, 5, 1 and 0 minutes; returns the moment up to which that was said."""
    now = session.now()
    if (now - since).total_seconds() < 1:
        return since
    try:
        for line in plain.countdown(view_of(session, number, me), since):
            print(line, flush=True)
    except CrisisError as failure:
        print(f"STALE: {failure.message}", flush=True)
    return now
