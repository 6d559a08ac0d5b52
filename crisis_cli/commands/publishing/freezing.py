"""Tells a team's own tools to hold something still, or to let it go on, and writes down what came of it."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from crisis_cli.commands import wiring
from crisis_cli.commands.publishing.accounts import channels_file
from crisis_cli.domain.accounts import Act, Freezer
from crisis_cli.domain.events import Event, FreezeBegun, FreezeFailed
from crisis_cli.domain.freezing import COMMAND, FREEZE, WEBHOOK
from crisis_cli.domain.incident import Incident
from crisis_cli.domain.intents import BeginFreeze, SettleFreeze
from crisis_cli.domain.secrets import is_plain_http, masked
from crisis_cli.engine.session import Session
from crisis_cli.errors import CrisisError, Refused
from crisis_cli.reach.team_command import LIMIT, Ended, run_command
from crisis_cli.ui.safe import safe, safe_line

GRACE = 10
"""Seconds beyond a tool's own limit after which nobody waits for word of it any more."""

_LONGEST = 200
"""Characters of a command that are shown and recorded."""


class Tools(NamedTuple):
    """What a channels file can hold still, by its name; its commands are run in `folder`. `text`: the file's own,
    which names the secrets that its commands could print."""

    known: Mapping[str, Freezer] = {}
    folder: Path = Path()
    text: str = ""


def tools_of(incident: Incident) -> Tools:
    """The tools of this run's channels file; none where there is no such file. Raises CrisisError for one that
    cannot be read."""
    found = channels_file(incident)
    return Tools(found.channels.freezers, found.folder, found.document.text) if found is not None else Tools()


def way_of(act: Act) -> tuple[str, str]:
    """Whether a command is run or an address called, and which: word by word, or its host alone."""
    if act.command:
        return COMMAND, safe_line(masked(shlex.join(act.command)), _LONGEST)
    return WEBHOOK, safe_line(urlsplit(act.webhook).hostname or "its address", _LONGEST)


def what_happens(freezer: Freezer, act: str) -> str:
    """`runs walrus-scheduler pause`, `calls ads.example`."""
    way, how = way_of(_act(freezer, act))
    return f"runs {how}" if way == COMMAND else f"calls {how}"


Tell = Callable[[str], None]
"""Hears each line to be said; one that begins with `crisis:` tells of trouble."""


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def tell_all(
    session: Session, tools: Tools, chosen: Sequence[Freezer], act: str, actor: str, tell: Tell = _to_stderr
) -> tuple[list[Event], int]:
    """One tool after the other; what was written, and the exit code. One that fails stops no other."""
    written: list[Event] = []
    code = 0
    for freezer in chosen:
        try:
            events = _tell(session, tools, freezer, act, actor, tell)
        except Refused as refused:
            tell(f"crisis: {safe(refused.message)} {safe(refused.hint)}")
            code = code or Refused.exit_code
            continue
        written += events
        if any(isinstance(event.data, FreezeFailed) for event in events):
            tell(f"crisis: do it in the tool itself, then write it down: crisis {act} {freezer.name} --by-hand")
            code = CrisisError.exit_code
    return written, code


def _tell(session: Session, tools: Tools, freezer: Freezer, act: str, actor: str, tell: Tell) -> list[Event]:
    """Only what was written down as begun is done: in a drill nothing is begun."""
    way, how = way_of(_act(freezer, act))
    limit = int(LIMIT) + GRACE
    begun = session.act(BeginFreeze(act, freezer.name, freezer.title, way, how, limit), actor=actor)
    if not any(isinstance(event.data, FreezeBegun) for event in begun):
        return begun
    tell(f"{safe_line(freezer.title)}: {what_happens(freezer, act)} …")
    try:
        ended = _done(tools, freezer, act, session.incident)
    except KeyboardInterrupt:
        session.act(SettleFreeze(act, freezer.name, way, how, "it was interrupted", unknown=True), actor=actor)
        raise
    settled = SettleFreeze(act, freezer.name, way, how, *ended)
    return [*begun, *session.act(settled, actor=actor)]


def _done(tools: Tools, freezer: Freezer, act: str, incident: Incident) -> Ended:
    from crisis_cli.files.channels.finding import NEEDED
    from crisis_cli.files.secrets import filled, secrets_in

    doing = _act(freezer, act)
    if doing.command:
        known = secrets_in(tools.text, os.environ, tools.folder) | _of_the_team(incident)
        return run_command(doing.command, tools.folder, secrets=known)
    from crisis_cli.reach.calling import call

    try:
        address = filled(doing.webhook, os.environ, tools.folder, needed=NEEDED)
    except CrisisError as missing:
        return Ended(missing.message)
    if is_plain_http(address):
        return Ended("it would be called over http, which others can read: write https:// in its address")
    told = {"act": act, "name": freezer.name, "incident": incident.id, "drill": False}
    return call(address, told, wiring.clock())


def _of_the_team(incident: Incident) -> set[str]:
    """The secrets of the team file: its commands have the same environment."""
    from crisis_cli.commands.reaching.team_file import team_path
    from crisis_cli.files.secrets import secrets_in
    from crisis_cli.files.team.finding import load_team

    path = team_path(incident)
    try:
        return secrets_in(load_team(path).document.text, os.environ, path.parent) if path is not None else set()
    except CrisisError:
        return set()


def _act(freezer: Freezer, act: str) -> Act:
    return freezer.freeze if act == FREEZE else freezer.unfreeze
