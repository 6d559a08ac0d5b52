"""`crisis keep`: fire timers and send pages, without a screen."""

from __future__ import annotations

import os
import signal
import sys
import uuid
from types import FrameType
from typing import Annotated

import typer

from crisis_cli.commands import options, wiring
from crisis_cli.domain.events import Event, PageQueued
from crisis_cli.domain.journal import KeeperSeen
from crisis_cli.domain.timing import clock_time
from crisis_cli.engine.keeper import LOOK, Keeper
from crisis_cli.errors import SurroundingsFailed
from crisis_cli.journal.codec import as_envelope
from crisis_cli.ui.safe import json_text
from crisis_cli.ui.sentences import QUIET, sentence

PATIENCE = 20
"""Looks in a row that may fail (the store is away, the disk full) before a keeper run by hand gives up."""


def keep(
    while_open: Annotated[bool, typer.Option("--while-open", help="End when no incident is open.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Look once, fire what is due, and end.")] = False,
    json: options.Json = False,
) -> int:
    """Fire what falls due and send pages. Any number of keepers may run; a timer fires once."""
    import socket

    identity = KeeperSeen(uuid.uuid4().hex[:8], socket.gethostname(), os.getpid(), wiring.clock().now())
    keeper = Keeper(
        wiring.journal(),
        wiring.clock(),
        wiring.sink_for,
        identity=identity,
        read_playbook=wiring.read_playbook,
        new_id=wiring.new_id,
        on_events=_print if json else _tell,
    )
    signal.signal(signal.SIGTERM, _leave)
    if not once and not while_open:
        print("keeping: what falls due is fired and shown here. Ctrl-C ends it.", file=sys.stderr)
    try:
        _look_on(keeper, while_open=while_open, once=once)
    finally:
        keeper.leave()
    return 0


def _look_on(keeper: Keeper, *, while_open: bool, once: bool) -> None:
    failed = 0
    while True:
        try:
            still_open = keeper.look()
            failed = 0
        except SurroundingsFailed as failure:
            failed += 1
            if failed >= PATIENCE or once:
                raise
            print(f"crisis: {failure.message} Trying again.", file=sys.stderr)
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
    """One line an event; a page rings the bell of a terminal."""
    for event in events:
        if isinstance(event.data, QUIET):
            continue
        session = wiring.session(event.incident)
        bell = "\a" if isinstance(event.data, PageQueued) and sys.stdout.isatty() else ""
        drill = "DRILL " if session.incident.drill else ""
        when = clock_time(event.at, wiring.zone(), seconds=True)
        said = sentence(event, session.incident, wiring.zone())
        print(f"{bell}{when} {drill}{event.incident}: {said}", flush=True)
