"""`crisis clock`: a drill's own clock."""

from __future__ import annotations

from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.commands.acting import say
from crisis_cli.commands.drilling.meant import actor, drill_meant
from crisis_cli.domain.exercise import MAX_SPEED
from crisis_cli.domain.timing import clock_time, iso, parse_duration, spoken
from crisis_cli.engine.session import Session
from crisis_cli.errors import UsageError
from crisis_cli.ui.safe import json_text


def clock(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[pause|resume|N|max|+10m]",
            help="Stop it, go on, N of its minutes in one of ours, or move it ahead. Left out: show it.",
        ),
    ] = "",
    incident: options.Incident = "",
    as_: options.As = "",
    json: options.Json = False,
) -> int:
    """Show or set a drill's clock. A pause moves what is scheduled, never what people do; nothing is lost."""
    from crisis_cli.domain.intents import PauseDrill, SetSpeed

    session = drill_meant(incident)
    if not what:
        return _show(session, json)
    if what.startswith("+"):
        return _jump(session, what[1:], json)
    if what == "resume":
        return _resume(session, actor(as_), json)
    intent = PauseDrill() if what == "pause" else SetSpeed(what)
    say(session, session.act(intent, actor=actor(as_)), as_json=json)
    return 0


def _resume(session: Session, who: str, json: bool) -> int:
    """Go on after a pause, or where the clock waits because whoever kept it is gone."""
    from crisis_cli.commands.reaching.keeping import run_drill
    from crisis_cli.domain.intents import ResumeDrill

    if not _is_paused(session):
        run_drill(session)
        return _show(session, json)
    events = session.act(ResumeDrill(), actor=who)
    run_drill(session)
    say(session, events, as_json=json)
    return 0


def _is_paused(session: Session) -> bool:
    return session.incident.exercise is not None and session.incident.exercise.paused


def _jump(session: Session, length: str, json: bool) -> int:
    """What falls between happens meanwhile, each at its own moment."""
    from crisis_cli.commands.drilling.begin import runner

    try:
        ahead = parse_duration(length)
    except ValueError as wrong:
        raise UsageError(str(wrong), "crisis clock +10m") from None
    if _is_paused(session):
        raise UsageError("The drill is paused: its clock stands.", "First: crisis clock resume")
    seen = len(session.history)
    runner(session, lambda _: None, lambda _: None).jump(ahead)
    session.refresh()
    say(session, session.history[seen:], as_json=json)
    return 0


def _show(session: Session, json: bool) -> int:
    from crisis_cli.engine.drilling.clock import DrillJournal

    incident, exercise, now = session.incident, session.incident.exercise, session.now()
    if exercise is None:
        return 0
    kept = isinstance(session.journal, DrillJournal) and session.journal.is_kept()
    state = (
        "closed" if incident.closed else "paused" if exercise.paused else "" if kept else "waits: nobody keeps it"
    )
    if json:
        shown = {
            "incident": session.name,
            "at": iso(now),
            "speed": exercise.speed,
            "paused": exercise.paused,
        }
        print(json_text({**shown, "kept": kept, "open": incident.closed is None}))
        return 0
    how = (
        "as fast as it goes" if exercise.speed == MAX_SPEED else f"{exercise.speed} of its minutes in one of ours"
    )
    since = spoken(now - incident.opened_at)
    words = ", ".join(filter(None, [how, f"{since} after it began", state]))
    print(f"DRILL {session.name}: {clock_time(now, wiring.zone(), seconds=True)}; {words}")
    return 0
