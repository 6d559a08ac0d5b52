"""The keeper as a process of its own: it outlives the screen, the editor and the SSH line."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta

from crisis_cli.commands import wiring
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.ui.keeper_words import NOTICED, keeper_words

DETACHED = 0x00000008 | 0x00000200
"""Windows: DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP (Microsoft: process creation flags)."""


def start_keeper() -> None:
    """Start a keeper that ends when nothing is open, unless one is watching this journal already."""
    import subprocess

    if any(_alive(seen) for seen in wiring.journal().keepers()):
        return
    command = [sys.executable, "-m", "crisis_cli", "keep", "--while-open"]
    detached: dict[str, object] = {"creationflags": DETACHED} if os.name == "nt" else {"start_new_session": True}
    with open(os.devnull, "r+b") as nowhere:
        subprocess.Popen(  # type: ignore[call-overload]
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, close_fds=True, cwd=wiring.home(), **detached
        )


def warn_without_keeper(incident: Incident) -> None:
    """Say on stderr when nobody has watched the timers of an open run for 15 s, or when not all of it was read."""
    if incident.too_new:
        print("crisis: not every event could be read by this version: crisis verify", file=sys.stderr)
    if incident.closed is None and incident.exercise is None:  # such a drill's clock is kept by its own runner
        _warn(incident.opened_at)


def warn_without_keeper_of_any() -> None:
    """The same for whatever is open in this journal."""
    opened = [head.opened_at for head in wiring.journal().heads(open_only=True)]
    if opened:
        _warn(min(opened))


def _warn(opened_at: datetime) -> None:
    seen = wiring.journal().keepers()
    words = keeper_words(seen[0].seen_at if seen else None, wiring.journal().now(), opened_at)
    if words.startswith("NO KEEPER"):
        print(f"crisis: {words}. Start one: crisis keep", file=sys.stderr)


def _alive(keeper: KeeperSeen) -> bool:
    """Seen lately, and, if it is one of this machine, its process still runs."""
    import socket

    import psutil

    age = wiring.journal().now() - keeper.seen_at
    if age > NOTICED or age < timedelta(seconds=-60):
        return False
    return keeper.host != socket.gethostname() or psutil.pid_exists(keeper.pid)
