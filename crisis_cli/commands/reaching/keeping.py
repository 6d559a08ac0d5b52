"""The keeper as a process of its own: it outlives the screen, the editor and the SSH line."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta

from crisis_cli.commands import wiring
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.engine.run import Run
from crisis_cli.ui.keeper_words import NOTICED, keeper_words
from crisis_cli.ui.safe import safe_line

DETACHED = 0x00000008 | 0x00000200
"""Windows: DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP (Microsoft: process creation flags)."""


def start_keeper() -> None:
    """Start a keeper that ends when nothing is open, unless one is watching this journal already."""
    if not any(_alive(seen) for seen in wiring.journal().keepers()):
        _start("keep", "--while-open")


def start_runner(session: Run) -> None:
    """Start what lets a drill happen, unless somebody keeps its clock, or it is paused and needs nobody."""
    from crisis_cli.engine.drilling.clock import DrillJournal

    journal = session.journal
    if session.incident.closed is None and isinstance(journal, DrillJournal) and not journal.is_kept():
        run_drill(session)


def run_drill(session: Run) -> None:
    """Start what lets a drill happen; several at once do no harm, and each ends with the drill or its pause."""
    _start("drill", "--keep-clock", session.name)


def keep_going(session: Run) -> None:
    """Start whatever the run needs to go on without a screen."""
    if session.incident.exercise is not None:
        start_runner(session)
    else:
        start_keeper()


def _start(*words: str) -> None:
    """This program as a process of its own, which outlives this one."""
    import subprocess

    command = [sys.executable, "-m", "crisis_cli", *words]
    detached: dict[str, object] = {"creationflags": DETACHED} if os.name == "nt" else {"start_new_session": True}
    with open(os.devnull, "r+b") as nowhere:
        subprocess.Popen(  # type: ignore[call-overload]
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, close_fds=True, cwd=wiring.home(), **detached
        )


def warn_without_keeper(incident: Incident) -> None:
    """Say on stderr when nobody has watched the timers of an open run for 15 s, or when not all of it was read."""
    if incident.too_new:
        print("crisis: not every event could be read by this version: crisis verify", file=sys.stderr)
    if incident.closed is not None:
        return
    if incident.exercise is None:
        _warn(incident.opened_at)
    else:
        warn_of_waiting_clock(wiring.run(incident.id))


def warn_of_team(incident: Incident) -> None:
    """Say on stderr when the team file by which the pages of an open run go out cannot be read."""
    from crisis_cli.commands.reaching.team_readings import TeamReadings

    trouble = TeamReadings(wiring.journal().now, wiring.zone).trouble(incident)
    if trouble and incident.closed is None and not incident.drill:
        print(f"crisis: {safe_line(trouble)}", file=sys.stderr)


def warn_without_keeper_of_any() -> None:
    """The same for whatever is open in this journal."""
    heads = wiring.journal().heads(open_only=True)
    opened = [head.opened_at for head in heads if not (head.drill and head.next_due is None)]
    if opened:
        _warn(min(opened))


def _warn(opened_at: datetime) -> None:
    seen = wiring.journal().keepers()
    words = keeper_words(seen[0].seen_at if seen else None, wiring.journal().now(), opened_at)
    if words.startswith("NO KEEPER"):
        print(f"crisis: {words}. Start one: crisis keep", file=sys.stderr)


def warn_of_waiting_clock(session: Run) -> None:
    """Say on stderr when nobody kept the clock of a drill at the moment at which this command looked first."""
    from crisis_cli.engine.drilling.clock import DrillJournal

    journal = session.journal
    if session.incident.closed is None and isinstance(journal, DrillJournal) and not journal.was_kept:
        print(
            f"crisis: the drill's clock waits: nobody keeps it. Go on: crisis clock resume -i {session.name}",
            file=sys.stderr,
        )


def _alive(keeper: KeeperSeen) -> bool:
    """Seen lately, and, if it is one of this machine, its process still runs."""
    import socket

    import psutil

    age = wiring.journal().now() - keeper.seen_at
    if age > NOTICED or age < timedelta(seconds=-60):
        return False
    return keeper.host != socket.gethostname() or psutil.pid_exists(keeper.pid)
