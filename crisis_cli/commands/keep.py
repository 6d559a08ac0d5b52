"""`crisis keep`: fire timers and send pages, without a screen."""

from __future__ import annotations

import os
import signal
import sys
import uuid
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.domain.events import Event, PageQueued, PageSent, RungFired
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.keeper import LOOK, Keeper
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text, safe, safe_line
from crisis_cli.ui.sentences import QUIET, sentence

if TYPE_CHECKING:
    from crisis_cli.commands.reaching.dead_man import DeadMan
    from crisis_cli.commands.reaching.shift_watch import ShiftWatch

PATIENCE = 20
"""Looks in a row that may fail (the disk full, the file gone) before a keeper gives up."""

AWAY = 7200
"""The same for a database, which comes back: an hour."""


def keep(
    while_open: Annotated[bool, typer.Option("--while-open", help="End when no incident is open.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Look once, fire what is due, and end.")] = False,
    print_unit: Annotated[
        bool, typer.Option("--print-unit", help="Print a systemd unit in which it runs as a service, and end.")
    ] = False,
    json: options.Json = False,
) -> int:
    """Fire what falls due and send pages. Any number of keepers may run; a timer fires once.

    Set CRISIS_DEAD_MAN to a URL that raises the alarm elsewhere when it is no longer pinged: once a minute by a
    keeper that runs for good.
    """
    if print_unit:
        from crisis_cli.commands.reaching.keep_unit import unit_text

        print(unit_text(), end="")
        return 0
    import socket

    from crisis_cli.commands.reaching.dead_man import DeadMan, dead_man_url
    from crisis_cli.commands.reaching.shift_watch import ShiftWatch

    for_good = not once and not while_open
    dead_man = DeadMan(dead_man_url() if for_good else "", wiring.clock())

    tell = _print if json else _tell
    identity = KeeperSeen(uuid.uuid4().hex[:8], socket.gethostname(), os.getpid(), wiring.clock().now())
    keeper = Keeper(
        wiring.journal(),
        wiring.clock(),
        wiring.sink_for,
        identity=identity,
        read_playbook=wiring.read_playbook,
        new_id=wiring.new_id,
        on_events=tell,
    )
    signal.signal(signal.SIGTERM, _leave)
    if for_good:
        print("keeping: what falls due is fired and shown here. Ctrl-C ends it.", file=sys.stderr)
    try:
        _look_on(keeper, dead_man, ShiftWatch(tell), while_open=while_open, once=once)
    finally:
        dead_man.end()
        keeper.leave()
    return 0


def _look_on(keeper: Keeper, dead_man: DeadMan, shifts: ShiftWatch, *, while_open: bool, once: bool) -> None:
    failed, said = 0, ""
    patience = AWAY if wiring.is_postgresql(wiring.journal().where) else PATIENCE
    while True:
        try:
            still_open = keeper.look()
            if shifts.look():
                still_open = keeper.look()
            failed, said = 0, ""
            dead_man.beat()
        except SurroundingsFailed as failure:
            failed += 1
            if failed >= patience or once:
                raise
            if failure.message != said:
                said = failure.message
                print(f"crisis: {safe(said)} Trying again.", file=sys.stderr)
            still_open = []
        if once or (while_open and not failed and not still_open):
            return
        wiring.clock().sleep(LOOK)


def _leave(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _print(events: list[Event]) -> None:
    """One envelope a line, for a script."""
    for event in events:
        print(json_text(as_envelope(event)), flush=True)


def _tell(events: list[Event]) -> None:
    """One line an event: a page is told when it is queued and when it is sent; it rings the bell of a terminal."""
    rungs = {(event.data.step, event.data.person) for event in events if isinstance(event.data, RungFired)}
    for event in events:
        sent = event.data if isinstance(event.data, PageSent) else None
        if (isinstance(event.data, QUIET) and sent is None) or _is_said_by_its_rung(event, rungs):
            continue
        session = wiring.session(event.incident)
        bell = "\a" if isinstance(event.data, PageQueued | RungFired) and sys.stdout.isatty() else ""
        drill = "DRILL " if session.incident.drill else ""
        when = clock_time(event.at, wiring.zone(), seconds=True)
        said = sentence(event, session.incident, wiring.zone())
        if sent is not None and (page := session.incident.pages.get(sent.page)) is not None:
            said = f"page {sent.page} to {safe_line(page.person)} sent by {safe_line(sent.channel)}"
        print(f"{bell}{when} {drill}{event.incident}: {said}", flush=True)


def _is_said_by_its_rung(event: Event, rungs: set[tuple[str, str]]) -> bool:
    """Whether this page is in time, and that of a rung in the same commit: whose line says whom and for what."""
    page = event.data
    if not isinstance(page, PageQueued) or page.about != "rung" or page.late_seconds:
        return False
    return (page.step, page.person) in rungs
